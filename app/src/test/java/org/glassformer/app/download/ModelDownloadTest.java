package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.glassformer.app.testing.LocalHub;
import org.junit.jupiter.api.Test;

class ModelDownloadTest extends TinyDownload {
    @Test
    void aWholeModelArrivesWithTheFilesItNeedsAndNoOthers() throws IOException {
        Path model = download();
        assertThat(model).isEqualTo(folder.resolve("owner/tiny"));
        assertThat(model.resolve(WEIGHTS)).hasBinaryContent(weights);
        try (Stream<Path> files = Files.list(model)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            WEIGHTS, "config.json", "tokenizer.json", ModelDownload.ORIGIN);
        }
        assertThat(partial()).doesNotExist();
        assertThat(Files.readString(model.resolve(ModelDownload.ORIGIN)))
                .contains(LocalHub.ID, LocalHub.COMMIT, "apache-2.0", server.address());
        assertThat(told.getLast().done()).isLessThanOrEqualTo(told.getLast().total());
        assertThat(told).allSatisfy(each -> assertThat(each.fraction()).isBetween(0.0, 1.0));
        assertThat(new ModelsFolder(folder).held()).containsExactly(new ModelsFolder.Held(ID, ""));
    }

    @Test
    void whatIsHereIsNotAskedForAgain() {
        download();
        int before = server.askedFor(WEIGHTS).size();
        download();
        assertThat(server.askedFor(WEIGHTS)).hasSize(before);
    }

    @Test
    void aBrokenConnectionIsMadeAgainWhereItBroke() {
        server.cut(WEIGHTS, 70_000);
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
        List<LocalHub.Asked> asked = server.askedFor(WEIGHTS);
        assertThat(asked).hasSize(2);
        assertThat(asked.getLast().range()).isEqualTo("bytes=70000-");
        assertThat(asked.getLast().tag()).isEqualTo("\"v1\"");
        assertThat(told).anyMatch(each -> each.phase() == Progress.Phase.WAITING);
    }

    @Test
    void aHubThatGoesAwayLeavesWhatIsHere() throws IOException {
        server.cut(WEIGHTS, 70_000);
        leaves = true;
        assertFails("cannot be reached: is this machine connected? What is here stays.");
        assertThat(Files.size(parts().getFirst())).isEqualTo(70_000);
    }

    @Test
    void aDownloadThatWasGivenUpIsGoneOnWithLater() throws IOException {
        giveUpAt(80_000);
        assertThat(folder.resolve("owner/tiny")).doesNotExist();
        long here = Files.size(parts().getFirst());
        assertThat(here).isPositive();
        assertThat(new ModelsFolder(folder).presence(ID, "").bytes()).isGreaterThan(here);
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
        assertThat(server.askedFor(WEIGHTS).getLast().range()).isEqualTo("bytes=" + here + "-");
        assertThat(told).anyMatch(each -> each.phase() == Progress.Phase.CHECKING);
    }

    @Test
    void aServerThatTakesNoNoticeOfRangesSendsTheFileFromItsFirstByte() {
        server.cut(WEIGHTS, 70_000);
        server.ignoreRanges();
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
        assertThat(told.getLast().done()).isLessThanOrEqualTo(told.getLast().total());
    }

    @Test
    void aServerThatGoesOnElsewhereIsRefused() {
        server.cut(WEIGHTS, 70_000);
        server.lieAboutStart(5);
        assertFails("another part");
    }

    @Test
    void aPartWithWrongBytesIsLoadedOnceMore() throws IOException {
        giveUpAt(60_000);
        try (FileChannel part = FileChannel.open(parts().getFirst(), StandardOpenOption.WRITE)) {
            part.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 100);
        }
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
    }

    @Test
    void aFileThatChangedMeanwhileIsLoadedWhole() {
        giveUpAt(60_000);
        byte[] other = weights.clone();
        other[3] ^= 1;
        server.change(WEIGHTS, other);
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(other);
        assertThat(server.askedFor(WEIGHTS).getLast().range()).isEmpty();
    }

    @Test
    void aFileWithAnotherTagIsNotGoneOnWith() {
        giveUpAt(60_000);
        server.change(WEIGHTS, weights);
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
        assertThat(server.askedFor(WEIGHTS).getLast().tag()).isEqualTo("\"v1\"");
    }

    @Test
    void roomIsLookedAtBeforeAnyFileIsAskedFor() {
        ModelsFolder small = new ModelsFolder(folder, ignored -> 64_100_000L);
        assertThatThrownBy(() -> download("", small))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("200 kB are missing")
                .hasMessageContaining("64.1 MB left");
        assertThat(server.askedFor(WEIGHTS)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(folder.resolve("owner"), "in the way");
        assertThatThrownBy(this::download)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("Nothing can be written");
    }

    @Test
    void aModelThatTheLabCannotOpenIsRefusedBeforeItsWeightsCome() {
        try (Hub hub = new Hub(HubAddress.of(server.address()), "", SHORT, DIRECT)) {
            Offer offer = Offer.of(hub.repository(ID, watch)).getFirst();
            ModelDownload download =
                    new ModelDownload(
                            hub,
                            offer,
                            new ModelsFolder(folder),
                            partial -> {
                                assertThat(partial.resolve("config.json")).exists();
                                throw new IllegalStateException("a family of its own");
                            });
            assertThatThrownBy(() -> download.run(watch)).hasMessage("a family of its own");
        }
        assertThat(server.askedFor(WEIGHTS)).isEmpty();
    }

    @Test
    void twoDownloadsOfOneModelDoNotMeet() throws IOException {
        Files.createDirectories(partial());
        try (FileChannel held =
                FileChannel.open(
                        partial().resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            assertThat(held.lock().isValid()).isTrue();
            assertFails("Another window");
        }
    }

    @Test
    void filesOnSeveralPagesAreAllFound() {
        server.page();
        assertThat(download().resolve(WEIGHTS)).hasBinaryContent(weights);
    }

    @Test
    void whatWasDownloadedIsDeleted() {
        download();
        ModelsFolder models = new ModelsFolder(folder);
        models.delete(ID, "");
        assertThat(models.presence(ID, "")).isEqualTo(new ModelsFolder.Presence(false, 0));
        assertThat(models.held()).isEmpty();
    }
}
