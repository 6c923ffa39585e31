package org.glassformer.engine.backend.vulkan;

import java.nio.ByteBuffer;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;
import org.jspecify.annotations.Nullable;
import org.lwjgl.system.MemoryUtil;

/// The arguments of one kernel, in the order of its `Push` block, and how many threads it gets.
final class Call implements AutoCloseable {
    /// As many bytes as every device takes.
    static final int BYTES = 128;

    private static final int ROW = 32_768;

    private final Recorder recorder;
    private final Kernels kernels;
    private final ByteBuffer push = MemoryUtil.memAlloc(BYTES);

    Call(Recorder recorder, Kernels kernels) {
        this.recorder = recorder;
        this.kernels = kernels;
    }

    /// Forgets what an operation that failed has left.
    Call start() {
        push.clear();
        return this;
    }

    /// An address to write to, or to add into.
    Call writes(Operand operand) {
        recorder.touch(operand.start(), operand.end(), true);
        push.putLong(operand.address());
        return this;
    }

    /// An address to read from.
    Call reads(Operand operand) {
        recorder.touch(operand.start(), operand.end(), false);
        push.putLong(operand.address());
        return this;
    }

    /// The same, where there may be nothing.
    Call mayRead(@Nullable Operand operand) {
        return operand == null ? nothing() : reads(operand);
    }

    /// The two addresses of a weight.
    Call weight(Operand operand) {
        reads(operand);
        push.putLong(operand.scales());
        return this;
    }

    /// An address that is known not to change.
    Call constant(long address) {
        push.putLong(address);
        return this;
    }

    /// No address.
    Call nothing() {
        push.putLong(0);
        return this;
    }

    /// A whole number.
    Call of(int value) {
        push.putInt(value);
        return this;
    }

    /// Whole numbers.
    Call of(int... values) {
        for (int value : values) {
            push.putInt(value);
        }
        return this;
    }

    /// A number.
    Call of(float value) {
        push.putFloat(value);
        return this;
    }

    /// A long number, the low half first.
    Call of(long value) {
        while (push.position() % 8 != 0) {
            push.putInt(0);
        }
        push.putLong(value);
        return this;
    }

    /// Runs the kernel with one thread for each of `n` elements.
    ///
    /// @param threads in a work group
    void overElements(Variant kernel, long n, int threads) {
        overGroups(kernel, (n + threads - 1) / threads, 10.0 * n);
    }

    /// Runs the kernel with so many work groups.
    ///
    /// @param operations about how many floating-point operations that is
    void overGroups(Variant kernel, long groups, double operations) {
        if (groups <= ROW) {
            run(kernel, (int) groups, 1, 1, operations);
        } else {
            run(kernel, ROW, Math.toIntExact((groups + ROW - 1) / ROW), 1, operations);
        }
    }

    /// Runs the kernel with a grid of work groups.
    void run(Variant kernel, int x, int y, int z, double operations) {
        push.flip();
        if (x > 0 && y > 0 && z > 0) {
            recorder.dispatch(kernels.pipeline(kernel), push, x, y, z, operations);
        }
    }

    @Override
    public void close() {
        MemoryUtil.memFree(push);
    }
}
