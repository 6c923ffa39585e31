package org.glassformer.engine.train.live;

import java.util.List;
import java.util.Optional;

/// What a step does, in this order.
public enum LivePhase {
    /// Takes windows of tokens from the data.
    WINDOWS,
    /// Predicts the next token everywhere.
    FORWARD,
    /// Compares with the right ones and takes the mean; computed with the forward pass, shown by itself.
    LOSS,
    /// Computes the gradient of the mean loss.
    BACKWARD,
    /// Measures the gradient and shortens it if it is too long.
    CLIP,
    /// Changes the weights.
    UPDATE,
    /// Predicts the same windows with the new weights; only when one steps by phases, and without any
    /// effect on training.
    AGAIN;

    private static final List<LivePhase> ORDER = List.of(values());

    /// The phase that comes next; empty after the last.
    public Optional<LivePhase> next() {
        int next = ORDER.indexOf(this) + 1;
        return next < ORDER.size() ? Optional.of(ORDER.get(next)) : Optional.empty();
    }

    /// The phase before; empty before the first.
    public Optional<LivePhase> previous() {
        int at = ORDER.indexOf(this);
        return at > 0 ? Optional.of(ORDER.get(at - 1)) : Optional.empty();
    }
}
