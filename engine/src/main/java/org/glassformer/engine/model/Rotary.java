package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The cosines and sines of rotary positions (Su et al. 2021): row p, column i holds those of the
/// angle p theta^(-2 i / HS), scaled as the configuration says.
///
/// The tables grow as longer texts come, so that a context of 131,072 costs nothing until it is used.
final class Rotary implements AutoCloseable {
    private static final int FIRST_ROWS = 256;

    private final Backend backend;
    private final ModelConfig config;
    private @Nullable Tables tables;

    /// @param cos (rows, HS / 2)
    /// @param sin (rows, HS / 2)
    record Tables(Tensor cos, Tensor sin) {}

    Rotary(Backend backend, ModelConfig config) {
        this.backend = backend;
        this.config = config;
    }

    /// Tables with at least `rows` positions.
    Tables tables(int rows) {
        Tables now = tables;
        if (now == null || now.cos().dim(0) < rows) {
            int wanted = Math.max(FIRST_ROWS, Integer.highestOneBit(Math.max(1, rows - 1)) * 2);
            close();
            now = compute(Math.max(rows, Math.min(wanted, config.blockSize())));
            tables = now;
        }
        return now;
    }

    private Tables compute(int rows) {
        int half = config.headSize() / 2;
        float[] cos = new float[rows * half];
        float[] sin = new float[rows * half];
        for (int i = 0; i < half; i++) {
            double frequency = Math.pow(config.ropeTheta(), -2.0 * i / config.headSize());
            double scaled = config.ropeScaling().scale(frequency);
            for (int p = 0; p < rows; p++) {
                cos[p * half + i] = (float) Math.cos(p * scaled);
                sin[p * half + i] = (float) Math.sin(p * scaled);
            }
        }
        Tensor cosTable = backend.allocate(Shape.of(rows, half));
        Tensor sinTable = backend.allocate(Shape.of(rows, half));
        backend.write(cosTable, cos);
        backend.write(sinTable, sin);
        return new Tables(cosTable, sinTable);
    }

    @Override
    public void close() {
        if (tables != null) {
            tables.cos().close();
            tables.sin().close();
            tables = null;
        }
    }
}
