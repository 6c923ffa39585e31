package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.glassformer.engine.sampling.Cut.TieRule;

/// Made-up logits, texts and chains with many ties and edges.
final class RandomChains {
    private final Random random;

    RandomChains(long seed) {
        random = new Random(seed);
    }

    /// Ties, minus infinity, and always a number.
    float[] logits(int size) {
        float[] logits = new float[size];
        for (int i = 0; i < size; i++) {
            boolean grid = random.nextInt(4) == 0;
            logits[i] = grid ? random.nextInt(7) - 3 : (float) (3 * random.nextGaussian());
            if (random.nextInt(40) == 0) {
                logits[i] = Float.NEGATIVE_INFINITY;
            }
        }
        logits[random.nextInt(size)] = 5;
        return logits;
    }

    /// Few different tokens, so that they repeat.
    List<Integer> text(int vocabSize) {
        List<Integer> text = new ArrayList<>();
        int length = random.nextInt(40);
        int different = 1 + random.nextInt(Math.min(5, vocabSize));
        for (int i = 0; i < length; i++) {
            text.add(random.nextInt(different));
        }
        return text;
    }

    /// Some stages in any order, each with any value of its range.
    SamplerChain chain(int vocabSize) {
        List<Stage> stages = new ArrayList<>();
        for (Stage.Kind kind : Stage.Kind.values()) {
            if (random.nextInt(3) == 0) {
                stages.add(stage(kind, vocabSize));
            }
        }
        Collections.shuffle(stages, random);
        return new SamplerChain(stages);
    }

    Stage stage(Stage.Kind kind, int vocabSize) {
        TieRule ties = random.nextBoolean() ? TieRule.KEEP : TieRule.CUT_BY_ORDER;
        int lastN = random.nextInt(12) - 1;
        return switch (kind) {
            case TEMPERATURE ->
                    new Stage.Temperature(
                            random.nextInt(8) == 0 ? 0 : 0.2 + 2 * random.nextDouble());
            case TOP_K -> new Cut.TopK(random.nextInt(30), ties);
            case TOP_P -> new Cut.TopP(0.05 + random.nextDouble());
            case MIN_P -> new Cut.MinP(random.nextDouble() / 2);
            case TYPICAL -> new Cut.Typical(0.05 + random.nextDouble(), ties);
            case TOP_N_SIGMA -> new Cut.TopNSigma(3 * random.nextDouble() - 0.2);
            case REPETITION -> new Penalty.Repetition(0.7 + random.nextDouble(), lastN);
            case FREQUENCY -> new Penalty.Frequency(random.nextInt(9) / 4.0 - 0.5, lastN);
            case PRESENCE -> new Penalty.Presence(random.nextInt(9) / 4.0 - 0.5, lastN);
            case XTC ->
                    new Cut.Xtc(
                            1.2 * random.nextDouble(),
                            0.6 * random.nextDouble(),
                            random.nextInt(3));
            case DRY ->
                    new Penalty.Dry(
                            random.nextInt(3),
                            1 + random.nextDouble(),
                            random.nextInt(4),
                            lastN * 3 > 0 ? lastN * 3 : lastN,
                            breakers());
            case LOGIT_BIAS -> {
                Map<Integer, Double> biases = new TreeMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    biases.put(random.nextInt(vocabSize), random.nextInt(9) - 4.0);
                }
                yield new Stage.LogitBias(biases);
            }
            case GRAMMAR -> new Stage.Grammar();
        };
    }

    private List<List<Integer>> breakers() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(List.of(1));
            case 1 -> List.of(List.of(0, 1), List.of(0, 1, 2), List.of(3));
            default -> List.of();
        };
    }
}
