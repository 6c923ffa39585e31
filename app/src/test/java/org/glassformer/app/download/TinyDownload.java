package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/// A model of three files on a hub of ours, and where it is downloaded to.
abstract class TinyDownload {

    static final String WEIGHTS = "model.safetensors";
    static final RepositoryId ID = RepositoryId.of(LocalHub.ID);
    static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ofMillis(1));

    static final Proxies DIRECT = new Proxies(null, Map.of());

    @TempDir Path folder;
    final LocalHub server = new LocalHub();
    final byte[] weights = new byte[200_000];
    final List<Progress> told = new ArrayList<>();
    Watch watch = new Watching(Long.MAX_VALUE);

    /// Whether the hub is gone after the first break.
    boolean leaves;

    /// Gives up at a number of bytes.
    final class Watching implements Watch {
        final long until;
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

    Path download() {
        return download("", new ModelsFolder(folder));
    }

    Path download(String token, ModelsFolder models) {
        try (Hub hub = new Hub(HubAddress.of(server.address()), token, SHORT, DIRECT)) {
            Offer offer = Offer.of(hub.repository(ID, watch)).getFirst();
            return new ModelDownload(hub, offer, models, ignored -> {}).run(watch);
        }
    }

    /// Downloads until so many bytes are here.
    void giveUpAt(int bytes) {
        server.cut(WEIGHTS, bytes + 10_000);
        watch = new Watching(bytes);
        assertThatThrownBy(this::download).isInstanceOf(CancellationException.class);
        watch = new Watching(Long.MAX_VALUE);
    }

    void assertFails(String words) {
        assertThatThrownBy(this::download)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(words)
                .message()
                .matches("(?s)\\S.*[.:].*")
                .doesNotContain("?download.");
        assertThat(folder.resolve("owner/tiny")).doesNotExist();
    }

    Path partial() {
        return folder.resolve("owner/tiny.partial");
    }

    List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(partial())) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
