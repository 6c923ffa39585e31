package org.glassformer.engine.backend.vector;

import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendProvider;

/// Offers the `vector` device, the preferred one.
///
/// It is loaded on every JVM, so nothing here may refer to a class of the incubating module before
/// [#open] is called.
public final class VectorBackendProvider implements BackendProvider {
    private static final String MODULE = "jdk.incubator.vector";

    /// Called by [java.util.ServiceLoader].
    public VectorBackendProvider() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "CPU, Vector API";
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Optional<String> whyMissing() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the JVM was started without the Vector API; add --add-modules " + MODULE);
    }

    @Override
    public Backend open(int threads) {
        return new VectorBackend(threads);
    }
}
