package org.glassformer.benchmarks;

import java.util.SplittableRandom;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors to measure with.
final class Bench {
    private Bench() {}

    /// Random numbers from -0.5 to 0.5; they go back with the device.
    static Tensor random(Backend backend, int... dims) {
        Tensor tensor = backend.allocate(Shape.of(dims));
        SplittableRandom random = new SplittableRandom(dims[0]);
        float[] values = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        backend.write(tensor, values);
        return tensor;
    }
}
