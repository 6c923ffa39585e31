package org.glassformer.engine.cli;

import org.glassformer.engine.generate.AnswerRule;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.BeamSearch;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import picocli.CommandLine.Option;

/// How many answers there are to be, and how one is chosen.
final class AnswerOptions {
    @Option(
            names = "--best-of",
            paramLabel = "N",
            defaultValue = "0",
            description = "Writes N answers with seeds S, S+1, ... and ranks them by mean logprob.")
    private int bestOf;

    @Option(
            names = "--vote",
            paramLabel = "N",
            defaultValue = "0",
            description = "Writes N answers and takes what most of them say.")
    private int vote;

    @Option(
            names = "--answer",
            paramLabel = "RULE",
            defaultValue = "last-number",
            description =
                    "What of a text is its answer: last-number (the default), last-word, whole or a"
                            + " regular expression, of which the first group counts.")
    private String rule = "last-number";

    @Option(
            names = "--beams",
            paramLabel = "N",
            defaultValue = "0",
            description = "Searches with N beams; nothing is drawn.")
    private int beams;

    @Option(
            names = "--length-penalty",
            paramLabel = "A",
            defaultValue = "1",
            description =
                    "Ranks beams by logprob / tokens^A; 1 if left out, 0 ranks by the logprob.")
    private double lengthPenalty;

    /// Complains about what cannot be.
    void check(CommonOptions common) {
        for (int count : new int[] {bestOf, vote, beams}) {
            if (count < 0 || count > 1000) {
                throw common.misuse("--best-of, --vote and --beams take 1 to 1000, not " + count);
            }
        }
        if (Math.min(1, bestOf) + Math.min(1, vote) + Math.min(1, beams) > 1) {
            throw common.misuse("only one of --best-of, --vote and --beams can be used");
        }
        if (!Double.isFinite(lengthPenalty)) {
            throw common.misuse("--length-penalty must be a number");
        }
        try {
            rule();
        } catch (IllegalArgumentException e) {
            throw common.misuse(Failure.sentence(e));
        }
    }

    /// Whether there is more than one text to write.
    boolean areMany() {
        return bestOf + vote + beams > 0;
    }

    /// Whether the answers are counted.
    boolean isVote() {
        return vote > 0;
    }

    /// Whether beams are searched.
    boolean isBeamSearch() {
        return beams > 0;
    }

    /// What of a text is its answer.
    AnswerRule rule() {
        return AnswerRule.parse(rule);
    }

    /// Writes the answers.
    Answers answers(LanguageModel model, int[] ids, GenerationSettings settings) {
        return Answers.write(model, ids, settings, Math.max(bestOf, vote), (number, token) -> true);
    }

    /// Searches.
    BeamSearch.Result beams(LanguageModel model, int[] ids, GenerationSettings settings) {
        return BeamSearch.search(model, ids, settings, beams, lengthPenalty, () -> true);
    }
}
