package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.glassformer.app.testing.LocalHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hub, a network or a file's bytes make impossible, each as one sentence.
class RefusedDownloadTest extends TinyDownload {
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
}
