package org.glassformer.app.feature.attention.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureShelfTest {

    @TempDir Path folder;

    private final MapOnStage lab = new MapOnStage(new DirectTaskRunner());
    private final PictureShelf shelf = new PictureShelf();

    @BeforeEach
    void open() {
        TinyModels.write(folder.resolve("twelve"), 1, 12, 12, 48, 64);
        lab.open(folder.resolve("twelve"), "Once upon a time");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static PictureShelf.Key key(int head) {
        return new PictureShelf.Key(0, head, false);
    }

    @Test
    void thereIsRoomForNinePicturesOfAThousandTokensAndForNoneThatIsHuge() {
        assertThat(PictureShelf.room(1024)).isEqualTo(9);
        assertThat(PictureShelf.room(2048)).isEqualTo(2);
        assertThat(PictureShelf.room(8192)).isZero();
        assertThat(PictureShelf.room(0)).isEqualTo(64);
        for (int length = 1; length < 10_000; length += 7) {
            long each = (long) length * length * Float.BYTES;
            assertThat(PictureShelf.room(length) * each)
                    .isLessThanOrEqualTo(PictureShelf.MOST_BYTES);
        }
    }

    @Test
    void theOneNotAskedForTheLongestGoesFirst() {
        int room = PictureShelf.room(lab.picture().length());
        shelf.find(lab.reading(), key(0));
        for (int head = 0; head < room; head++) {
            shelf.put(lab.reading(), key(head), lab.picture());
        }
        assertThat(shelf.find(lab.reading(), key(0))).isPresent();
        shelf.put(lab.reading(), key(room), lab.picture());
        assertThat(shelf.size()).isEqualTo(room);
        assertThat(shelf.find(lab.reading(), key(0))).isPresent();
        assertThat(shelf.find(lab.reading(), key(1))).isEmpty();
    }

    @Test
    void anotherReadingEmptiesIt() {
        shelf.find(lab.reading(), key(0));
        shelf.put(lab.reading(), key(0), lab.picture());
        MapPicture old = lab.picture();
        var before = lab.reading();
        lab.session().promptProperty().set("Another text");
        assertThat(shelf.find(lab.reading(), key(0))).isEmpty();
        shelf.put(before, key(0), old);
        assertThat(shelf.size()).isZero();
    }

    @Test
    void aStepToTheNextHeadFindsItsPictureMade() {
        lab.session().layerProperty().set(5);
        lab.session().headProperty().set(5);
        List<MapPicture> shown = new ArrayList<>();
        lab.model().pictureProperty().subscribe((before, now) -> shown.add(now));
        int made = lab.model().keptPictures();
        lab.session().headProperty().set(6);
        assertThat(shown).hasSize(1);
        assertThat(made).isGreaterThanOrEqualTo(5);
        float[] pattern = lab.reading().attention().pattern(5, 6);
        int length = lab.picture().length();
        for (int cell = 0; cell < pattern.length; cell++) {
            assertThat(lab.picture().data().value(cell / length, cell % length))
                    .isEqualTo(pattern[cell]);
        }
    }
}
