package org.glassformer.engine.backend;

import java.util.Optional;

/// Offers one device; found with [java.util.ServiceLoader].
public interface BackendProvider {
    /// The name by which one asks for the device.
    String name();

    /// What the device is, for people; short and cheap to answer.
    String description();

    /// Devices with a higher rank are preferred when none is named.
    int rank();

    /// Why the device cannot be used here, as a sentence; empty if it can.
    Optional<String> whyMissing();

    /// Opens the device; the caller closes it.
    ///
    /// @param threads CPU threads to use, 0 for as many as there are cores
    Backend open(int threads);
}
