package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.vkCreateInstance;
import static org.lwjgl.vulkan.VK10.vkDestroyInstance;
import static org.lwjgl.vulkan.VK10.vkEnumerateInstanceExtensionProperties;
import static org.lwjgl.vulkan.VK10.vkEnumeratePhysicalDevices;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.glassformer.engine.backend.DeviceException;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.KHRPortabilityEnumeration;
import org.lwjgl.vulkan.VK12;
import org.lwjgl.vulkan.VkApplicationInfo;
import org.lwjgl.vulkan.VkExtensionProperties;
import org.lwjgl.vulkan.VkInstance;
import org.lwjgl.vulkan.VkInstanceCreateInfo;
import org.lwjgl.vulkan.VkPhysicalDevice;

/// A connection to Vulkan, which knows the devices of this machine.
final class Instance implements AutoCloseable {
    private final VkInstance handle;

    /// Connects.
    ///
    /// @throws DeviceException if there is no Vulkan here
    Instance() {
        String why = Loader.whyMissing();
        if (!why.isEmpty()) {
            throw new DeviceException(why);
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkApplicationInfo application =
                    VkApplicationInfo.calloc(stack)
                            .sType$Default()
                            .pApplicationName(stack.UTF8("Glassformer"))
                            .apiVersion(VK12.VK_API_VERSION_1_2);
            VkInstanceCreateInfo info =
                    VkInstanceCreateInfo.calloc(stack)
                            .sType$Default()
                            .pApplicationInfo(application);
            if (hasPortability(stack)) {
                // Drivers over another interface, as on macOS, are only listed for those who ask.
                info.flags(
                        KHRPortabilityEnumeration.VK_INSTANCE_CREATE_ENUMERATE_PORTABILITY_BIT_KHR);
                info.ppEnabledExtensionNames(
                        stack.pointers(
                                stack.UTF8(
                                        KHRPortabilityEnumeration
                                                .VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME)));
            }
            PointerBuffer pointer = stack.mallocPointer(1);
            Failures.check(vkCreateInstance(info, null, pointer), "Vulkan", "start");
            this.handle = new VkInstance(pointer.get(0), info);
        }
    }

    private static boolean hasPortability(MemoryStack stack) {
        IntBuffer count = stack.mallocInt(1);
        vkEnumerateInstanceExtensionProperties((ByteBuffer) null, count, null);
        try (VkExtensionProperties.Buffer extensions = VkExtensionProperties.malloc(count.get(0))) {
            vkEnumerateInstanceExtensionProperties((ByteBuffer) null, count, extensions);
            return extensions.stream()
                    .limit(count.get(0))
                    .anyMatch(e ->
                            e.extensionNameString()
                                    .equals(
                                            KHRPortabilityEnumeration
                                                    .VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME));
        }
    }

    /// All devices, the strongest kind first; software comes last.
    List<Candidate> devices() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.mallocInt(1);
            Failures.check(
                    vkEnumeratePhysicalDevices(handle, count, null), "Vulkan", "list devices");
            PointerBuffer pointers = stack.mallocPointer(count.get(0));
            Failures.check(
                    vkEnumeratePhysicalDevices(handle, count, pointers), "Vulkan", "list devices");
            List<Candidate> found = new ArrayList<>();
            for (int i = 0; i < count.get(0); i++) {
                found.add(Candidate.of(new VkPhysicalDevice(pointers.get(i), handle)));
            }
            found.sort(Comparator.comparing(Candidate::kind));
            return found;
        }
    }

    @Override
    public void close() {
        vkDestroyInstance(handle, null);
    }
}
