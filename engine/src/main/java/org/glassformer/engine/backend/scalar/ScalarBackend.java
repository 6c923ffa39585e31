package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.ComposedBackend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Tensor;

/// The oracle: plain loops on one thread.
///
/// Every operation computes in double. In [#f32] the results are rounded to float when they are
/// stored, which is as close to the formula as single precision gets; in [#f64] nothing is rounded,
/// for gradients by central differences.
public final class ScalarBackend extends ComposedBackend {
    static final String NAME = "scalar";

    private final ScalarMemoryOps memory;

    private ScalarBackend(Arguments arguments) {
        ScalarMemoryOps memory = new ScalarMemoryOps(arguments);
        super(
                memory,
                new ScalarEmbeddingOps(arguments),
                new ScalarNormOps(arguments),
                new ScalarLinearOps(arguments),
                new ScalarAttentionOps(arguments),
                new ScalarElementwiseOps(arguments),
                new ScalarLogitOps(arguments),
                new ScalarOptimiserOps(arguments));
        this.memory = memory;
    }

    /// A backend that stores single precision.
    public static ScalarBackend f32() {
        return new ScalarBackend(new Arguments(true));
    }

    /// A backend that stores double precision.
    public static ScalarBackend f64() {
        return new ScalarBackend(new Arguments(false));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        boolean twice = activationType() == DType.F64;
        return "CPU, plain loops, 1 thread" + (twice ? ", double precision" : "");
    }

    @Override
    public int threads() {
        return 1;
    }

    /// Writes all of `values`, which are rounded only in [#f32].
    public void writeDouble(Tensor tensor, double[] values) {
        memory.writeDouble(tensor, values);
    }

    /// All values of `tensor` as they are stored, in a new array.
    public double[] readDouble(Tensor tensor) {
        return memory.readDouble(tensor);
    }

    /// As the others add, but without rounding what is read.
    @Override
    public double sum(Tensor x) {
        double sum = 0;
        for (double value : readDouble(x)) {
            sum += value;
        }
        return sum;
    }

    /// Does nothing: there are no threads, and the tensors are the collector's.
    @Override
    public void close() {}
}
