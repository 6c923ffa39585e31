package org.glassformer.engine.model;

import java.util.Objects;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// What a mixture of experts computes for N positions, of which each goes to K of E experts: N K rows
/// in the order of experts ([Routes]).
final class MixtureActivations {
    /// (N, E)
    final Tensor logits;

    /// (N, E)
    final Tensor probabilities;

    /// Of every place (N, K).
    final Tensor weights;

    /// Of every row (N K, 1).
    final Tensor rowWeights;

    /// Inputs (N K, C).
    final Tensor rows;

    /// Within the experts.
    final Expert.Room room;

    /// What the experts give (N K, C).
    final Tensor out;

    /// The same by its weight (N K, C).
    final Tensor weighted;

    /// Of the expert that all share; null without one.
    final @Nullable Shared shared;

    private @Nullable Routes routes;

    /// @param room within the shared expert
    /// @param out what it gives (N, C)
    /// @param logit of its gate (N, 1)
    /// @param capped 2 tanh(logit / 2) (N, 1)
    /// @param half 0.5 (N, 1)
    /// @param gate sigmoid of the logit (N, 1)
    /// @param gated out by the gate (N, C)
    record Shared(
            Expert.Room room,
            Tensor out,
            Tensor logit,
            Tensor capped,
            Tensor half,
            Tensor gate,
            Tensor gated) {}

    private MixtureActivations(Allocations memory, Experts experts, int c, int n) {
        int rowCount = Math.multiplyExact(n, experts.chosen());
        this.logits = memory.allocate(n, experts.count());
        this.probabilities = memory.allocate(n, experts.count());
        this.weights = memory.allocate(n, experts.chosen());
        this.rowWeights = memory.allocate(rowCount, 1);
        this.rows = memory.allocate(rowCount, c);
        this.room = Expert.Room.allocate(memory, rowCount, experts.size());
        this.out = memory.allocate(rowCount, c);
        this.weighted = memory.allocate(rowCount, c);
        this.shared =
                experts.sharedSize() == 0
                        ? null
                        : new Shared(
                                Expert.Room.allocate(memory, n, experts.sharedSize()),
                                memory.allocate(n, c),
                                memory.allocate(n, 1),
                                memory.allocate(n, 1),
                                memory.allocate(n, 1),
                                memory.allocate(n, 1),
                                memory.allocate(n, c));
    }

    static MixtureActivations allocate(Allocations memory, Experts experts, int c, int n) {
        return new MixtureActivations(memory, experts, c, n);
    }

    /// Which token went where.
    Routes routes() {
        return Objects.requireNonNull(routes);
    }

    void routes(Routes taken) {
        routes = taken;
    }
}
