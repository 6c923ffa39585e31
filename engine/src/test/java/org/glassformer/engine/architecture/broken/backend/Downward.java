package org.glassformer.engine.architecture.broken.backend;

import org.glassformer.engine.architecture.broken.tensor.Upward;

/// A backend that knows its tensors, which is allowed, but closes a circle.
public interface Downward {
    /// Along the arrow.
    Upward tensor();
}
