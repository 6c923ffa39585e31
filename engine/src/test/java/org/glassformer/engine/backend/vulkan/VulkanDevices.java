package org.glassformer.engine.backend.vulkan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
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

    /// The first device, set differently.
    static VulkanBackend open(boolean mapped, boolean subgroups, Path kernels) {
        return open(usual -> new Settings(mapped, subgroups, usual.patience(), kernels));
    }

    /// The first device, for somebody in a hurry.
    static VulkanBackend open(Duration patience) {
        return open(usual -> new Settings(true, true, patience, usual.kernels()));
    }

    private static VulkanBackend open(UnaryOperator<Settings> change) {
        assumeThereIsOne();
        Instance instance = new Instance();
        Candidate first = instance.devices().getFirst();
        return new VulkanBackend(
                VulkanBackendProvider.NAME, instance, first, change.apply(Settings.of(first)));
    }
}
