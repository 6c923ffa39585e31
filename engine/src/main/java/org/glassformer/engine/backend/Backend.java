package org.glassformer.engine.backend;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A device that holds tensors and runs the operations of a transformer on them.
///
/// Model code never touches memory: it passes tensors that this backend allocated, the output
/// first. Activations are [#activationType]. Matrices that [#load] made may have any type that it
/// keeps ([org.glassformer.engine.tensor.DType], packed as in the file): these are read by [#embed] (the
/// table), [#matmul] (the weight) and [#read], and by nothing else. Every
/// operation has a backward twin, which **adds** into its gradients (the arguments named `d...`), so
/// that gradients accumulate; those that overwrite say so. An operation may run after the call
/// returns, but [#read] sees everything that came before it.
///
/// Results do not depend on the number of threads. A backend is used by one thread at a time.
///
/// @see org.glassformer.engine.backend.Backends
public interface Backend extends AutoCloseable {

    /// The short name by which one asks for it, such as `vector`.
    String name();

    /// What it runs on, for people, such as `CPU, Vector API 512 bit, 2 threads`.
    String description();

    /// How many CPU threads compute; 0 if something else does.
    int threads();

    /// Measures what the device reaches at most, which takes about a second; empty if it has no memory and no
    /// arithmetic of its own, but those of the CPU.
    ///
    /// @throws DeviceException if the device fails, or has no room for what is read
    default Optional<DevicePeak> measurePeak() {
        return Optional.empty();
    }

    /// The type of activations and gradients.
    DType activationType();

    // ---- memory

    /// A tensor of activations, filled with zeros; the caller closes it.
    Tensor allocate(Shape shape);

    /// A tensor with the values of `source`, which holds them as `dtype`, little-endian.
    ///
    /// The backend may keep the type of a matrix or widen it to [#activationType]; vectors are always
    /// widened. A kept matrix is as large in memory as in the file, and cannot be written, trained or
    /// computed with but by [#embed], [#matmul] and [#read]; [#widened] makes one that can. `source` is
    /// not used after the call returns. The caller closes the tensor.
    Tensor load(DType dtype, Shape shape, MemorySegment source);

    /// A tensor of activations with the values of `tensor`, whatever its type; the caller closes it.
    default Tensor widened(Tensor tensor) {
        Tensor copy = allocate(tensor.shape());
        write(copy, read(tensor));
        return copy;
    }

    /// Writes `count` floats into `tensor` from element `start` on.
    void write(Tensor tensor, long start, float[] values, int from, int count);

    /// Reads `count` floats out of `tensor` from element `start` on, whatever its type.
    void read(Tensor tensor, long start, float[] values, int from, int count);

    /// All values of `tensor`, in a new array.
    default float[] read(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        read(tensor, 0, values, 0, values.length);
        return values;
    }

    /// Writes all of `values` into `tensor`, which has as many elements.
    default void write(Tensor tensor, float[] values) {
        if (values.length != tensor.elements()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill " + tensor.shape());
        }
        write(tensor, 0, values, 0, values.length);
    }

    /// Sets every element to `value`.
    void fill(Tensor tensor, float value);

    /// Copies the elements of `from` into `to`; the numbers of elements are equal.
    void copy(Tensor to, Tensor from);

    // ---- embedding

    /// out[n] = table[ids[n]].
    ///
    /// @param out (N, C)
    /// @param table (V, C), of any type that [#load] gives
    /// @param ids N rows of the table
    void embed(Tensor out, Tensor table, int[] ids);

    /// dTable[ids[n]] += dOut[n].
    void embedBackward(Tensor dTable, Tensor dOut, int[] ids);

    // ---- norms

    /// Per row: out = (x - mean) rstd weight + bias, rstd = 1 / sqrt(var + eps), var over C.
    ///
    /// @param out (N, C), may be `x`
    /// @param mean (N), written
    /// @param rstd (N), written
    /// @param x (N, C)
    /// @param weight (C)
    /// @param bias (C)
    void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps);

    /// With h = (x - mean) rstd and dh = dOut weight:
    /// dx += rstd (dh - avg(dh) - h avg(dh h)), dWeight += sum dOut h, dBias += sum dOut.
    void layerNormBackward(
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight,
            Tensor mean,
            Tensor rstd);

    /// Per row: out = x rstd weight, rstd = 1 / sqrt(avg(x^2) + eps) (Zhang and Sennrich 2019).
    ///
    /// @param out (N, C), may be `x`
    /// @param rstd (N), written
    /// @param x (N, C)
    /// @param weight (C)
    void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps);

    /// With dh = dOut weight: dx += rstd (dh - x rstd^2 avg(dh x)), dWeight += sum dOut x rstd.
    void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd);

    // ---- linear

    /// out = x weight^T + bias.
    ///
    /// @param out (N, O)
    /// @param x (N, I)
    /// @param weight (O, I), of any type that [#load] gives
    /// @param bias (O), or null
    void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias);

    /// dx += dOut weight, dWeight += dOut^T x, dBias += sum over rows of dOut.
    ///
    /// @param dx (N, I), or null
    /// @param dWeight (O, I), or null
    /// @param dBias (O), or null
    /// @param dOut (N, O)
    void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight);

    // ---- positions

    /// Rotary position embedding (Su et al. 2021) in place, in the two-halves layout: with
    /// R = 2 cols(cos) and i < R / 2, (x[i], x[i + R/2]) turns by the angle of row positions[n].
    ///
    /// @param x (N, heads * headSize), changed
    /// @param cos (positions, R / 2), R <= headSize; elements past R stay
    /// @param sin (positions, R / 2)
    /// @param positions N rows of `cos` and `sin`
    void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize);

    /// Turns the gradient back by the same angles, in place (it overwrites, as the forward does).
    void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize);

    // ---- attention, in one operation

    /// z = softmax(scale q k^T, masked) v, per sequence and head, without keeping the pattern.
    ///
    /// @param z (B T, NH HS)
    /// @param logSumExp (B T, NH), written: ln of the softmax's denominator, maximum included; null
    ///     when no backward follows
    /// @param q (B T, NH HS)
    /// @param k (B S, NKV HS)
    /// @param v (B S, NKV HS)
    void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at);

    /// The gradients of [#attention], with the pattern p recomputed from `logSumExp`:
    /// dv += p^T dz, ds = p (dz v^T - dz . z), dq += scale ds k, dk += scale ds^T q.
    void attentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor z,
            Tensor logSumExp,
            AttentionShape at);

    // ---- attention, step by step: the same results, with everything to look at and change

    /// scores = scale q k^T; minus infinity where the key is masked.
    ///
    /// @param scores (B, NH, T, S)
    void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at);

    /// dq += scale dScores k, dk += scale dScores^T q, over the visible keys.
    void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at);

    /// pattern = softmax of each row of scores over the visible keys, 0 elsewhere; a row in which
    /// every score is minus infinity becomes all zeros.
    ///
    /// @param pattern (B, NH, T, S), may be `scores`
    void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at);

    /// dScores += pattern (dPattern - sum over keys of dPattern pattern).
    void causalSoftmaxBackward(Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at);

    /// z = pattern v, over the visible keys.
    ///
    /// @param z (B T, NH HS)
    void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at);

    /// dPattern += dz v^T, dv += pattern^T dz, over the visible keys.
    void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at);

    // ---- attention with capped scores (Gemma 2)

    /// z = softmax(softCap(scale q k^T), masked) v, per sequence and head.
    ///
    /// @param z (B T, NH HS)
    /// @param q (B T, NH HS)
    /// @param k (B S, NKV HS)
    /// @param v (B S, NKV HS)
    /// @param cap as [#softCap] has it
    default void cappedAttention(
            Tensor z, Tensor q, Tensor k, Tensor v, AttentionShape at, float cap) {
        Shape square = Shape.of(at.batch(), at.nHead(), at.queries(), at.keys());
        try (Tensor pattern = allocate(square)) {
            attentionScores(pattern, q, k, at);
            softCap(pattern, pattern, cap);
            causalSoftmax(pattern, pattern, at);
            weightedSum(z, pattern, v, at);
        }
    }

    /// The gradients of [#cappedAttention], with scores and pattern recomputed.
    default void cappedAttentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            AttentionShape at,
            float cap) {
        Shape square = Shape.of(at.batch(), at.nHead(), at.queries(), at.keys());
        try (Tensor scores = allocate(square);
                Tensor pattern = allocate(square);
                Tensor dPattern = allocate(square);
                Tensor dScores = allocate(square)) {
            attentionScores(scores, q, k, at);
            softCap(scores, scores, cap);
            causalSoftmax(pattern, scores, at);
            weightedSumBackward(dPattern, dv, dz, pattern, v, at);
            causalSoftmaxBackward(dScores, dPattern, pattern, at);
            softCapBackward(dScores, dScores, scores, cap);
            attentionScoresBackward(dq, dk, dScores, q, k, at);
        }
    }

    // ---- element by element

    /// out = activation(x); `out` may be `x`.
    void activation(Tensor out, Tensor x, Activation activation);

    /// dx += dOut activation'(x).
    void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation);

    /// out = activation(gate) up (Shazeer 2020, SwiGLU with SiLU); `out` may be `gate`.
    void gate(Tensor out, Tensor gate, Tensor up, Activation activation);

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation);

    /// out = a + b; `out` may be `a` or `b`. Its backward twin is `add(dx, dx, dOut)`.
    void add(Tensor out, Tensor a, Tensor b);

    /// x = factor x.
    void scale(Tensor x, float factor);

    /// out = x / (1 - p) where a random draw keeps the element, else 0. Element i of draw `seed` is
    /// kept when the first 24 bits of the SplitMix64 output for `seed + (i + 1) * golden` are at
    /// least p 2^24, so that every backend drops the same. `out` may be `x`.
    void dropout(Tensor out, Tensor x, float p, long seed);

    /// dx += dOut / (1 - p) where the forward kept the element.
    void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed);

    /// out = cap tanh(x / cap), which stays between -cap and cap (Gemma Team 2024); minus infinity, a
    /// masked score, stays. `out` may be `x`.
    default void softCap(Tensor out, Tensor x, float cap) {
        float[] values = read(x);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Float.NEGATIVE_INFINITY) {
                values[i] = (float) (cap * Math.tanh(values[i] / (double) cap));
            }
        }
        write(out, values);
    }

    /// dx = dOut (1 - (out / cap)^2), 0 where `out` is minus infinity. It overwrites; `dx` may be `dOut`.
    default void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        float[] slopes = read(out);
        float[] gradient = read(dOut);
        for (int i = 0; i < slopes.length; i++) {
            double part = slopes[i] / (double) cap;
            boolean masked = slopes[i] == Float.NEGATIVE_INFINITY;
            gradient[i] = masked ? 0 : (float) (gradient[i] * (1 - part * part));
        }
        write(dx, gradient);
    }

    /// out[n] = factors[n] x[n], row by row; `out` may be `x`.
    ///
    /// @param out (N, C)
    /// @param x (N, C)
    /// @param factors N numbers
    default void scaleRows(Tensor out, Tensor x, Tensor factors) {
        float[] values = read(x);
        float[] by = read(factors);
        int c = x.dim(-1);
        for (int i = 0; i < values.length; i++) {
            values[i] *= by[i / c];
        }
        write(out, values);
    }

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    default void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        float[] rows = read(x);
        float[] by = read(factors);
        float[] gradient = read(dOut);
        float[] dRows = read(dx);
        float[] dBy = read(dFactors);
        int c = x.dim(-1);
        for (int n = 0; n < by.length; n++) {
            double sum = 0;
            for (int i = n * c; i < (n + 1) * c; i++) {
                sum += (double) gradient[i] * rows[i];
                dRows[i] += by[n] * gradient[i];
            }
            dBy[n] += (float) sum;
        }
        write(dx, dRows);
        write(dFactors, dBy);
    }

    // ---- rows of logits

    /// out = exp(x - max) / sum, per row; `out` may be `x`.
    void softmax(Tensor out, Tensor x);

    /// dx += out (dOut - sum dOut out), per row.
    void softmaxBackward(Tensor dx, Tensor dOut, Tensor out);

    /// losses[n] = ln(sum exp(logits[n])) - logits[n][targets[n]], in nats; 0 where the target is
    /// negative.
    ///
    /// @param losses (N)
    /// @param logits (N, V)
    void crossEntropy(Tensor losses, Tensor logits, int[] targets);

    /// dLogits = factor (softmax(logits) - onehot(target)); rows with a negative target become 0.
    /// It overwrites; `dLogits` may be `logits`.
    void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor);

    // ---- optimisers

    /// The sum of all elements, added in a fixed order, in double precision.
    default double sum(Tensor x) {
        double sum = 0;
        for (float value : read(x)) {
            sum += value;
        }
        return sum;
    }

    /// The sum of the squares of all elements, added in a fixed order.
    double sumOfSquares(Tensor x);

    /// One AdamW update of `parameter`, with its gradient and moments, all of the same size.
    void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step);

    /// parameter = parameter - learningRate (gradient + weightDecay parameter).
    void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay);

    /// Releases threads and what the device holds; the tensors must not be used afterwards.
    @Override
    void close();
}
