package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// GPT-2's initialisation: matrices normal with deviation 0.02, those that write into the residual
/// stream with 0.02 / sqrt(2 nLayer), norms one, biases zero.
final class RandomWeights implements WeightSource {
    private static final double DEVIATION = 0.02;

    private final Backend backend;
    private final DType type;
    private final RandomGenerator random;
    private final double residualDeviation;

    /// @param type what matrices are rounded to as they are made; never are all of them there as F32
    RandomWeights(Backend backend, ModelConfig config, long seed, DType type) {
        this.backend = backend;
        this.type = Repacking.written(type);
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.residualDeviation = DEVIATION / Math.sqrt(2.0 * config.nLayer());
    }

    @Override
    public Tensor tensor(String name, Shape shape) {
        if (shape.rank() > 1) {
            boolean residual = name.endsWith(".wo") || name.endsWith(".w2");
            return matrix(name, shape, residual ? residualDeviation : DEVIATION);
        }
        Tensor tensor = backend.allocate(shape);
        if (name.endsWith("w")) {
            backend.fill(tensor, 1);
        }
        return tensor;
    }

    private Tensor matrix(String name, Shape shape, double deviation) {
        DType to = Repacking.type(type, name, shape);
        float[] row = new float[shape.dim(-1)];
        if (to == DType.F32) {
            Tensor tensor = backend.allocate(shape);
            for (int r = 0; r < shape.rows(); r++) {
                draw(row, deviation);
                backend.write(tensor, (long) r * row.length, row, 0, row.length);
            }
            return tensor;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(to.byteSize(shape.elements()), 64);
            for (int r = 0; r < shape.rows(); r++) {
                draw(row, deviation);
                long start = to.byteSize((long) r * row.length);
                Packing.write(to, row, 0, row.length, bytes.asSlice(start));
            }
            return backend.load(to, shape, bytes);
        }
    }

    private void draw(float[] row, double deviation) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (deviation * random.nextGaussian());
        }
    }
}
