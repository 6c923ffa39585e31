package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Several answers to one prompt, the best first: the largest mean logprob of a token, the stop token
/// counted (best of N). The prompt is read once, and so is what answers have in common.
///
/// @param ranked all of them
/// @param cost of all together
public record Answers(List<Answer> ranked, BranchCost cost) {
    private static final double NANOS_PER_MS = 1e6;

    /// Copies the list.
    public Answers {
        ranked = List.copyOf(ranked);
    }

    /// Writes `count` answers. Answer i has the seed plus i: it is what a generation with that seed
    /// gives alone.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1, or as
    ///     [Generator#generate(int[], GenerationSettings, GenerationListener)]
    public static Answers write(
            LanguageModel model,
            int[] promptIds,
            GenerationSettings settings,
            int count,
            AnswerListener listener) {
        if (count < 1) {
            throw new IllegalArgumentException("cannot write " + count + " answers");
        }
        try (BranchTree tree =
                new BranchTree(model, promptIds, settings.interventions(), settings.maxTokens())) {
            List<Answer> answers = new ArrayList<>();
            boolean goOn = true;
            for (int i = 0; goOn && i < count; i++) {
                int number = i;
                long seed = settings.seed() + i;
                long start = System.nanoTime();
                Generation generation =
                        new AnswerWriter(tree, tree.root(), settings.withSeed(seed))
                                .write(token -> listener.onToken(number, token));
                double ms = (System.nanoTime() - start) / NANOS_PER_MS;
                Answer answer = new Answer(i, seed, generation, ms);
                answers.add(answer);
                listener.onAnswer(answer);
                goOn = generation.stop() != StopReason.CANCELLED;
            }
            answers.sort(
                    Comparator.comparingDouble(
                                    (Answer answer) -> -answer.generation().averageLogprob())
                            .thenComparingInt(Answer::number));
            return new Answers(answers, tree.cost());
        }
    }
}
