package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.cli.Benchmark.Listener;
import org.glassformer.engine.cli.Benchmark.Result;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;

/// How much is measured in the time there is, by a clock that the work itself moves on.
final class StopwatchTest {
    private long now;
    private int runs;

    private void takes(double seconds) {
        now += (long) (seconds * 1e9);
        runs++;
    }

    private Stopwatch watch(boolean warms) {
        return new Stopwatch(2, warms, () -> now);
    }

    @Test
    void aSlowRunIsMeasuredOnce() {
        assertThat(watch(false).time(() -> takes(9)).median()).isEqualTo(9);
        assertThat(watch(true).time(() -> takes(21)).median()).isEqualTo(21);
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void theFirstRunOfACardDoesNotCountAndNoOtherIsLost() {
        assertThat(watch(false).time(() -> takes(runs == 0 ? 5 : 0.5)).median()).isEqualTo(0.5);
        assertThat(runs).as("kernels, then two seconds").isEqualTo(5);
    }

    @Test
    void theFirstRunsOfTheCpuDoNotCount() {
        assertThat(watch(true).time(() -> takes(runs < 3 ? 1 : 0.5)).median()).isEqualTo(0.5);
    }

    @Test
    void runsCountOnceTheyHaveStoppedGettingFaster() {
        Timing timing = watch(true).time(() -> takes(Math.max(0.25, 1 - 0.05 * runs)));
        assertThat(timing).isEqualTo(new Timing(0.25, 0.25));
        runs = 0;
        now = 0;
        watch(true).time(() -> takes(Math.pow(0.95, runs)));
        assertThat(now / 1e9).as("it is not waited for without end").isBetween(12.0, 15.0);
    }

    @Test
    void theFastestRunIsToldBesideTheMedian() {
        Timing timing = watch(false).time(() -> takes(runs % 3 == 2 ? 0.25 : 0.5));
        assertThat(timing).isEqualTo(new Timing(0.5, 0.25));
    }

    @Test
    void whatIsMeasuredIsAsMuchAsOneRunHasTimeFor() {
        assertThat(watch(false).fitting(16, 512, 2, n -> takes(n / 10.0))).isEqualTo(128);
        assertThat(watch(false).fitting(16, 512, 2, n -> takes(n / 100.0))).isEqualTo(512);
        assertThat(watch(false).fitting(16, 512, 2, n -> takes(n))).isEqualTo(16);
        assertThat(watch(false).fitting(16, 10, 2, n -> takes(n))).isEqualTo(10);
        assertThat(watch(false).fitting(16, 100, 4, n -> takes(n / 1000.0))).isEqualTo(100);
    }

    /// Every run of anything takes half a minute.
    @Test
    void ofADeviceThatIsTooSlowLessIsMeasuredAndTheLinesSaySo() {
        List<String> lines = new ArrayList<>();
        List<Result> found = new ArrayList<>();
        Listener listener =
                new Listener() {
                    @Override
                    public void progress(String line) {
                        lines.add(line);
                    }

                    @Override
                    public void found(Result result) {
                        found.add(result);
                    }
                };
        Stopwatch slow = new Stopwatch(2, false, () -> now += 30_000_000_000L);
        try (Backend backend = ScalarBackend.f32();
                Transformer model =
                        Transformer.random(ModelConfig.llama(1, 2, 1, 8, 12, 20, 64), backend, 1)) {
            Benchmark benchmark = new Benchmark(backend, new DevicePeak(1, 1), slow, listener);
            benchmark.gemm(4, 8);
            new ModelBenchmark(benchmark, slow).model(model);
            new EditBenchmark(benchmark, slow).edits(model);
            new TrainingBenchmark(benchmark, slow).training(model);
            assertThat(found).isEqualTo(benchmark.results());
        }
        assertThat(found)
                .extracting(Result::name)
                .containsExactly(
                        "gemm 4",
                        "prefill 16",
                        "decode 1",
                        "decode 1 with every activation",
                        "training step 1 x 16");
        assertThat(lines)
                .contains("measuring prefill 16", "measuring training step 1 x 16")
                .anyMatch(line -> line.startsWith("left out gemm 8: it would take more than 20 s"))
                .anyMatch(line -> line.startsWith("prefill 16 instead of 64: "))
                .anyMatch(line -> line.startsWith("decode 1 instead of 63: "))
                .anyMatch(line -> line.startsWith("left out the edit of 64 tokens: "))
                .anyMatch(line -> line.startsWith("training step of 16 tokens instead of 256: "));
    }
}
