package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.train.TrainingException;

/// A fixed prompt that is read again and again while the model learns.
///
/// @param prompt the text; an empty one is the end-of-text token alone
/// @param every steps between readings
/// @param tokens how many tokens are written after the prompt, fewer if the context ends
/// @param temperature of the tokens written; 0 always takes the most probable
/// @param seed of their draws
/// @param heads whose attention patterns are kept
public record Probe(
        String prompt, int every, int tokens, double temperature, long seed, List<Head> heads) {
    static final int MOST_TOKENS = 1024;
    private static final double HOTTEST = 10;

    /// A head of the model, both counted from 0.
    public record Head(int layer, int head) {}

    /// Checks the numbers.
    ///
    /// @throws TrainingException if they cannot be
    public Probe {
        heads = List.copyOf(heads);
        if (every < 1 || tokens < 0 || tokens > MOST_TOKENS) {
            throw new TrainingException(
                    "a probe runs every few steps and writes up to 1,024 tokens");
        }
        if (!(temperature >= 0 && temperature <= HOTTEST)) {
            throw new TrainingException("the temperature of a probe is 0 to 10");
        }
    }

    /// A probe that writes the most probable tokens and keeps no patterns.
    public static Probe of(String prompt, int every, int tokens) {
        return new Probe(prompt, every, tokens, 0, 1, List.of());
    }

    /// The same, read at other steps.
    public Probe withEvery(int steps) {
        return new Probe(prompt, steps, tokens, temperature, seed, heads);
    }

    /// The same with patterns of other heads.
    public Probe withHeads(List<Head> others) {
        return new Probe(prompt, every, tokens, temperature, seed, others);
    }
}
