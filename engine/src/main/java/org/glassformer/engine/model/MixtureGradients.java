package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Scratch for the backward pass of a mixture of experts, as [MixtureActivations] has it.
///
/// @param logits (N, E)
/// @param probabilities (N, E)
/// @param weights (N, K)
/// @param chosen gradient of the chosen logits (N, K)
/// @param rowWeights (N K, 1)
/// @param rows (N K, C)
/// @param room within the experts
/// @param out (N K, C)
/// @param weighted (N K, C)
/// @param sharedRoom within the shared expert; null without one, like the next two
/// @param sharedOut (N, C)
/// @param sharedGate (N, 1)
record MixtureGradients(
        Tensor logits,
        Tensor probabilities,
        Tensor weights,
        Tensor chosen,
        Tensor rowWeights,
        Tensor rows,
        Expert.Room room,
        Tensor out,
        Tensor weighted,
        Expert.@Nullable Room sharedRoom,
        @Nullable Tensor sharedOut,
        @Nullable Tensor sharedGate) {

    static MixtureGradients allocate(Allocations memory, Experts experts, int c, int n) {
        int rows = Math.multiplyExact(n, experts.chosen());
        boolean shared = experts.sharedSize() > 0;
        return new MixtureGradients(
                memory.allocate(n, experts.count()),
                memory.allocate(n, experts.count()),
                memory.allocate(n, experts.chosen()),
                memory.allocate(n, experts.chosen()),
                memory.allocate(rows, 1),
                memory.allocate(rows, c),
                Expert.Room.allocate(memory, rows, experts.size()),
                memory.allocate(rows, c),
                memory.allocate(rows, c),
                shared ? Expert.Room.allocate(memory, n, experts.sharedSize()) : null,
                shared ? memory.allocate(n, c) : null,
                shared ? memory.allocate(n, 1) : null);
    }
}
