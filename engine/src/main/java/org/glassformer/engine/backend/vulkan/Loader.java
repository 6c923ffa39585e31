package org.glassformer.engine.backend.vulkan;

import org.lwjgl.system.Configuration;
import org.lwjgl.vulkan.VK;

/// The machine's Vulkan library, found when somebody first asks for devices.
final class Loader {
    /// Why it is not there, as a sentence; empty if it is. A library is loaded once in a process.
    private static final String WHY_MISSING = load();

    private Loader() {}

    /// Why Vulkan cannot be used here, as a sentence; empty if it can.
    static String whyMissing() {
        return WHY_MISSING;
    }

    private static String load() {
        try {
            Configuration.VULKAN_EXPLICIT_INIT.set(true);
            VK.create();
            return "";
        } catch (UnsatisfiedLinkError missing) {
            return "there is no Vulkan on this machine; it comes with the driver of the graphics"
                    + " card (on Debian, libvulkan1 and mesa-vulkan-drivers bring it without one)";
        } catch (LinkageError | RuntimeException broken) {
            return "Vulkan could not be loaded (" + broken.getMessage() + ")";
        }
    }
}
