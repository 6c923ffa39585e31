package org.glassformer.engine.backend.nd4j;

import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendProvider;

/// Offers ND4J on the CPU. No class of ND4J is loaded before [#open] is called.
public final class Nd4jBackendProvider implements BackendProvider {
    private final Nd4jLibrary library = Nd4jLibrary.ofThisEngine();

    /// Made by the service loader.
    public Nd4jBackendProvider() {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public String description() {
        return "CPU, ND4J 1.0.0-M2.1 with OpenBLAS: takes seconds to open, and 400 MB of disk once";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Optional<String> whyMissing() {
        return library.whyNotOnCpu();
    }

    /// Loads ND4J, which takes seconds the first time in a JVM, and opens it.
    @Override
    public Backend open(int threads) {
        return new Nd4jBackend(name(), Nd4jRuntime.start(false, threads));
    }
}
