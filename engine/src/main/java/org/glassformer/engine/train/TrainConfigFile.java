package org.glassformer.engine.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainConfig.Source;
import org.glassformer.engine.train.TrainConfig.VocabularyPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of [TrainConfig].
final class TrainConfigFile {
    private TrainConfigFile() {}

    static TrainConfig read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TrainingException("there is no configuration file " + file);
        }
        try {
            ConfigSection root =
                    new ConfigSection(
                            JsonMapper.shared().readTree(file.toFile()),
                            String.valueOf(file.getFileName()));
            return config(root);
        } catch (JacksonException e) {
            throw new TrainingException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static TrainConfig config(ConfigSection root) {
        TrainConfig config =
                new TrainConfig(
                        model(root.section("model")),
                        root.requiredPath("tokenizer"),
                        root.has("vocabulary") ? vocabulary(root.section("vocabulary")) : null,
                        root.sections("data").stream().map(TrainConfigFile::source).toList(),
                        root.texts("heldOut").stream().map(Path::of).toList(),
                        root.integer("batch"),
                        root.integer("accumulation", 1),
                        root.integer("steps"),
                        optimiser(root.section("optimiser")),
                        (float) root.number("dropout", 0),
                        root.longInteger("seed", 0),
                        root.integer("logEvery", 10),
                        root.integer("evalEvery", 500),
                        root.integer("checkpointEvery", 500),
                        root.integer("keep", 2),
                        root.requiredPath("folder"),
                        root.path("output"),
                        root.flag("half", false),
                        root.text("device"),
                        root.integer("threads", 0));
        root.end();
        return config;
    }

    private static ModelShape model(ConfigSection section) {
        String family = section.text("family", "gpt2");
        if (!family.equals("gpt2") && !family.equals("llama")) {
            throw new TrainingException(
                    "models of family '" + family + "' are not trained here; take gpt2 or llama");
        }
        int nHead = section.integer("nHead");
        int nEmbd = section.integer("nEmbd");
        ModelShape shape =
                new ModelShape(
                        family,
                        section.integer("nLayer"),
                        nHead,
                        section.integer("nKvHead", nHead),
                        nEmbd,
                        section.integer("ffnSize", 4 * nEmbd),
                        section.integer("blockSize"));
        section.end();
        if (nHead < 1 || nEmbd < 1 || nEmbd % nHead != 0) {
            throw new TrainingException(
                    "'nEmbd' must be a multiple of 'nHead', but is " + nEmbd + " for " + nHead);
        }
        return shape;
    }

    private static VocabularyPlan vocabulary(ConfigSection section) {
        VocabularyPlan plan =
                new VocabularyPlan(
                        section.integer("size"),
                        section.sections("data").stream().map(TrainConfigFile::source).toList());
        section.end();
        return plan;
    }

    private static Source source(ConfigSection section) {
        Path file = section.path("file");
        int stories = section.integer("stories", 0);
        if ((file == null) == (stories == 0)) {
            throw new TrainingException("a source of 'data' has either a 'file' or 'stories'");
        }
        Source source =
                new Source(
                        file,
                        split(section.text("split", "endoftext")),
                        stories,
                        section.longInteger("storySeed", 0),
                        section.number("weight", 1));
        section.end();
        return source;
    }

    private static Documents.Split split(String name) {
        return switch (name) {
            case "endoftext" -> Documents.Split.END_OF_TEXT;
            case "blankLines" -> Documents.Split.BLANK_LINES;
            case "none" -> Documents.Split.NONE;
            default ->
                    throw new TrainingException(
                            "'split' is endoftext, blankLines or none, not '" + name + "'");
        };
    }

    private static OptimiserSettings optimiser(ConfigSection section) {
        double rate = section.number("learningRate", 1e-3);
        OptimiserSettings settings =
                new OptimiserSettings(
                        kind(section.text("name", "adamw")),
                        rate,
                        section.number("minLearningRate", rate / 10),
                        section.integer("warmupSteps", 0),
                        (float) section.number("beta1", 0.9),
                        (float) section.number("beta2", 0.95),
                        (float) section.number("eps", 1e-8),
                        (float) section.number("weightDecay", 0.1),
                        section.number("clip", 1));
        section.end();
        return settings;
    }

    private static OptimiserSettings.Kind kind(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "adamw" -> OptimiserSettings.Kind.ADAMW;
            case "sgd" -> OptimiserSettings.Kind.SGD;
            default ->
                    throw new TrainingException(
                            "the optimiser is adamw or sgd, not '" + name + "'");
        };
    }
}
