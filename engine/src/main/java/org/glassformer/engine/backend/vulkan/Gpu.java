package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
import static org.lwjgl.vulkan.VK10.VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
import static org.lwjgl.vulkan.VK10.VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
import static org.lwjgl.vulkan.VK10.VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT;
import static org.lwjgl.vulkan.VK10.vkCreateDevice;
import static org.lwjgl.vulkan.VK10.vkDestroyDevice;
import static org.lwjgl.vulkan.VK10.vkGetDeviceQueue;
import static org.lwjgl.vulkan.VK10.vkGetPhysicalDeviceMemoryProperties;

import org.glassformer.engine.backend.DeviceException;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkDevice;
import org.lwjgl.vulkan.VkDeviceCreateInfo;
import org.lwjgl.vulkan.VkDeviceQueueCreateInfo;
import org.lwjgl.vulkan.VkPhysicalDeviceMemoryProperties;
import org.lwjgl.vulkan.VkPhysicalDeviceVulkan12Features;
import org.lwjgl.vulkan.VkQueue;

/// A device that is open, with one queue.
final class Gpu implements AutoCloseable {
    private static final int SHARED =
            VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;

    private final Instance instance;
    private final Candidate candidate;
    private final VkDevice device;
    private final VkQueue queue;
    private final int localType;
    private final int uploadType;
    private final int readType;
    private final boolean mapped;

    /// Opens a device.
    ///
    /// @param instance belongs to the device from now on
    /// @param mayMap whether memory that the CPU sees as well is read in place, not copied first
    /// @throws DeviceException if it cannot be used
    Gpu(Instance instance, Candidate candidate, boolean mayMap) {
        this.instance = instance;
        this.candidate = candidate;
        if (!candidate.whyUnfit().isEmpty()) {
            throw new DeviceException(
                    candidate.name() + " cannot be used: " + candidate.whyUnfit());
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkPhysicalDeviceVulkan12Features features =
                    VkPhysicalDeviceVulkan12Features.calloc(stack)
                            .sType$Default()
                            .bufferDeviceAddress(true);
            VkDeviceQueueCreateInfo.Buffer queues =
                    VkDeviceQueueCreateInfo.calloc(1, stack)
                            .sType$Default()
                            .queueFamilyIndex(candidate.queueFamily())
                            .pQueuePriorities(stack.floats(1f));
            VkDeviceCreateInfo info =
                    VkDeviceCreateInfo.calloc(stack)
                            .sType$Default()
                            .pNext(features.address())
                            .pQueueCreateInfos(queues);
            PointerBuffer pointer = stack.mallocPointer(1);
            check(vkCreateDevice(candidate.handle(), info, null, pointer), "start");
            this.device = new VkDevice(pointer.get(0), candidate.handle(), info);
            vkGetDeviceQueue(device, candidate.queueFamily(), 0, pointer);
            this.queue = new VkQueue(pointer.get(0), device);

            VkPhysicalDeviceMemoryProperties memory =
                    VkPhysicalDeviceMemoryProperties.malloc(stack);
            vkGetPhysicalDeviceMemoryProperties(candidate.handle(), memory);
            int upload = type(memory, SHARED, 0);
            int read = type(memory, SHARED | VK_MEMORY_PROPERTY_HOST_CACHED_BIT, 0);
            int both =
                    type(
                            memory,
                            SHARED
                                    | VK_MEMORY_PROPERTY_HOST_CACHED_BIT
                                    | VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT,
                            0);
            int local = type(memory, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, SHARED);
            this.mapped = mayMap && both >= 0 && candidate.kind() != Candidate.Kind.DISCRETE;
            this.localType =
                    mapped
                            ? both
                            : local >= 0
                                    ? local
                                    : type(memory, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, 0);
            this.uploadType = upload;
            this.readType = read >= 0 ? read : upload;
        }
    }

    /// The first type of memory that has all of `wanted` and none of `unwanted`; -1 if there is none.
    private static int type(VkPhysicalDeviceMemoryProperties memory, int wanted, int unwanted) {
        for (int i = 0; i < memory.memoryTypeCount(); i++) {
            int flags = memory.memoryTypes(i).propertyFlags();
            if ((flags & wanted) == wanted && (flags & unwanted) == 0) {
                return i;
            }
        }
        return -1;
    }

    VkDevice device() {
        return device;
    }

    VkQueue queue() {
        return queue;
    }

    /// What was known before it was opened.
    Candidate candidate() {
        return candidate;
    }

    /// Where tensors lie.
    int localType() {
        return localType;
    }

    /// Where the CPU writes what the device then copies or reads.
    int uploadType() {
        return uploadType;
    }

    /// Where the CPU reads what the device has copied.
    int readType() {
        return readType;
    }

    /// Whether the CPU reads tensors in place.
    boolean mapped() {
        return mapped;
    }

    /// Goes on if a call succeeded.
    ///
    /// @throws DeviceException if not
    void check(int result, String what) {
        Failures.check(result, candidate.name(), what);
    }

    @Override
    public void close() {
        vkDestroyDevice(device, null);
        instance.close();
    }
}
