package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.LogEntry;
import org.glassformer.engine.train.TrainConfig;
import org.glassformer.engine.train.TrainerListener;
import org.glassformer.engine.train.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a model, or goes on with it.
@Command(
        name = "train",
        description = {
            "Trains as a configuration says, with progress on standard error.",
            "When it is interrupted it writes a checkpoint; the same command goes on from there.",
            "With --task it learns a task of the Training screen instead, such as sort, and says how well",
            "and how fast; the exit status is 1 if it was not learned."
        })
final class TrainCommand implements Callable<Integer> {
    private static final int SECONDS_TO_SAVE = 120;

    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A JSON file with model, tokenizer, data, batch, steps and folder.")
    private @Nullable Path file;

    @Mixin private final TaskOptions task = new TaskOptions();

    @Override
    public Integer call() {
        if ((file == null) == !task.given()) {
            throw common.misuse("either --config or --task is needed");
        }
        if (file == null) {
            return new TaskTraining(common, task).run();
        }
        TrainConfig config = common.placed(TrainConfig.read(file));
        if (config.device() == null) {
            common.explainVectorApi();
        }
        Progress progress = new Progress(common);
        CountDownLatch closed = new CountDownLatch(1);
        try (TrainingRun run = TrainingRun.open(config, progress)) {
            Thread interrupted = new Thread(() -> stop(run, closed));
            Runtime.getRuntime().addShutdownHook(interrupted);
            boolean finished = run.train();
            int steps = run.step().stepsDone();
            forget(interrupted);
            common.print(
                    json -> json(json, config, progress, finished, steps),
                    out -> text(out, config, progress, finished, steps));
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /// Ends the run after the step under way and waits until its checkpoint is written.
    private static void stop(TrainingRun run, CountDownLatch closed) {
        run.stop();
        try {
            closed.await(SECONDS_TO_SAVE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook is what ended the run
        }
    }

    private static void json(
            Json json, TrainConfig config, Progress progress, boolean finished, int steps) {
        json.flag("finished", finished);
        json.whole("step", steps);
        json.whole("steps", config.steps());
        json.text("folder", config.folder().toString());
        if (finished && config.output() != null) {
            json.text("output", String.valueOf(config.output()));
        }
        LogEntry last = progress.last;
        if (last != null) {
            json.whole("tokens", last.tokens());
            json.number("train_loss", last.trainLoss());
            Evaluation evaluation = last.evaluation();
            if (evaluation != null) {
                json.number("nats_per_token", evaluation.natsPerToken());
                json.number("bits_per_byte", evaluation.bitsPerByte());
            }
        }
    }

    private static void text(
            PrintWriter out, TrainConfig config, Progress progress, boolean finished, int steps) {
        LogEntry last = progress.last;
        out.printf(
                "%s after step %d of %d%s%n",
                finished ? "finished" : "stopped",
                steps,
                config.steps(),
                last == null ? "" : ", " + line(last));
        if (finished && config.output() != null) {
            out.printf("the model is in %s%n", config.output());
        }
    }

    private static String line(LogEntry entry) {
        String held =
                entry.evaluation() == null
                        ? ""
                        : ", held out %.4f bits per byte"
                                .formatted(entry.evaluation().bitsPerByte());
        return "loss %.4f%s, rate %.2e, gradient %.3f, %.0f tokens/s"
                .formatted(
                        entry.trainLoss(),
                        held,
                        entry.learningRate(),
                        entry.gradientNorm(),
                        entry.tokensPerSecond());
    }

    /// Tells on standard error what happens, and remembers the last line of the log.
    private static final class Progress implements TrainerListener {
        private final CommonOptions common;
        private @Nullable LogEntry last;

        Progress(CommonOptions common) {
            this.common = common;
        }

        @Override
        public void started(int step, int steps) {
            common.message(
                    (step == 0 ? "training " : "going on after step " + step + " of ")
                            + steps
                            + " steps");
        }

        @Override
        public void logged(LogEntry entry) {
            last = entry;
            common.message("step " + entry.step() + ": " + line(entry));
        }

        @Override
        public void saved(Path checkpoint) {
            common.message("saved " + checkpoint);
        }
    }
}
