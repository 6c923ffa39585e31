package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.glassformer.app.testing.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDownloadTest {

    private static final String WEIGHTS = "model.safetensors";
    private static final RepositoryId ID = RepositoryId.of(LocalHub.ID);
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ofMillis(1));

    private static final Proxies DIRECT = new Proxies(null, Map.of());

    @TempDir Path folder;
    private final LocalHub server = new LocalHub();
    private final byte[] weights = new byte[200_000];
    private final List<Progress> told = new ArrayList<>();
    private Watch watch = new Watching(Long.MAX_VALUE);

    /// Whether the hub is gone after the first break.
    private boolean leaves;

    /// Gives up at a number of bytes.
    private final class Watching implements Watch {
        private final long until;
        private boolean cancelled;

        Watching(long until) {
            this.until = until;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void tell(Progress progress) {
            told.add(progress);
            cancelled |= progress.done() >= until;
            if (leaves && progress.phase() == Progress.Phase.WAITING) {
                server.close();
            }
        }
    }

    @BeforeEach
    void fill() {
        new Random(7).nextBytes(weights);
        server.with(WEIGHTS, weights)
                .with("config.json", "{}".getBytes(StandardCharsets.UTF_8))
                .with("tokenizer.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .with("pytorch_model.bin", new byte[5000])
                .with("onnx/model.onnx", new byte[5000]);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Path download() {
        return download("", new ModelsFolder(folder));
    }

    private Path download(String token, ModelsFolder models) {
        try (Hub hub = new Hub(HubAddress.of(server.address()), token, SHORT, DIRECT)) {
            Offer offer = Offer.of(hub.repository(ID, watch)).getFirst();
            return new ModelDownload(hub, offer, models, ignored -> {}).run(watch);
        }
    }

    /// Downloads until so many bytes are here.
    private void giveUpAt(int bytes) {
        server.cut(WEIGHTS, bytes + 10_000);
        watch = new Watching(bytes);
        assertThatThrownBy(this::download).isInstanceOf(CancellationException.class);
        watch = new Watching(Long.MAX_VALUE);
    }

    private void assertFails(String words) {
        assertThatThrownBy(this::download)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(words)
                .message()
                .matches("(?s)\\S.*[.:].*")
                .doesNotContain("?download.");
        assertThat(folder.resolve("owner/tiny")).doesNotExist();
    }

    private Path partial() {
        return folder.resolve("owner/tiny.partial");
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(partial())) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

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

    @ParameterizedTest
    @CsvSource({"100_000, goes on beyond", "300_000, should have"})
    void aFileWithoutALengthIsHeldToItsClaim(String claimed, String words) throws IOException {
        server.hideLengths();
        server.claimSize(WEIGHTS, Long.parseLong(claimed.replace("_", "")));
        assertFails(words);
        assertThat(parts()).allSatisfy(part -> assertThat(Files.size(part)).isZero());
    }

    @Test
    void aWrongChecksumIsSaidAndNothingOfTheFileIsKept() throws IOException {
        server.claimDigest(WEIGHTS, "ab".repeat(32));
        assertFails("checksum");
        assertThat(parts()).allSatisfy(part -> assertThat(Files.size(part)).isZero());
    }

    @Test
    void aWrongChecksumOfASmallFileIsSaidToo() {
        server.claimDigest("config.json", "ab".repeat(20));
        assertFails("config.json did not arrive as it left");
        assertThat(server.askedFor(WEIGHTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 300_000})
    void aFileOfAnotherSizeThanClaimedIsRefused(long claimed) throws IOException {
        server.claimSize(WEIGHTS, claimed);
        assertFails("should have");
        assertThat(parts()).allSatisfy(part -> assertThat(Files.size(part)).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.json",
                "/etc/passwd",
                "a/../../b.gguf",
                "..\\evil.json",
                "C:\\evil.json",
                "a/./b",
                ".."
            })
    void aPathOutOfTheFolderIsRefused(String path) {
        server.with(path, new byte[10]);
        assertFails("outside its own folder");
    }

    @ParameterizedTest
    @CsvSource({
        "/resolve/, 401, GatedRepo, accepted first",
        "/resolve/, 403, GatedRepo, accepted first",
        "/api/, 401, RepoNotFound, is private",
        "/api/, 404, RepoNotFound, is private",
        "/tree/, 403, '', refuses to give it out",
        "/resolve/, 404, EntryNotFound, has no config.json any more",
        "/api/, 429, '', asked too often",
        "/api/, 500, '', problem of its own",
        "/resolve/, 503, '', problem of its own",
        "/api/, 418, '', means nothing"
    })
    void aRefusalIsOneSentence(String path, int status, String code, String words) {
        server.refuse(path, status, code);
        assertFails(words);
    }

    @Test
    void aGatedModelNamesItsPage() {
        server.gate();
        server.refuse("/resolve/", 401, "");
        assertFails(server.address() + "/" + LocalHub.ID);
    }

    @Test
    void theTokenGoesToTheHubAndNotToWhereItSends() {
        String path = "/owner/tiny/resolve/" + LocalHub.COMMIT + "/" + WEIGHTS;
        server.redirect(path, server.otherAddress() + "/cdn/" + WEIGHTS);
        Path model = download("hf_secret", new ModelsFolder(folder));
        assertThat(model.resolve(WEIGHTS)).hasBinaryContent(weights);
        assertThat(server.asked())
                .filteredOn(each -> each.path().startsWith("/cdn/"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.token()).isEmpty());
        assertThat(server.asked())
                .filteredOn(each -> !each.path().startsWith("/cdn/"))
                .allSatisfy(each -> assertThat(each.token()).isEqualTo("Bearer hf_secret"));
    }

    @Test
    void aRedirectOnTheSameHubIsFollowedWithTheToken() {
        String moved = "/api/models/" + LocalHub.ID;
        server.redirect("/api/models/owner/old", moved);
        try (Hub hub = new Hub(HubAddress.of(server.address()), "hf_secret", SHORT, DIRECT)) {
            hub.repository(RepositoryId.of(LocalHub.ID), watch);
        }
        assertThat(server.askedFor(moved).getLast().token()).isEqualTo("Bearer hf_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/x, without encryption",
        "file:///etc/passwd, no address on the web",
        "'::nonsense', no address on the web"
    })
    void aRedirectToWhereNobodyShouldGoIsRefused(String location, String words) {
        String path = "/owner/tiny/resolve/" + LocalHub.COMMIT + "/" + WEIGHTS;
        server.redirect(path, location);
        assertFails(words);
    }

    @Test
    void redirectsWithoutEndAreLeft() {
        String path = "/owner/tiny/resolve/" + LocalHub.COMMIT + "/" + WEIGHTS;
        server.redirect(path, path);
        assertFails("without end");
    }

    @Test
    void aHubThatIsNotThereIsSaid() {
        server.close();
        assertFails("cannot be reached");
        assertThatThrownBy(this::download).hasMessageNotContaining("stays"); // nothing is here
    }

    @Test
    void somethingElseThanAHubIsSaid() {
        server.redirect("/api/models/" + LocalHub.ID, "/cdn/page.html");
        server.with("page.html", "<html>".getBytes(StandardCharsets.UTF_8));
        assertFails("not answer like a hub");
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
