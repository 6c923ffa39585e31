package org.glassformer.engine.analysis;

import java.util.List;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Readout;
import org.glassformer.engine.model.Transformer;

/// The logit lens (nostalgebraist 2020): the residual stream at every point, put through the model's
/// own last norm and head, as if the blocks after it were not there.
///
/// Early points often say little: the head was trained on the last point alone, and the norm there
/// has its own scale. At the last point the lens is the model's own distribution.
///
/// The logits of the whole grid never exist at once. Positions are read out in chunks of at most
/// [#CHUNK_BYTES] of logits, or of one position's points where these need more. The time is that of
/// the products with the head: with 2 threads and AVX-512, 64 positions take 0.1 s on the sample model
/// (9 points, 4,096 tokens) and 1.5 s on the GPT-2 124M shape (25 points, 50,257 tokens), where 1,024
/// positions take 24 s: of a long text, read what is looked at.
public final class LogitLens {
    /// The most that the logits of one chunk take, unless one position needs more.
    public static final long CHUNK_BYTES = 64L << 20;

    private final Transformer model;
    private final long chunkBytes;

    /// A lens for a model, which stays the caller's; it belongs to the thread that uses the model.
    public LogitLens(Transformer model) {
        this(model, CHUNK_BYTES);
    }

    LogitLens(Transformer model, long chunkBytes) {
        this.model = model;
        this.chunkBytes = chunkBytes;
    }

    /// The activations that a run has to keep.
    public static HookFilter filter(ModelConfig config) {
        return StreamPoint.filter(config.nLayer());
    }

    /// Reads every point and position of a run.
    ///
    /// @param cache with the activations of [#filter]
    /// @param top how many of the likeliest tokens are kept in each cell, at least 1
    /// @param chosen per position the token whose rank is followed, negative for none
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    /// @throws IllegalArgumentException if an activation is missing or a token is not in the
    ///     vocabulary
    public LensGrid read(ActivationCache cache, int top, int[] chosen, DoubleConsumer progress) {
        return read(cache, 0, top, chosen, progress);
    }

    /// Reads every point of some positions of a run: those that are looked at, of a long text.
    ///
    /// @param cache with the activations of [#filter]
    /// @param first the first position; the grid's position 0
    /// @param top how many of the likeliest tokens are kept in each cell, at least 1
    /// @param chosen for each position from `first` on that is read, the token whose rank is
    ///     followed, negative for none
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    /// @throws IllegalArgumentException if an activation is missing, a token is not in the
    ///     vocabulary, or a position is not in the text
    public LensGrid read(
            ActivationCache cache, int first, int top, int[] chosen, DoubleConsumer progress) {
        ModelConfig config = model.config();
        List<StreamPoint> points = StreamPoint.all(config.nLayer());
        float[][] streams = new float[points.size()][];
        for (int p = 0; p < streams.length; p++) {
            streams[p] = cache.get(points.get(p).hookName()).data();
        }
        int c = config.nEmbd();
        int v = config.vocabSize();
        int positions = chosen.length;
        check(first, top, chosen, streams[0].length / c);
        LensGrid grid = new LensGrid(points, positions, Math.min(top, v));
        long fitting = Math.max(1, chunkBytes / (4L * v * points.size()));
        int chunk = (int) Math.min(fitting, positions);
        float[] residuals = new float[chunk * points.size() * c];
        try (Readout readout = new Readout(model, chunk * points.size())) {
            for (int from = 0; from < positions; from += chunk) {
                int count = Math.min(chunk, positions - from);
                for (int t = 0; t < count; t++) {
                    for (int p = 0; p < streams.length; p++) {
                        int row = t * streams.length + p;
                        int source = (first + from + t) * c;
                        System.arraycopy(streams[p], source, residuals, row * c, c);
                    }
                }
                readout.read(residuals, count * streams.length);
                fill(grid, readout, from, count, chosen);
                progress.accept((double) (from + count) / positions);
            }
        }
        return grid;
    }

    private void check(int first, int top, int[] chosen, int positions) {
        if (top < 1 || chosen.length < 1) {
            throw new IllegalArgumentException(
                    "the lens needs at least one position, and one token a cell");
        }
        if (first < 0 || first > positions - chosen.length) {
            throw new IllegalArgumentException(
                    chosen.length
                            + " positions from "
                            + first
                            + " on are not in a text of "
                            + positions);
        }
        int vocabSize = model.config().vocabSize();
        for (int token : chosen) {
            if (token >= vocabSize) {
                throw new IllegalArgumentException(
                        "token " + token + " is not among the model's " + vocabSize);
            }
        }
    }

    /// Fills the cells of `count` positions, whose points lie row after row in the readout.
    private void fill(LensGrid grid, Readout readout, int from, int count, int[] chosen) {
        int points = grid.points().size();
        double[] logSumExp = readout.logSumExp(count * points);
        float[] logits = new float[model.config().vocabSize()];
        double[] last = new double[logits.length]; // the model's own distribution
        for (int t = 0; t < count; t++) {
            int finalRow = t * points + points - 1;
            readout.logits(finalRow, logits);
            double ownScore = 0;
            for (int id = 0; id < last.length; id++) {
                last[id] = Math.exp(logits[id] - logSumExp[finalRow]);
                ownScore += last[id] * logits[id];
            }
            double ownSurprise = logSumExp[finalRow] - ownScore;
            for (int p = 0; p < points; p++) {
                int row = t * points + p;
                readout.logits(row, logits);
                double surprise = logSumExp[row] - dot(last, logits);
                double kl = row == finalRow ? 0 : Math.max(0, surprise - ownSurprise);
                grid.set(p, from + t, logits, logSumExp[row], chosen[from + t], kl);
            }
        }
    }

    private static double dot(double[] a, float[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return i < a.length ? even + odd + a[i] * b[i] : even + odd;
    }
}
