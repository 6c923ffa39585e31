package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.load;

import java.lang.foreign.Arena;
import java.util.function.LongSupplier;
import jdk.incubator.vector.FloatVector;

/// What this machine reaches at most, measured: the yardstick of every other figure.
///
/// Only for JVMs with the Vector API; the device `vector` says whether this is one.
public final class MachinePeak {
    private static final long SECOND = 1_000_000_000L;
    private static final long WARM_UP = SECOND / 4;
    private static final int CHAINS = 12;
    private static final int STEPS = 20_000;
    private static final long READ_BYTES = 1L << 30;
    private static final long CHUNK = 1L << 20;

    private MachinePeak() {}

    /// GFLOP/s of fused multiply-adds that never leave the registers; takes about a second.
    ///
    /// @param threads threads to run, at least 1
    public static double gigaflops(int threads) {
        try (Workers workers = new Workers(threads)) {
            float[] sinks = new float[threads];
            double flops = 2.0 * CHAINS * STEPS * V * threads;
            return flops
                    / best(() ->
                            workers.run(
                                    threads,
                                    1,
                                    (from, to, own) -> {
                                        for (int i = from; i < to; i++) {
                                            sinks[i] = multiplyAdds(STEPS);
                                        }
                                    }));
        }
    }

    /// GB/s (10^9 bytes) of summing up 1 GiB, far more than caches hold; takes about a second.
    ///
    /// @param threads threads to run, at least 1
    public static double readGigabytes(int threads) {
        int chunks = (int) (READ_BYTES / CHUNK);
        try (Workers workers = new Workers(threads);
                Arena arena = Arena.ofShared()) {
            long start = arena.allocate(READ_BYTES, NativeMemory.ALIGNMENT).address();
            float[] sinks = new float[chunks];
            return READ_BYTES
                    / best(() ->
                            workers.run(
                                    chunks,
                                    1,
                                    (from, to, own) -> {
                                        for (int i = from; i < to; i++) {
                                            sinks[i] = sum(start + i * CHUNK);
                                        }
                                    }));
        }
    }

    private static double best(Runnable work) {
        return best(work, System::nanoTime);
    }

    /// The shortest run, in nanoseconds, after a warm-up; at least one, however slow: on a busy machine the first, which
    /// is warm-up, took longer than all were meant to.
    ///
    /// @param clock in nanoseconds
    static double best(Runnable work, LongSupplier clock) {
        long start = clock.getAsLong();
        long best = Long.MAX_VALUE;
        long now = start;
        while (now - start < SECOND || best == Long.MAX_VALUE) {
            work.run();
            long end = clock.getAsLong();
            if (now - start > WARM_UP) {
                best = Math.min(best, end - now);
            }
            now = end;
        }
        return best;
    }

    /// 12 independent chains, enough for two units with a latency of 4.
    private static float multiplyAdds(int steps) {
        FloatVector a = FloatVector.broadcast(F, 0.5f);
        FloatVector b = FloatVector.broadcast(F, 1f);
        FloatVector s0 = a;
        FloatVector s1 = a;
        FloatVector s2 = a;
        FloatVector s3 = a;
        FloatVector s4 = a;
        FloatVector s5 = a;
        FloatVector s6 = a;
        FloatVector s7 = a;
        FloatVector s8 = a;
        FloatVector s9 = a;
        FloatVector s10 = a;
        FloatVector s11 = a;
        for (int i = 0; i < steps; i++) {
            s0 = s0.fma(a, b);
            s1 = s1.fma(a, b);
            s2 = s2.fma(a, b);
            s3 = s3.fma(a, b);
            s4 = s4.fma(a, b);
            s5 = s5.fma(a, b);
            s6 = s6.fma(a, b);
            s7 = s7.fma(a, b);
            s8 = s8.fma(a, b);
            s9 = s9.fma(a, b);
            s10 = s10.fma(a, b);
            s11 = s11.fma(a, b);
        }
        FloatVector t0 = s0.add(s1).add(s2).add(s3);
        FloatVector t1 = s4.add(s5).add(s6).add(s7);
        FloatVector t2 = s8.add(s9).add(s10).add(s11);
        return VectorMath.sum(t0.add(t1).add(t2));
    }

    private static float sum(long start) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < (int) CHUNK; i += (int) (4 * VB)) {
            long at = start + i;
            s0 = s0.add(load(at));
            s1 = s1.add(load(at + VB));
            s2 = s2.add(load(at + 2 * VB));
            s3 = s3.add(load(at + 3 * VB));
        }
        return VectorMath.sum(s0.add(s1).add(s2.add(s3)));
    }
}
