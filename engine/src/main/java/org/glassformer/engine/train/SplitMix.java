package org.glassformer.engine.train;

/// A random number generator whose whole state is one number, so that it can be saved and resumed:
/// SplitMix64 (Steele, Lea and Flood 2014).
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /// A generator that goes on from a state.
    public SplitMix(long state) {
        this.state = state;
    }

    /// All that decides the numbers to come.
    public long state() {
        return state;
    }

    /// Any 64 bits.
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /// Uniform in [0, 1), with 53 random bits.
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// Uniform in [0, bound); the bias of the product is below 2^-32 for every int.
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /// A seed for a purpose of its own, told by two numbers.
    public static long seed(long seed, long purpose, long number) {
        return mix(mix(mix(seed + GOLDEN) + purpose + GOLDEN) + number + GOLDEN);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
