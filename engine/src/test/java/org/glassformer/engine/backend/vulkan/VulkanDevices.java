package org.glassformer.engine.backend.vulkan;

import java.nio.file.Path;
import java.util.List;
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
        assumeThereIsOne();
        Instance instance = new Instance();
        List<Candidate> found = instance.devices();
        Candidate first = found.getFirst();
        Settings usual = Settings.of(first);
        return new VulkanBackend(
                VulkanBackendProvider.NAME,
                instance,
                first,
                new Settings(mapped, subgroups, usual.patience(), kernels));
    }
}
