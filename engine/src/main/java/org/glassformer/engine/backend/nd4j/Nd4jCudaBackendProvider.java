package org.glassformer.engine.backend.nd4j;

import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendProvider;

/// Offers ND4J on an NVIDIA card, in a build with the Maven profile `cuda`.
///
/// No class of ND4J is loaded before [#open] is called, so a card that ND4J cannot use is found out
/// only then.
public final class Nd4jCudaBackendProvider implements BackendProvider {
    private final Nd4jLibrary library = Nd4jLibrary.ofThisEngine();

    /// Made by the service loader.
    public Nd4jCudaBackendProvider() {}

    @Override
    public String name() {
        return "nd4j-cuda";
    }

    @Override
    public String description() {
        return "NVIDIA GPU, ND4J with CUDA 11.6: cards of compute capability 3.7 up to 8.9 (RTX 40)";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Optional<String> whyMissing() {
        return library.whyNotOnCuda();
    }

    /// Loads ND4J and opens the card.
    ///
    /// @throws org.glassformer.engine.backend.DeviceException if CUDA, or a card that ND4J can use, is missing
    @Override
    public Backend open(int threads) {
        return new Nd4jBackend(name(), Nd4jRuntime.start(true, threads));
    }
}
