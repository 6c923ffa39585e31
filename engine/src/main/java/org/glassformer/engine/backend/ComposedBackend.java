package org.glassformer.engine.backend;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A device whose operations are divided as [Backend] is: one part for each kind, and here nothing but the way to it.
///
/// Each part checks the arguments of its operations and hands them to kernels. The parts are called alike on
/// every device (`ScalarNormOps`, `VectorNormOps`, ...), so that an operation is found in the same place.
public abstract class ComposedBackend implements Backend {
    private final MemoryOps memory;
    private final EmbeddingOps embedding;
    private final NormOps norm;
    private final LinearOps linear;
    private final AttentionOps attention;
    private final ElementwiseOps elementwise;
    private final LogitOps logit;
    private final OptimiserOps optimiser;

    /// @param memory makes and reads tensors; the other parts compute with them
    protected ComposedBackend(
            MemoryOps memory,
            EmbeddingOps embedding,
            NormOps norm,
            LinearOps linear,
            AttentionOps attention,
            ElementwiseOps elementwise,
            LogitOps logit,
            OptimiserOps optimiser) {
        this.memory = memory;
        this.embedding = embedding;
        this.norm = norm;
        this.linear = linear;
        this.attention = attention;
        this.elementwise = elementwise;
        this.logit = logit;
        this.optimiser = optimiser;
    }

    @Override
    public final DType activationType() {
        return memory.activationType();
    }

    @Override
    public final Tensor allocate(Shape shape) {
        return memory.allocate(shape);
    }

    @Override
    public final Tensor load(DType dtype, Shape shape, MemorySegment source) {
        return memory.load(dtype, shape, source);
    }

    @Override
    public final Tensor widened(Tensor tensor) {
        return memory.widened(tensor);
    }

    @Override
    public final void write(Tensor tensor, long start, float[] values, int from, int count) {
        memory.write(tensor, start, values, from, count);
    }

    @Override
    public final void read(Tensor tensor, long start, float[] values, int from, int count) {
        memory.read(tensor, start, values, from, count);
    }

    @Override
    public final float[] readLater(Tensor tensor) {
        return memory.readLater(tensor);
    }

    @Override
    public final void settle() {
        memory.settle();
    }

    @Override
    public final void fill(Tensor tensor, float value) {
        memory.fill(tensor, value);
    }

    @Override
    public final void copy(Tensor to, Tensor from) {
        memory.copy(to, from);
    }

    @Override
    public final void embed(Tensor out, Tensor table, int[] ids) {
        embedding.embed(out, table, ids);
    }

    @Override
    public final void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        embedding.embedBackward(dTable, dOut, ids);
    }

    @Override
    public final void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize) {
        embedding.rope(x, cos, sin, positions, headSize);
    }

    @Override
    public final void ropeBackward(
            Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize) {
        embedding.ropeBackward(dx, cos, sin, positions, headSize);
    }

    @Override
    public final void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        norm.layerNorm(out, mean, rstd, x, weight, bias, eps);
    }

    @Override
    public final void layerNormBackward(
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight,
            Tensor mean,
            Tensor rstd) {
        norm.layerNormBackward(dx, dWeight, dBias, dOut, x, weight, mean, rstd);
    }

    @Override
    public final void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        norm.rmsNorm(out, rstd, x, weight, eps);
    }

    @Override
    public final void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        norm.rmsNormBackward(dx, dWeight, dOut, x, weight, rstd);
    }

    @Override
    public final void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        linear.matmul(out, x, weight, bias);
    }

    @Override
    public final void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        linear.matmulBackward(dx, dWeight, dBias, dOut, x, weight);
    }

    @Override
    public final void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        attention.attention(z, logSumExp, q, k, v, at);
    }

    @Override
    public final void attentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor z,
            Tensor logSumExp,
            AttentionShape at) {
        attention.attentionBackward(dq, dk, dv, dz, q, k, v, z, logSumExp, at);
    }

    @Override
    public final void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        attention.attentionScores(scores, q, k, at);
    }

    @Override
    public final void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        attention.attentionScoresBackward(dq, dk, dScores, q, k, at);
    }

    @Override
    public final void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        attention.causalSoftmax(pattern, scores, at);
    }

    @Override
    public final void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        attention.causalSoftmaxBackward(dScores, dPattern, pattern, at);
    }

    @Override
    public final void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        attention.weightedSum(z, pattern, v, at);
    }

    @Override
    public final void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        attention.weightedSumBackward(dPattern, dv, dz, pattern, v, at);
    }

    @Override
    public final void activation(Tensor out, Tensor x, Activation activation) {
        elementwise.activation(out, x, activation);
    }

    @Override
    public final void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        elementwise.activationBackward(dx, dOut, x, activation);
    }

    @Override
    public final void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        elementwise.gate(out, gate, up, activation);
    }

    @Override
    public final void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        elementwise.gateBackward(dGate, dUp, dOut, gate, up, activation);
    }

    @Override
    public final void add(Tensor out, Tensor a, Tensor b) {
        elementwise.add(out, a, b);
    }

    @Override
    public final void scale(Tensor x, float factor) {
        elementwise.scale(x, factor);
    }

    @Override
    public final void dropout(Tensor out, Tensor x, float p, long seed) {
        elementwise.dropout(out, x, p, seed);
    }

    @Override
    public final void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        elementwise.dropoutBackward(dx, dOut, p, seed);
    }

    @Override
    public final void softCap(Tensor out, Tensor x, float cap) {
        elementwise.softCap(out, x, cap);
    }

    @Override
    public final void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        elementwise.softCapBackward(dx, dOut, out, cap);
    }

    @Override
    public final void scaleRows(Tensor out, Tensor x, Tensor factors) {
        elementwise.scaleRows(out, x, factors);
    }

    @Override
    public final void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        elementwise.scaleRowsBackward(dx, dFactors, dOut, x, factors);
    }

    @Override
    public final void softmax(Tensor out, Tensor x) {
        logit.softmax(out, x);
    }

    @Override
    public final void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        logit.softmaxBackward(dx, dOut, out);
    }

    @Override
    public final void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        logit.crossEntropy(losses, logits, targets);
    }

    @Override
    public final void crossEntropyBackward(
            Tensor dLogits, Tensor logits, int[] targets, float factor) {
        logit.crossEntropyBackward(dLogits, logits, targets, factor);
    }

    @Override
    public final double sumOfSquares(Tensor x) {
        return optimiser.sumOfSquares(x);
    }

    @Override
    public final double[] sumsOfSquares(List<Tensor> tensors) {
        return optimiser.sumsOfSquares(tensors);
    }

    @Override
    public final void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        optimiser.adamW(parameter, gradient, m, v, step);
    }

    @Override
    public final void sgd(
            Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        optimiser.sgd(parameter, gradient, learningRate, weightDecay);
    }
}
