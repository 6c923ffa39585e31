package org.glassformer.engine.architecture.broken.tensor;

import org.glassformer.engine.architecture.broken.backend.Downward;

/// A tensor that knows its backend: against the arrow.
public record Upward(Downward backend) {}
