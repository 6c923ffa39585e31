package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab that is ended without warning, as by `kill -9`, while it trains.
final class EndedLabTest {
    private static final Duration ALLOWED = Duration.ofSeconds(10);

    @TempDir Path place;

    @Test
    void aProcessThatIsKilledLosesLessThanTenSecondsAndGivesItsFolderBack() throws Exception {
        assertThat(RunOptions.in(place).saveEvery()).isLessThanOrEqualTo(ALLOWED.dividedBy(2));
        Path folder = place.resolve("run");
        Path state = folder.resolve("state.safetensors");
        Process lab = start(folder);
        try {
            await(state);
            Files.delete(state); // what follows was saved while it trained on
            await(state);
            TimeUnit.SECONDS.sleep(1);
            try (Backend backend = Backends.open("scalar", 1)) {
                assertThatThrownBy(() -> LiveRun.resume(backend, EndedLab.options(folder)).close())
                        .isInstanceOf(TrainingException.class)
                        .hasMessageContaining("is open in another lab, process " + lab.pid());
            }
        } finally {
            lab.destroyForcibly();
        }
        long ended = System.currentTimeMillis();
        assertThat(lab.waitFor()).isNotZero();
        Files.writeString(folder.resolve(".state.safetensors.half"), "ended while it was written");
        Files.writeString(folder.resolve(".log.jsonl.half"), "ended while it was written");
        long saved = Files.getLastModifiedTime(state).toMillis();
        assertThat(Duration.ofMillis(ended - saved)).isLessThan(EndedLab.SAVE_EVERY.plusSeconds(5));
        try (Backend backend = Backends.open("scalar", 1);
                LiveRun run = LiveRun.resume(backend, EndedLab.options(folder));
                LiveRun whole = SmallRun.open(backend)) {
            int done = run.stepsDone();
            assertThat(done).isPositive();
            SmallRun.run(whole, done + 1);
            SmallRun.run(run, done + 1);
            SmallRun.assertSame(run, whole);
        }
        // Only now: while the run is open it may be writing the next draft.
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("state.safetensors")
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndedLab.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void await(Path file) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
