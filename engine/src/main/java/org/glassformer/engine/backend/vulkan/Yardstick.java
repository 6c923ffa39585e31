package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Measures what the device reaches at most: multiply-adds that never leave the registers (`peakProduct.comp`) and
/// a sum of more memory than caches hold (`peakRead.comp`).
///
/// A kernel gets more work until it takes long enough to be timed from here; the shortest of several runs counts.
final class Yardstick {
    private static final int THREADS = 256;
    private static final int STEPS = 512;
    private static final int CHAINS = 16;

    /// Floats that one work group adds up.
    private static final int OWN = 4 * 16 * THREADS;

    private static final long MOST_BYTES = 1L << 30;
    private static final long LEAST_BYTES = 64L << 20;
    private static final double LONG_ENOUGH = 0.05;
    private static final int FEWEST_GROUPS = 16;
    private static final int MOST_GROUPS = 1 << 22;
    private static final int RUNS = 7;

    private final MemoryOps memory;
    private final Operands operands;
    private final Call call;
    private final Transfers transfers;
    private final Candidate device;

    Yardstick(
            MemoryOps memory, Operands operands, Call call, Transfers transfers, Candidate device) {
        this.memory = memory;
        this.operands = operands;
        this.call = call;
        this.transfers = transfers;
        this.device = device;
    }

    /// Takes about a second.
    DevicePeak measure() {
        try (Tensor numbers = much();
                Tensor sum = memory.allocate(Shape.of(1))) {
            memory.fill(numbers, 1);
            memory.fill(sum, 0);
            Operand from = operands.vector("numbers", numbers);
            Operand to = operands.vector("sum", sum);
            return new DevicePeak(gigaflops(to), gigabytes(from, to));
        }
    }

    /// As much memory as there is, up to a size that no cache holds.
    private Tensor much() {
        long bytes = Math.min(Math.min(MOST_BYTES, device.memory() / 4), device.largest());
        while (true) {
            try {
                int groups = (int) Math.max(1, bytes / Float.BYTES / OWN);
                return memory.allocate(Shape.of(groups * OWN));
            } catch (DeviceException full) {
                bytes /= 2;
                if (bytes < LEAST_BYTES) {
                    throw full;
                }
            }
        }
    }

    private double gigaflops(Operand to) {
        Variant kernel = new Variant("peakProduct", "#define STEPS %d\n".formatted(STEPS), THREADS);
        double each = 2.0 * CHAINS * STEPS * THREADS;
        int groups = FEWEST_GROUPS;
        while (groups < MOST_GROUPS && once(multiply(kernel, groups, to, each)) < LONG_ENOUGH) {
            groups *= 2;
        }
        return each * groups / best(multiply(kernel, groups, to, each)) / 1e9;
    }

    private Runnable multiply(Variant kernel, int groups, Operand to, double each) {
        return () -> {
            call.start().writes(to);
            call.overGroups(kernel, groups, each * groups);
        };
    }

    private double gigabytes(Operand from, Operand to) {
        Variant kernel = new Variant("peakRead", "", THREADS);
        return 4.0
                * from.size()
                / best(() -> {
                    call.start().writes(to).reads(from);
                    call.overGroups(kernel, from.size() / OWN, from.size());
                })
                / 1e9;
    }

    private double best(Runnable work) {
        double best = once(work);
        for (int run = 1; run < RUNS; run++) {
            best = Math.min(best, once(work));
        }
        return best;
    }

    private double once(Runnable work) {
        transfers.finish();
        long start = System.nanoTime();
        work.run();
        transfers.finish();
        return (System.nanoTime() - start) / 1e9;
    }
}
