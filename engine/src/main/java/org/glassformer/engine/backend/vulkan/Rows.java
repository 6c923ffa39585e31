package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;
import org.jspecify.annotations.Nullable;

/// Norms, softmax and cross-entropy: a work group for each row, and sums over rows.
final class Rows {
    private static final int COLUMNS = 32;
    private static final int COLUMN_THREADS = 256;
    private static final int BLOCK = 4096;

    private final Call call;

    Rows(Call call) {
        this.call = call;
    }

    /// Threads of a work group for a row of so many columns.
    private static int threads(int cols) {
        return cols <= 64 ? 32 : cols <= 1024 ? 64 : 256;
    }

    private void norm(int operation, Operand x) {
        call.overGroups(
                new Variant("norm", "", threads(x.cols()), operation, 0),
                x.rows(),
                10.0 * x.size());
    }

    /// out = (x - mean) rstd weight + bias.
    void layerNorm(
            Operand out,
            Operand mean,
            Operand rstd,
            Operand x,
            Operand weight,
            Operand bias,
            float eps) {
        call.start().writes(out).writes(mean).writes(rstd).reads(x).reads(weight).reads(bias);
        call.of(x.rows(), x.cols()).of(eps);
        norm(0, x);
    }

    /// out = x rstd weight.
    void rmsNorm(Operand out, Operand rstd, Operand x, Operand weight, float eps) {
        call.start().writes(out).nothing().writes(rstd).reads(x).reads(weight).nothing();
        call.of(x.rows(), x.cols()).of(eps);
        norm(1, x);
    }

    /// What both norms pass back; without `mean` and `dBias` it is the RMS norm.
    void normBackward(
            Operand dx,
            Operand dWeight,
            @Nullable Operand dBias,
            Operand dOut,
            Operand x,
            Operand weight,
            @Nullable Operand mean,
            Operand rstd) {
        call.start().writes(dx).mayRead(mean).reads(rstd).reads(x).reads(weight).reads(dOut);
        call.of(x.rows(), x.cols());
        norm(mean == null ? 3 : 2, x);
        call.start().writes(dWeight);
        if (dBias == null) {
            call.nothing();
        } else {
            call.writes(dBias);
        }
        call.reads(dOut).reads(x).mayRead(mean).reads(rstd).of(x.rows(), x.cols());
        columns(mean == null ? 2 : 1, x);
    }

    /// out[n] = factors[n] x[n].
    void scale(Operand out, Operand x, Operand factors) {
        call.start().writes(out).reads(factors).nothing().reads(x).nothing().nothing();
        call.of(x.rows(), x.cols());
        norm(4, x);
    }

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    void scaleBackward(Operand dx, Operand dFactors, Operand dOut, Operand x, Operand factors) {
        call.start().writes(dx).reads(factors).writes(dFactors).reads(x).nothing().reads(dOut);
        call.of(x.rows(), x.cols());
        norm(5, x);
    }

    /// dBias += the sum over rows of dOut.
    void sumRows(Operand dBias, Operand dOut) {
        call.start().nothing().writes(dBias).reads(dOut).nothing().nothing().nothing();
        call.of(dOut.rows(), dOut.cols());
        columns(0, dOut);
    }

    private void columns(int operation, Operand x) {
        call.overGroups(
                new Variant("columns", "", COLUMN_THREADS, operation, 0),
                (x.cols() + COLUMNS - 1) / COLUMNS,
                4.0 * x.size());
    }

    private void softmax(int operation, Operand x) {
        call.overGroups(
                new Variant("softmax", "", threads(x.cols()), operation, 0),
                x.rows(),
                10.0 * x.size());
    }

    private void seen(Operand x, @Nullable AttentionShape at) {
        call.of(x.rows(), x.cols());
        if (at == null) {
            call.of(0, 0, 0);
        } else {
            call.of(at.queries(), at.keys() - at.queries(), at.window());
        }
    }

    /// out = softmax(x) per row, over the keys that a query sees.
    ///
    /// @param at null when every column is seen
    void softmax(Operand out, Operand x, @Nullable AttentionShape at) {
        call.start().writes(out).reads(x).nothing().nothing();
        seen(x, at);
        softmax(0, x);
    }

    /// dx += out (dOut - sum dOut out) per row.
    ///
    /// @param at null when every column is seen
    void softmaxBackward(Operand dx, Operand dOut, Operand out, @Nullable AttentionShape at) {
        call.start().writes(dx).reads(dOut).reads(out).nothing();
        seen(out, at);
        softmax(1, out);
    }

    /// losses[n] = ln(sum exp(logits[n])) - logits[n][target].
    ///
    /// @param targets where they lie
    void crossEntropy(Operand losses, Operand logits, long targets) {
        call.start().writes(losses).reads(logits).nothing().constant(targets);
        seen(logits, null);
        softmax(2, logits);
    }

    /// dLogits = factor (softmax(logits) - onehot(target)).
    ///
    /// @param targets where they lie
    void crossEntropyBackward(Operand dLogits, Operand logits, long targets, float factor) {
        call.start().writes(dLogits).reads(logits).nothing().constant(targets);
        seen(logits, null);
        call.of(factor);
        softmax(3, logits);
    }

    /// How many partial sums [#squares] gives.
    static int blocks(Operand x) {
        return (int) ((x.size() + BLOCK - 1L) / BLOCK);
    }

    /// The sums of squares of blocks of elements.
    void squares(Operand sums, Operand x) {
        call.start().writes(sums).reads(x).of(x.size());
        call.overGroups(new Variant("squares", "", 128), blocks(x), 2.0 * x.size());
    }
}
