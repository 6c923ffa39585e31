package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.glassformer.app.ui.color.ColorMap;
import org.junit.jupiter.api.Test;

class HeadThumbnailsTest {

    private static final HeadPictures.Colors COLORS =
            new HeadPictures.Colors(ColorMap.BLUE_ON_LIGHT, Color.GRAY, Color.WHITE);

    @Test
    void picturesComeOneByOne() {
        HeadThumbnails none = HeadThumbnails.blank(2, 3);
        HeadThumbnails one = none.with(1, 2, 2, new byte[] {(byte) 255, 0, 51, (byte) 204});
        assertThat(none.count()).isZero();
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.side(1, 2)).isEqualTo(2);
        assertThat(one.side(0, 0)).isZero();
        assertThat(one.value(1, 2, 0, 0)).isEqualTo(1);
        assertThat(one.value(1, 2, 0, 1)).isNaN();
        assertThat(one.value(1, 2, 1, 0)).isEqualTo(0.2f);
        assertThat(one.value(0, 0, 0, 0)).isNaN();
    }

    @Test
    void cellsHaveToFillTheirPicture() {
        HeadThumbnails none = HeadThumbnails.blank(1, 1);
        assertThatThrownBy(() -> none.with(0, 0, 2, new byte[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thinLinesStayVisibleAndOnlyNewPicturesArePainted() {
        byte[] cells = new byte[64 * 64];
        for (int i = 1; i < 64; i++) {
            cells[i * 64 + i - 1] = (byte) 255;
        }
        HeadThumbnails all = HeadThumbnails.blank(1, 2).with(0, 0, 64, cells);
        HeadPictures pictures = new HeadPictures();
        WritableImage image = pictures.of(all, 16, COLORS);
        int full = ColorMap.BLUE_ON_LIGHT.argb(1);
        for (int i = 0; i < 16; i++) {
            assertThat(image.getPixelReader().getArgb(i, i)).isEqualTo(full);
        }
        assertThat(image.getPixelReader().getColor(8, 2)).isEqualTo(Color.GRAY);
        assertThat(image.getPixelReader().getColor(20, 2)).isEqualTo(Color.WHITE);
        WritableImage again = pictures.of(all.with(0, 1, 1, new byte[] {-1}), 16, COLORS);
        assertThat(again).isSameAs(image);
        assertThat(again.getPixelReader().getArgb(20, 2)).isEqualTo(full);
    }
}
