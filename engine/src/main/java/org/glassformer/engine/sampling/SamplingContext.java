package org.glassformer.engine.sampling;

import java.util.function.IntPredicate;

/// What a chain knows of a step besides the logits: the tokens before, the seed, and which tokens a
/// grammar allows. Immutable.
public final class SamplingContext {
    /// No tokens before, seed 0, everything allowed.
    public static final SamplingContext NONE =
            new SamplingContext(new int[0], 0, 0, 0, id -> true, false);

    private final int[] tokens;
    private final long seed;
    private final long step;
    private final int reroll;
    private final IntPredicate allowed;
    private final boolean constrained;

    private SamplingContext(
            int[] tokens,
            long seed,
            long step,
            int reroll,
            IntPredicate allowed,
            boolean constrained) {
        this.tokens = tokens;
        this.seed = seed;
        this.step = step;
        this.reroll = reroll;
        this.allowed = allowed;
        this.constrained = constrained;
    }

    /// The step after some tokens; its number is how many there are, as everywhere in this engine.
    ///
    /// @param tokens the prompt's and all that were generated, copied
    /// @param seed of the whole text
    public static SamplingContext after(int[] tokens, long seed) {
        return new SamplingContext(tokens.clone(), seed, tokens.length, 0, id -> true, false);
    }

    /// The same with another step of the draws, where it is not the number of tokens.
    public SamplingContext atStep(long other) {
        return new SamplingContext(tokens, seed, other, reroll, allowed, constrained);
    }

    /// The same step drawn again.
    ///
    /// @param times how often this step alone was drawn again; 0 at first
    public SamplingContext rerolled(int times) {
        return new SamplingContext(tokens, seed, step, times, allowed, constrained);
    }

    /// The same where only some tokens may come next; [Stage.Grammar] asks.
    ///
    /// @param predicate asked once for each token that is a candidate, must not change
    public SamplingContext allowing(IntPredicate predicate) {
        return new SamplingContext(tokens, seed, step, reroll, predicate, true);
    }

    /// How many tokens there are before.
    public int size() {
        return tokens.length;
    }

    /// A token before: 0 is the first.
    public int token(int index) {
        return tokens[index];
    }

    /// The number that picks the token, in [0, 1).
    public double u() {
        return Draws.uniform(seed, step, reroll);
    }

    /// The number by which an [Cut.Xtc] decides whether to act, in [0, 1): a function of seed, step
    /// and re-roll too, and independent of [#u()].
    ///
    /// @param occurrence which of the chain's XTC stages, from 1
    public double xtc(int occurrence) {
        return Draws.uniform(seed, step, reroll, occurrence);
    }

    boolean allows(int id) {
        return allowed.test(id);
    }

    boolean isConstrained() {
        return constrained;
    }

    /// Where the last `n` tokens begin; [Stage#ALL] is all.
    int from(int n) {
        return n == Penalty.ALL ? 0 : Math.max(0, tokens.length - n);
    }
}
