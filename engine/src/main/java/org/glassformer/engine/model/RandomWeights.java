package org.glassformer.engine.model;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// GPT-2's initialisation: matrices normal with deviation 0.02, those that write into the residual
/// stream with 0.02 / sqrt(2 nLayer), norms one, biases zero.
final class RandomWeights implements WeightSource {
    private static final double DEVIATION = 0.02;

    private final Backend backend;
    private final RandomGenerator random;
    private final double residualDeviation;

    RandomWeights(Backend backend, ModelConfig config, long seed) {
        this.backend = backend;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.residualDeviation = DEVIATION / Math.sqrt(2.0 * config.nLayer());
    }

    @Override
    public Tensor tensor(String name, Shape shape) {
        Tensor tensor = backend.allocate(shape);
        if (shape.rank() > 1) {
            boolean residual = name.endsWith(".wo") || name.endsWith(".w2");
            double deviation = residual ? residualDeviation : DEVIATION;
            float[] row = new float[shape.dim(-1)];
            for (int r = 0; r < shape.rows(); r++) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (deviation * random.nextGaussian());
                }
                backend.write(tensor, (long) r * row.length, row, 0, row.length);
            }
        } else if (name.endsWith("w")) {
            backend.fill(tensor, 1);
        }
        return tensor;
    }
}
