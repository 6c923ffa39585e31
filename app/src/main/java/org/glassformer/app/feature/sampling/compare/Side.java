package org.glassformer.app.feature.sampling.compare;

/// The two that are compared.
public enum Side {
    /// The session's settings on the device in use.
    A,
    /// The other settings.
    B
}
