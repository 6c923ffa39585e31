package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// The last norm and the head, for residuals taken anywhere in the model.
///
/// It holds room for a fixed number of rows, so that any number of residuals can be read out within
/// bounded memory. It belongs to the thread that uses the model, and is closed by its owner before
/// the model.
public final class Readout implements AutoCloseable {
    private final Transformer model;
    private final int rows;
    private final Allocations memory;
    private final Tensor x; // (rows, C)
    private final Tensor statistics; // (2, rows)
    private final Tensor logits; // (rows, V)
    private final Tensor losses; // (rows)

    /// Room for `rows` residuals: 4 rows (C + V) bytes and a little more.
    public Readout(Transformer model, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a readout needs at least one row");
        }
        this.model = model;
        this.rows = rows;
        this.memory = new Allocations(model.backend());
        ModelConfig config = model.config();
        try {
            this.x = memory.allocate(rows, config.nEmbd());
            this.statistics = memory.allocate(2, rows);
            this.logits = memory.allocate(rows, config.vocabSize());
            this.losses = memory.allocate(rows);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// How many residuals one call can take.
    public int rows() {
        return rows;
    }

    /// Computes the logits of `count` residuals.
    ///
    /// @param residuals (count, C), the model's channels, before the last norm
    /// @throws IllegalArgumentException if there is no room for them
    public void read(float[] residuals, int count) {
        int c = model.config().nEmbd();
        if (count < 1 || count > rows || residuals.length < count * c) {
            throw new IllegalArgumentException(
                    "a readout of " + rows + " rows cannot take " + count);
        }
        Backend backend = model.backend();
        backend.write(x, 0, residuals, 0, count * c);
        // All rows: the statistics of the norm lie apart by the number of rows.
        model.lnFinal().forward(backend, x, statistics, x);
        model.logits(logits.slice(0, count), x.slice(0, count));
    }

    /// Copies the logits of row `row` of the last [#read] into `into`, (V).
    public void logits(int row, float[] into) {
        int v = model.config().vocabSize();
        model.backend().read(logits, (long) row * v, into, 0, v);
    }

    /// The natural logarithm of the sum of exp(logit) of each of the first `count` rows of the last
    /// [#read].
    public double[] logSumExp(int count) {
        Backend backend = model.backend();
        Tensor these = losses.view(0, Shape.of(count));
        backend.crossEntropy(these, logits.slice(0, count), new int[count]);
        float[] loss = new float[count];
        backend.read(these, 0, loss, 0, count);
        float[] first = new float[1];
        double[] result = new double[count];
        for (int row = 0; row < count; row++) {
            backend.read(logits, (long) row * logits.dim(-1), first, 0, 1);
            result[row] = (double) loss[row] + first[0];
        }
        return result;
    }

    @Override
    public void close() {
        memory.close();
    }
}
