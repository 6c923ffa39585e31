package org.glassformer.engine.train.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingException;

/// Writes what was learned as a model folder with its card.
final class ModelExport {
    private final LiveRun run;
    private final CheckResult checked;

    ModelExport(LiveRun run, CheckResult checked) {
        this.run = run;
        this.checked = checked;
    }

    void write(Path folder, boolean half) {
        try {
            if (Files.exists(folder)) {
                requireEmpty(folder);
            }
            Files.createDirectories(folder);
            run.model().save(folder, half);
            run.tokens().write(folder);
            Files.writeString(folder.resolve("README.md"), card(folder, half));
        } catch (IOException | UncheckedIOException e) {
            throw new TrainingException(
                    "the model cannot be written to %s (%s)".formatted(folder, e.getMessage()), e);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new TrainingException(folder + " is a file, not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new TrainingException(folder + " is not empty; choose a new folder");
            }
        }
    }

    private String card(Path folder, boolean half) {
        LiveSettings s = run.settings();
        TrainingCost cost = run.cost();
        var config = run.model().config();
        long seen = cost.tokensPerStep() * run.stepsDone();
        Path name = folder.getFileName();
        String nameOf = name == null ? "model" : name.toString();
        return """
        # %s

        Trained in Glassformer's lab on the task `%s`%s.

        | | |
        | --- | --- |
        | architecture | %s: %d layers, %d heads, %d wide, context %d |
        | parameters | %,d |
        | file | `model.safetensors`, %s |
        | vocabulary | %s, %,d tokens |
        | steps | %,d of %,d windows of %d tokens |
        | tokens seen | %,d (%.1f per parameter; the rule of thumb is 20) |
        | compute | %.2e floating-point operations, forward and backward |
        | optimiser | %s, rate %s (%s), dropout %s, weight decay %s, clipping at %s, seed %d |
        | rates set by hand | %s |

        ## Figures

        %s A uniform guess has a loss of %.4f nats per token, a unigram model %.4f; this model has \
        %.4f nats per token and %.4f bits per byte on %s.

        ## Known limits

        It has learned this task, from its own data, and nothing else. Nobody has filtered what it \
        may write.
        """
                .formatted(
                        nameOf,
                        s.task().kind().id(),
                        s.base() == null ? "" : ", from the model `" + s.base().getFileName() + "`",
                        config.family(),
                        config.nLayer(),
                        config.nHead(),
                        config.nEmbd(),
                        config.blockSize(),
                        cost.parameters(),
                        half ? "F16" : "F32",
                        s.vocabulary().kind().name().toLowerCase(Locale.ROOT),
                        config.vocabSize(),
                        run.stepsDone(),
                        s.batch(),
                        s.shape().blockSize(),
                        seen,
                        (double) seen / cost.parameters(),
                        cost.flopsPerStep() * run.stepsDone(),
                        s.optimiser().kind() == OptimiserSettings.Kind.ADAMW ? "AdamW" : "SGD",
                        s.optimiser().learningRate(),
                        s.schedule().name().toLowerCase(Locale.ROOT),
                        s.dropout(),
                        s.optimiser().weightDecay(),
                        s.optimiser().clip(),
                        s.seed(),
                        ratesByHand(),
                        figure(),
                        run.baselines().uniform(),
                        run.baselines().unigram(),
                        checked.evaluation().natsPerToken(),
                        checked.evaluation().bitsPerByte(),
                        checked.unseen()
                                ? "cases that were held apart from training"
                                : "the text it was trained on");
    }

    private String ratesByHand() {
        String rates =
                run.rateChanges().stream()
                        .filter(change -> change.step() <= run.stepsDone())
                        .map(change -> "%s from step %,d".formatted(change.peak(), change.step()))
                        .collect(Collectors.joining(", "));
        return rates.isEmpty() ? "none" : rates;
    }

    private String figure() {
        return checked.measure() == CheckResult.Measure.EXACT
                ? "%d of %d %s are answered exactly right."
                        .formatted(
                                checked.right(),
                                checked.cases(),
                                checked.unseen() ? "unseen cases" : "cases")
                : "";
    }
}
