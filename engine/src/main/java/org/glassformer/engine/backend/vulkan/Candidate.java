package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.VK_MEMORY_HEAP_DEVICE_LOCAL_BIT;
import static org.lwjgl.vulkan.VK10.VK_PHYSICAL_DEVICE_TYPE_CPU;
import static org.lwjgl.vulkan.VK10.VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU;
import static org.lwjgl.vulkan.VK10.VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU;
import static org.lwjgl.vulkan.VK10.VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU;
import static org.lwjgl.vulkan.VK10.VK_QUEUE_COMPUTE_BIT;
import static org.lwjgl.vulkan.VK10.VK_SHADER_STAGE_COMPUTE_BIT;
import static org.lwjgl.vulkan.VK10.VK_VERSION_MAJOR;
import static org.lwjgl.vulkan.VK10.VK_VERSION_MINOR;
import static org.lwjgl.vulkan.VK10.vkGetPhysicalDeviceMemoryProperties;
import static org.lwjgl.vulkan.VK10.vkGetPhysicalDeviceProperties;
import static org.lwjgl.vulkan.VK10.vkGetPhysicalDeviceQueueFamilyProperties;
import static org.lwjgl.vulkan.VK11.VK_SUBGROUP_FEATURE_ARITHMETIC_BIT;
import static org.lwjgl.vulkan.VK11.vkGetPhysicalDeviceFeatures2;
import static org.lwjgl.vulkan.VK11.vkGetPhysicalDeviceProperties2;

import java.nio.IntBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VK12;
import org.lwjgl.vulkan.VkPhysicalDevice;
import org.lwjgl.vulkan.VkPhysicalDeviceFeatures2;
import org.lwjgl.vulkan.VkPhysicalDeviceMaintenance3Properties;
import org.lwjgl.vulkan.VkPhysicalDeviceMemoryProperties;
import org.lwjgl.vulkan.VkPhysicalDeviceProperties;
import org.lwjgl.vulkan.VkPhysicalDeviceProperties2;
import org.lwjgl.vulkan.VkPhysicalDeviceSubgroupProperties;
import org.lwjgl.vulkan.VkPhysicalDeviceVulkan12Features;
import org.lwjgl.vulkan.VkQueueFamilyProperties;

/// A device that Vulkan knows, before it is opened.
///
/// @param handle the driver's
/// @param name as its vendor calls it
/// @param kind what it is
/// @param version of Vulkan, such as `1.3`
/// @param memory bytes of its own memory, or of what it shares with the CPU
/// @param largest bytes of one allocation at most
/// @param queueFamily the queues that compute
/// @param subgroupSize threads that add up without shared memory; 0 if they cannot
/// @param whyUnfit why it cannot be used, as a sentence; empty if it can
record Candidate(
        VkPhysicalDevice handle,
        String name,
        Kind kind,
        String version,
        long memory,
        long largest,
        int queueFamily,
        int subgroupSize,
        String whyUnfit) {

    /// What a device is, the one to prefer first.
    enum Kind {
        /// A graphics card.
        DISCRETE("graphics card"),
        /// Graphics beside the CPU.
        INTEGRATED("integrated graphics"),
        /// A share of a graphics card.
        VIRTUAL("virtual graphics card"),
        /// Something else.
        OTHER("device of another kind"),
        /// The CPU, playing a graphics card.
        SOFTWARE("software on the CPU, not a graphics card");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /// Asks the driver about a device.
    static Candidate of(VkPhysicalDevice handle) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkPhysicalDeviceProperties plain = VkPhysicalDeviceProperties.malloc(stack);
            vkGetPhysicalDeviceProperties(handle, plain);
            int api = plain.apiVersion();
            String version = VK_VERSION_MAJOR(api) + "." + VK_VERSION_MINOR(api);
            int family = computeFamily(handle, stack);
            long largest = 0;
            int subgroup = 0;
            String unfit = "";
            if (api < VK12.VK_API_VERSION_1_2) {
                unfit = "its driver speaks Vulkan " + version + ", and 1.2 is needed";
            } else if (family < 0) {
                unfit = "it does not compute";
            } else {
                VkPhysicalDeviceSubgroupProperties subgroups =
                        VkPhysicalDeviceSubgroupProperties.calloc(stack).sType$Default();
                VkPhysicalDeviceMaintenance3Properties sizes =
                        VkPhysicalDeviceMaintenance3Properties.calloc(stack)
                                .sType$Default()
                                .pNext(subgroups.address());
                vkGetPhysicalDeviceProperties2(
                        handle,
                        VkPhysicalDeviceProperties2.calloc(stack)
                                .sType$Default()
                                .pNext(sizes.address()));
                largest = sizes.maxMemoryAllocationSize();
                boolean adds =
                        (subgroups.supportedOperations() & VK_SUBGROUP_FEATURE_ARITHMETIC_BIT) != 0
                                && (subgroups.supportedStages() & VK_SHADER_STAGE_COMPUTE_BIT) != 0;
                subgroup = adds ? subgroups.subgroupSize() : 0;
                if (!hasAddresses(handle, stack)) {
                    unfit = "its driver gives no buffer addresses (a newer one may)";
                }
            }
            return new Candidate(
                    handle,
                    plain.deviceNameString(),
                    kind(plain.deviceType()),
                    version,
                    memory(handle, stack),
                    largest,
                    family,
                    subgroup,
                    unfit);
        }
    }

    private static Kind kind(int type) {
        return switch (type) {
            case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU -> Kind.DISCRETE;
            case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU -> Kind.INTEGRATED;
            case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU -> Kind.VIRTUAL;
            case VK_PHYSICAL_DEVICE_TYPE_CPU -> Kind.SOFTWARE;
            default -> Kind.OTHER;
        };
    }

    private static int computeFamily(VkPhysicalDevice handle, MemoryStack stack) {
        IntBuffer count = stack.mallocInt(1);
        vkGetPhysicalDeviceQueueFamilyProperties(handle, count, null);
        VkQueueFamilyProperties.Buffer families =
                VkQueueFamilyProperties.malloc(count.get(0), stack);
        vkGetPhysicalDeviceQueueFamilyProperties(handle, count, families);
        for (int i = 0; i < families.capacity(); i++) {
            if ((families.get(i).queueFlags() & VK_QUEUE_COMPUTE_BIT) != 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasAddresses(VkPhysicalDevice handle, MemoryStack stack) {
        VkPhysicalDeviceVulkan12Features features =
                VkPhysicalDeviceVulkan12Features.calloc(stack).sType$Default();
        vkGetPhysicalDeviceFeatures2(
                handle,
                VkPhysicalDeviceFeatures2.calloc(stack).sType$Default().pNext(features.address()));
        return features.bufferDeviceAddress();
    }

    private static long memory(VkPhysicalDevice handle, MemoryStack stack) {
        VkPhysicalDeviceMemoryProperties memory = VkPhysicalDeviceMemoryProperties.malloc(stack);
        vkGetPhysicalDeviceMemoryProperties(handle, memory);
        long largest = 0;
        for (int i = 0; i < memory.memoryHeapCount(); i++) {
            if ((memory.memoryHeaps(i).flags() & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0) {
                largest = Math.max(largest, memory.memoryHeaps(i).size());
            }
        }
        return largest;
    }

    /// What it is, for people: name, kind, version and memory.
    String description() {
        return "%s, %s, Vulkan %s, %s".formatted(name, kind.text, version, Failures.size(memory));
    }
}
