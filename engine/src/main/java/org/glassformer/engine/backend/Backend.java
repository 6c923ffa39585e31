package org.glassformer.engine.backend;

import java.util.Optional;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// A device that holds tensors and runs the operations of a transformer on them, one interface for each kind.
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
public interface Backend
        extends MemoryOps,
                EmbeddingOps,
                NormOps,
                LinearOps,
                AttentionOps,
                ElementwiseOps,
                LogitOps,
                OptimiserOps,
                AutoCloseable {
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

    // ---- made of the others, unless a device knows better

    /// Attention with capped scores (Gemma 2): z = softmax(softCap(scale q k^T), masked) v, per sequence and head.
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

    /// The sum of all elements, added in a fixed order, in double precision.
    default double sum(Tensor x) {
        double sum = 0;
        for (float value : read(x)) {
            sum += value;
        }
        return sum;
    }

    /// Releases threads and what the device holds; the tensors must not be used afterwards.
    @Override
    void close();
}
