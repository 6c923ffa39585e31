package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendParityTest;

/// The Vulkan device against the plain loops.
final class VulkanParityTest extends BackendParityTest {
    @Override
    protected Backend open() {
        return VulkanDevices.open();
    }
}
