package org.glassformer.engine.backend.scalar;

import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendProvider;

/// Offers the plain loops, which run everywhere.
public final class ScalarBackendProvider implements BackendProvider {
    /// Made by the service loader.
    public ScalarBackendProvider() {}

    @Override
    public String name() {
        return ScalarBackend.NAME;
    }

    @Override
    public String description() {
        return "CPU, plain loops on one thread: slow, and what the others are tested against";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> whyMissing() {
        return Optional.empty();
    }

    /// Opens it in single precision, on one thread whatever is asked for.
    @Override
    public Backend open(int threads) {
        return ScalarBackend.f32();
    }
}
