package org.glassformer.engine.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.glassformer.engine.train.TrainConfig.VocabularyPlan;

/// What training needs of a tokenizer.
///
/// @param encode turns text into tokens; special tokens in the text are plain text
/// @param vocabSize one more than the largest token
/// @param endOfText the token between documents
/// @param file the tokenizer's file, to go with checkpoints and the finished model
record TrainingTokens(Function<String, int[]> encode, int vocabSize, int endOfText, Path file) {
    private static final String FILE = "tokenizer.json";

    /// The tokenizer of a configuration; it is learned and written first if there is none and the
    /// configuration says how.
    static TrainingTokens of(TrainConfig config) {
        Path place = config.tokenizer();
        Path file = place.toString().endsWith(".json") ? place : place.resolve(FILE);
        VocabularyPlan plan = config.vocabulary();
        if (!Files.exists(file)) {
            if (plan == null) {
                throw new TrainingException(
                        "there is no tokenizer " + file + ", and no 'vocabulary' to learn one");
            }
            learn(plan, file);
        }
        Tokenizer tokenizer = Tokenizers.fromFile(file);
        int endOfText =
                tokenizer
                        .idOf(Documents.END_OF_TEXT)
                        .orElseThrow(() ->
                                new TrainingException(
                                        file + " has no token " + Documents.END_OF_TEXT));
        return new TrainingTokens(
                text -> tokenizer.encode(text, SpecialTokens.PLAIN).ids(),
                tokenizer.vocabSize(),
                endOfText,
                file);
    }

    private static void learn(VocabularyPlan plan, Path file) {
        List<String> documents = new ArrayList<>();
        for (TrainConfig.Source source : plan.sources()) {
            List<String> once = Documents.of(source);
            for (int i = 0; i < Math.round(source.weight()); i++) {
                documents.addAll(once);
            }
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        BpeTrainer.ofSize(plan.size()).train(documents).writeTokenizerJson(file);
    }
}
