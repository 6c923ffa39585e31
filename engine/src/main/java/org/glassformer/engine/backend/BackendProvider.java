package org.glassformer.engine.backend;

import java.util.List;
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

    /// The devices of this kind, each with a name of its own that begins with [#name] and goes on with a
    /// colon and a number; itself if it is one device.
    default List<BackendProvider> devices() {
        return List.of(this);
    }

    /// Opens the device; the caller closes it.
    ///
    /// @param threads CPU threads to use, 0 for as many as there are cores
    Backend open(int threads);
}
