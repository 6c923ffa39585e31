package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
import static org.lwjgl.vulkan.VK10.VK_BUFFER_USAGE_TRANSFER_DST_BIT;
import static org.lwjgl.vulkan.VK10.VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
import static org.lwjgl.vulkan.VK10.VK_SHARING_MODE_EXCLUSIVE;
import static org.lwjgl.vulkan.VK10.VK_SUCCESS;
import static org.lwjgl.vulkan.VK10.vkAllocateMemory;
import static org.lwjgl.vulkan.VK10.vkBindBufferMemory;
import static org.lwjgl.vulkan.VK10.vkCreateBuffer;
import static org.lwjgl.vulkan.VK10.vkDestroyBuffer;
import static org.lwjgl.vulkan.VK10.vkFreeMemory;
import static org.lwjgl.vulkan.VK10.vkGetBufferMemoryRequirements;
import static org.lwjgl.vulkan.VK10.vkMapMemory;
import static org.lwjgl.vulkan.VK12.VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT;
import static org.lwjgl.vulkan.VK12.VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT;
import static org.lwjgl.vulkan.VK12.vkGetBufferDeviceAddress;

import java.lang.foreign.MemorySegment;
import java.nio.LongBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkBufferCreateInfo;
import org.lwjgl.vulkan.VkBufferDeviceAddressInfo;
import org.lwjgl.vulkan.VkMemoryAllocateFlagsInfo;
import org.lwjgl.vulkan.VkMemoryAllocateInfo;
import org.lwjgl.vulkan.VkMemoryRequirements;

/// A piece of the driver's memory, with the address by which kernels know it.
final class Buffer implements AutoCloseable {
    private final Gpu gpu;
    private final long size;
    private final long handle;
    private final long memory;
    private final long address;
    private final MemorySegment mapped;

    /// Asks the driver for memory.
    ///
    /// @param type of memory
    /// @param map whether the CPU sees it
    /// @throws org.glassformer.engine.backend.DeviceException if there is none left
    Buffer(Gpu gpu, long size, int type, boolean map) {
        this.gpu = gpu;
        this.size = size;
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkBufferCreateInfo info =
                    VkBufferCreateInfo.calloc(stack)
                            .sType$Default()
                            .size(size)
                            .usage(
                                    VK_BUFFER_USAGE_STORAGE_BUFFER_BIT
                                            | VK_BUFFER_USAGE_TRANSFER_SRC_BIT
                                            | VK_BUFFER_USAGE_TRANSFER_DST_BIT
                                            | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT)
                            .sharingMode(VK_SHARING_MODE_EXCLUSIVE);
            String what = "hold another " + Failures.size(size);
            LongBuffer pointer = stack.mallocLong(1);
            gpu.check(vkCreateBuffer(gpu.device(), info, null, pointer), what);
            this.handle = pointer.get(0);
            VkMemoryRequirements needs = VkMemoryRequirements.malloc(stack);
            vkGetBufferMemoryRequirements(gpu.device(), handle, needs);
            VkMemoryAllocateFlagsInfo flags =
                    VkMemoryAllocateFlagsInfo.calloc(stack)
                            .sType$Default()
                            .flags(VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT);
            VkMemoryAllocateInfo allocation =
                    VkMemoryAllocateInfo.calloc(stack)
                            .sType$Default()
                            .pNext(flags.address())
                            .allocationSize(needs.size())
                            .memoryTypeIndex(type);
            int result = vkAllocateMemory(gpu.device(), allocation, null, pointer);
            if (result != VK_SUCCESS) {
                vkDestroyBuffer(gpu.device(), handle, null);
                throw Failures.failure(result, gpu.candidate().name(), what);
            }
            this.memory = pointer.get(0);
            gpu.check(vkBindBufferMemory(gpu.device(), handle, memory, 0), what);
            this.address =
                    vkGetBufferDeviceAddress(
                            gpu.device(),
                            VkBufferDeviceAddressInfo.calloc(stack).sType$Default().buffer(handle));
            if (map) {
                PointerBuffer at = stack.mallocPointer(1);
                gpu.check(vkMapMemory(gpu.device(), memory, 0, size, 0, at), what);
                this.mapped = seen(at.get(0), size);
            } else {
                this.mapped = MemorySegment.NULL;
            }
        }
    }

    /// What the driver has mapped: `size` bytes for as long as the buffer is open.
    @SuppressWarnings("restricted")
    private static MemorySegment seen(long address, long size) {
        return MemorySegment.ofAddress(address).reinterpret(size);
    }

    /// The driver's handle.
    long handle() {
        return handle;
    }

    /// Bytes.
    long size() {
        return size;
    }

    /// The first byte's address on the device.
    long address() {
        return address;
    }

    /// What the CPU sees of it; empty if it does not.
    MemorySegment mapped() {
        return mapped;
    }

    @Override
    public void close() {
        vkDestroyBuffer(gpu.device(), handle, null);
        vkFreeMemory(gpu.device(), memory, null);
    }
}
