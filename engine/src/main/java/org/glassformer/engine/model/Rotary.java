package org.glassformer.engine.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// The cosines and sines of rotary positions (Su et al. 2021): row p, column i holds those of the
/// angle p theta^(-2 i / R), scaled as the configuration says.
///
/// Layers with a window may have a base of their own (Gemma 3), and texts that may grow beyond the
/// original context other angles (LongRoPE): up to three pairs of tables. They grow as longer texts
/// come, so that a context of 131,072 costs nothing until it is used.
final class Rotary implements AutoCloseable {
    private static final int FIRST_ROWS = 256;

    private final Backend backend;
    private final ModelConfig config;
    private final Map<Kind, Tables> tables = new EnumMap<>(Kind.class);

    /// Which rotations.
    enum Kind {
        GLOBAL,
        GLOBAL_LONG,
        LOCAL
    }

    /// @param cos (rows, R / 2)
    /// @param sin (rows, R / 2)
    record Tables(Tensor cos, Tensor sin) {
        void close() {
            cos.close();
            sin.close();
        }
    }

    Rotary(Backend backend, ModelConfig config) {
        this.backend = backend;
        this.config = config;
    }

    /// Tables for a layer with at least `rows` positions.
    ///
    /// @param longText whether the text may outgrow the original context
    Tables tables(int rows, int layer, boolean longText) {
        boolean local = config.variant().localRopeTheta() > 0 && config.windows().get(layer) > 0;
        Kind kind = local ? Kind.LOCAL : longText ? Kind.GLOBAL_LONG : Kind.GLOBAL;
        Tables now = tables.get(kind);
        if (now == null || now.cos().dim(0) < rows) {
            int wanted = Math.max(FIRST_ROWS, Integer.highestOneBit(Math.max(1, rows - 1)) * 2);
            close(kind);
            now = compute(Math.max(rows, Math.min(wanted, config.blockSize())), kind);
            tables.put(kind, now);
        }
        return now;
    }

    private Tables compute(int rows, Kind kind) {
        int size = config.rotarySize();
        RopeScaling scaling = kind == Kind.LOCAL ? new RopeScaling.None() : config.ropeScaling();
        double theta = kind == Kind.LOCAL ? config.variant().localRopeTheta() : config.ropeTheta();
        double[] frequencies = scaling.frequencies(theta, size, kind == Kind.GLOBAL_LONG);
        double factor = scaling.attentionFactor();
        int half = frequencies.length;
        float[] cos = new float[rows * half];
        float[] sin = new float[rows * half];
        for (int i = 0; i < half; i++) {
            for (int p = 0; p < rows; p++) {
                cos[p * half + i] = (float) (factor * Math.cos(p * frequencies[i]));
                sin[p * half + i] = (float) (factor * Math.sin(p * frequencies[i]));
            }
        }
        Tensor cosTable = backend.allocate(Shape.of(rows, half));
        Tensor sinTable = backend.allocate(Shape.of(rows, half));
        backend.write(cosTable, cos);
        backend.write(sinTable, sin);
        return new Tables(cosTable, sinTable);
    }

    private void close(Kind kind) {
        Tables now = tables.remove(kind);
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(tables.keySet()).forEach(this::close);
    }
}
