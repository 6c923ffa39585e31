package org.glassformer.engine.backend.vulkan;

import java.util.Locale;
import org.glassformer.engine.backend.DeviceException;
import org.lwjgl.vulkan.VK10;

/// What the driver's results mean, for people.
final class Failures {
    private static final double GIB = 1 << 30;

    private Failures() {}

    /// Goes on if a call of the driver succeeded.
    ///
    /// @param result what the call returned
    /// @param device whose driver it is, for people
    /// @param what was tried, such as `start a queue`
    /// @throws DeviceException if it failed
    static void check(int result, String device, String what) {
        if (result < VK10.VK_SUCCESS) {
            throw failure(result, device, what);
        }
    }

    /// The exception for a failed call.
    static DeviceException failure(int result, String device, String what) {
        return new DeviceException(
                switch (result) {
                    case VK10.VK_ERROR_DEVICE_LOST -> device + " was lost: its driver gave up.";
                    case VK10.VK_ERROR_OUT_OF_DEVICE_MEMORY ->
                            device + " has no memory left to " + what + ".";
                    case VK10.VK_ERROR_OUT_OF_HOST_MEMORY ->
                            "This machine has no memory left for " + device + " to " + what + ".";
                    default -> device + " could not " + what + " (" + name(result) + ").";
                });
    }

    private static String name(int result) {
        return switch (result) {
            case VK10.VK_ERROR_INITIALIZATION_FAILED -> "initialisation failed";
            case VK10.VK_ERROR_MEMORY_MAP_FAILED -> "memory could not be mapped";
            case VK10.VK_ERROR_LAYER_NOT_PRESENT -> "a layer is missing";
            case VK10.VK_ERROR_EXTENSION_NOT_PRESENT -> "an extension is missing";
            case VK10.VK_ERROR_FEATURE_NOT_PRESENT -> "a feature is missing";
            case VK10.VK_ERROR_INCOMPATIBLE_DRIVER -> "no driver fits";
            case VK10.VK_ERROR_TOO_MANY_OBJECTS -> "too many objects";
            default -> "Vulkan result " + result;
        };
    }

    /// Bytes as people read them, such as `1.5 GiB`.
    static String size(long bytes) {
        return bytes >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / GIB * 1024);
    }
}
