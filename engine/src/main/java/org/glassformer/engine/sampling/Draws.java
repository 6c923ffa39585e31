package org.glassformer.engine.sampling;

/// Random numbers that are a pure function of seed, step and re-roll.
///
/// Nothing is carried from one token to the next: a step can be drawn again alone, and the same seed
/// gives the same numbers on every machine and in any order. Each part goes through the finaliser of
/// SplitMix64 (Steele, Lea and Flood 2014, <https://doi.org/10.1145/2660193.2660195>).
public final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Draws() {}

    /// A number in [0, 1) with 53 random bits.
    ///
    /// @param seed the seed of the whole text
    /// @param step the position of the token within it
    /// @param reroll how often this step alone was drawn again; 0 at first
    public static double uniform(long seed, long step, int reroll) {
        long state = mix(seed + GOLDEN);
        state = mix((state ^ step) + GOLDEN);
        state = mix((state ^ reroll) + GOLDEN);
        return unit(state);
    }

    /// A number like [#uniform(long, long, int)], from a sequence of its own: for the chance within a
    /// step that does not pick the token.
    ///
    /// @param stream which sequence, not 0
    public static double uniform(long seed, long step, int reroll, int stream) {
        long state = mix(seed + GOLDEN);
        state = mix((state ^ step) + GOLDEN);
        state = mix((state ^ reroll) + GOLDEN);
        return unit(mix((state ^ stream) + GOLDEN));
    }

    private static double unit(long state) {
        return (state >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
