package org.glassformer.engine.backend.vulkan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.glassformer.engine.backend.vulkan.Products.Busy;
import org.glassformer.engine.backend.vulkan.VulkanBackend.Settings;
import org.junit.jupiter.api.Assumptions;

/// Opens Vulkan devices for tests, which are skipped with the reason where there is none.
final class VulkanDevices {
    private VulkanDevices() {}

    /// Skips the test if there is no device, and says why.
    static void assumeThereIsOne() {
        String why = new VulkanBackendProvider().whyMissing().orElse("");
        Assumptions.assumeTrue(why.isEmpty(), "no Vulkan device: " + why);
    }

    /// The first device, with the usual settings.
    static VulkanBackend open() {
        assumeThereIsOne();
        return (VulkanBackend) new VulkanBackendProvider().open(0);
    }

    /// The first device as if it were another: with memory that the CPU does not see, threads that share
    /// no sums, and as many cores as make it take the largest tiles.
    static VulkanBackend openAsAnother(Path kernels) {
        return open(
                usual -> new Settings(false, false, usual.patience(), kernels, new Busy(1, true)));
    }

    /// The first device with tiles of the middle size.
    static VulkanBackend openWithMiddleTiles() {
        return open(usual ->
                new Settings(true, true, usual.patience(), usual.kernels(), new Busy(1, false)));
    }

    /// The first device, for somebody in a hurry.
    static VulkanBackend open(Duration patience) {
        return open(usual -> new Settings(true, true, patience, usual.kernels(), usual.busy()));
    }

    private static VulkanBackend open(UnaryOperator<Settings> change) {
        assumeThereIsOne();
        Instance instance = new Instance();
        Candidate first = instance.devices().getFirst();
        return new VulkanBackend(
                VulkanBackendProvider.NAME, instance, first, change.apply(Settings.of(first)));
    }
}
