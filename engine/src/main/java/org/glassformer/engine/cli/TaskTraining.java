package org.glassformer.engine.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.CheckResult;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LogSeries;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.live.StoredRun;

/// Trains on a task until its check passes, or to its last step.
final class TaskTraining {
    private static final int CASES = 200;
    private static final int CHECK_EVERY = 50;
    private static final int TELL_EVERY = 100;
    private static final double NANOS = 1e9;

    private final CommonOptions common;
    private final TaskOptions options;

    TaskTraining(CommonOptions common, TaskOptions options) {
        this.common = common;
        this.options = options;
    }

    int run() {
        try (Backend backend = common.open();
                LiveRun run = open(backend)) {
            long begun = System.nanoTime();
            int last = run.settings().steps();
            CheckResult check = run.check(CASES);
            while (run.stepsDone() < last && !check.passed()) {
                run.step();
                int done = run.stepsDone();
                if (done % CHECK_EVERY == 0 || done == last) {
                    check = run.check(CASES);
                }
                if (done % TELL_EVERY == 0) {
                    tell(run, check);
                }
            }
            double seconds = (System.nanoTime() - begun) / NANOS;
            Path output = options.output();
            if (output != null) {
                run.export(output, false);
            }
            report(run, check, seconds);
            boolean failed = !check.passed() && !Double.isNaN(check.goal());
            if (failed) {
                throw new TrainingException(
                        "%s was not learned in %,d steps: %s"
                                .formatted(
                                        run.settings().task().kind().id(), last, sentence(check)));
            }
            return 0;
        }
    }

    private LiveRun open(Backend backend) {
        Path folder = options.folder();
        if (folder == null) {
            return LiveRun.open(options.settings(), backend, RunOptions.inMemory());
        }
        RunOptions saved = RunOptions.in(folder);
        return new StoredRun(folder).exists()
                ? LiveRun.resume(backend, saved)
                : LiveRun.open(options.settings(), backend, saved);
    }

    private void tell(LiveRun run, CheckResult check) {
        LogSeries log = run.log(run.stepsDone() - 1);
        common.message(
                "step %d: loss %.4f, %s, %.0f tokens/s"
                        .formatted(
                                run.stepsDone(),
                                log.losses()[0],
                                sentence(check),
                                log.tokensPerSecond()[0]));
    }

    private static String sentence(CheckResult check) {
        return switch (check.measure()) {
            case EXACT -> "%d of %d cases right".formatted(check.right(), check.cases());
            case BITS_PER_BYTE -> "%.3f bits per byte".formatted(check.value());
        };
    }

    private void report(LiveRun run, CheckResult check, double seconds) {
        common.print(
                json -> {
                    json.text("task", run.settings().task().kind().id());
                    json.flag("passed", check.passed());
                    json.text("measure", check.measure().name().toLowerCase(Locale.ROOT));
                    json.number("value", check.value());
                    json.number("goal", check.goal());
                    json.whole("cases", check.cases());
                    json.flag("unseen", check.unseen());
                    json.number("nats_per_token", check.evaluation().natsPerToken());
                    json.number("bits_per_byte", check.evaluation().bitsPerByte());
                    json.whole("step", run.stepsDone());
                    json.number("seconds", seconds);
                    json.whole("parameters", run.cost().parameters());
                    json.whole("memory_bytes", run.cost().bytes());
                    json.number("flops_per_step", run.cost().flopsPerStep());
                    json.number("uniform_loss", run.baselines().uniform());
                    json.number("unigram_loss", run.baselines().unigram());
                },
                out -> {
                    out.printf(
                            "%s after %d steps and %.1f s: %s%n",
                            check.passed() ? "learned" : "stopped",
                            run.stepsDone(),
                            seconds,
                            sentence(check));
                    check.shown()
                            .forEach(shown ->
                                    out.printf(
                                            "  %s %s%s%n",
                                            shown.right() ? "right" : "wrong",
                                            shown.prompt(),
                                            shown.written()));
                });
    }
}
