package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.VK_ACCESS_HOST_READ_BIT;
import static org.lwjgl.vulkan.VK10.VK_ACCESS_SHADER_READ_BIT;
import static org.lwjgl.vulkan.VK10.VK_ACCESS_SHADER_WRITE_BIT;
import static org.lwjgl.vulkan.VK10.VK_ACCESS_TRANSFER_READ_BIT;
import static org.lwjgl.vulkan.VK10.VK_ACCESS_TRANSFER_WRITE_BIT;
import static org.lwjgl.vulkan.VK10.VK_COMMAND_BUFFER_LEVEL_PRIMARY;
import static org.lwjgl.vulkan.VK10.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
import static org.lwjgl.vulkan.VK10.VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
import static org.lwjgl.vulkan.VK10.VK_FENCE_CREATE_SIGNALED_BIT;
import static org.lwjgl.vulkan.VK10.VK_PIPELINE_BIND_POINT_COMPUTE;
import static org.lwjgl.vulkan.VK10.VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT;
import static org.lwjgl.vulkan.VK10.VK_PIPELINE_STAGE_HOST_BIT;
import static org.lwjgl.vulkan.VK10.VK_PIPELINE_STAGE_TRANSFER_BIT;
import static org.lwjgl.vulkan.VK10.VK_SHADER_STAGE_COMPUTE_BIT;
import static org.lwjgl.vulkan.VK10.VK_TIMEOUT;
import static org.lwjgl.vulkan.VK10.vkAllocateCommandBuffers;
import static org.lwjgl.vulkan.VK10.vkBeginCommandBuffer;
import static org.lwjgl.vulkan.VK10.vkCmdBindPipeline;
import static org.lwjgl.vulkan.VK10.vkCmdCopyBuffer;
import static org.lwjgl.vulkan.VK10.vkCmdDispatch;
import static org.lwjgl.vulkan.VK10.vkCmdFillBuffer;
import static org.lwjgl.vulkan.VK10.vkCmdPipelineBarrier;
import static org.lwjgl.vulkan.VK10.vkCmdPushConstants;
import static org.lwjgl.vulkan.VK10.vkCreateCommandPool;
import static org.lwjgl.vulkan.VK10.vkCreateFence;
import static org.lwjgl.vulkan.VK10.vkDestroyCommandPool;
import static org.lwjgl.vulkan.VK10.vkDestroyFence;
import static org.lwjgl.vulkan.VK10.vkEndCommandBuffer;
import static org.lwjgl.vulkan.VK10.vkQueueSubmit;
import static org.lwjgl.vulkan.VK10.vkResetFences;
import static org.lwjgl.vulkan.VK10.vkWaitForFences;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import org.glassformer.engine.backend.DeviceException;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkBufferCopy;
import org.lwjgl.vulkan.VkCommandBuffer;
import org.lwjgl.vulkan.VkCommandBufferAllocateInfo;
import org.lwjgl.vulkan.VkCommandBufferBeginInfo;
import org.lwjgl.vulkan.VkCommandPoolCreateInfo;
import org.lwjgl.vulkan.VkFenceCreateInfo;
import org.lwjgl.vulkan.VkMemoryBarrier;
import org.lwjgl.vulkan.VkSubmitInfo;

/// Collects commands and submits many at once: a submission costs as much as many kernels.
///
/// While the device works on one collection, the next is collected. Submissions stay short, because
/// drivers stop what runs for seconds; and somebody who waits longer than `patience` gets a
/// [DeviceException] instead of a lab that hangs.
final class Recorder implements AutoCloseable {
    private static final int SLOTS = 3;
    private static final int COMMANDS = 512;
    private static final double WORK = 20e9; // a tenth of a second for integrated graphics
    private static final int STAGES =
            VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    private static final int WRITES = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
    private static final int READS = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_TRANSFER_READ_BIT;

    private final Gpu gpu;
    private final long layout;
    private final long nanos;
    private final Duration patience;
    private final long pool;
    private final VkCommandBuffer[] commands = new VkCommandBuffer[SLOTS];
    private final long[] fences = new long[SLOTS];
    private final Hazards hazards = new Hazards();
    private final Traffic traffic = new Traffic();
    private final VkMemoryBarrier.Buffer between;
    private final VkMemoryBarrier.Buffer beforeHost;
    private int slot;
    private boolean recording;
    private boolean unseen;
    private int recorded;
    private double work;
    private long bound;
    private @Nullable String lost;

    /// @param layout of all pipelines
    /// @param patience how long the device may take for one submission
    Recorder(Gpu gpu, long layout, Duration patience) {
        this.gpu = gpu;
        this.layout = layout;
        this.patience = patience;
        this.nanos = patience.toNanos();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            LongBuffer handle = stack.mallocLong(1);
            VkCommandPoolCreateInfo info =
                    VkCommandPoolCreateInfo.calloc(stack)
                            .sType$Default()
                            .flags(VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT)
                            .queueFamilyIndex(gpu.candidate().queueFamily());
            gpu.check(vkCreateCommandPool(gpu.device(), info, null, handle), "make commands");
            this.pool = handle.get(0);
            PointerBuffer pointers = stack.mallocPointer(SLOTS);
            VkCommandBufferAllocateInfo buffers =
                    VkCommandBufferAllocateInfo.calloc(stack)
                            .sType$Default()
                            .commandPool(pool)
                            .level(VK_COMMAND_BUFFER_LEVEL_PRIMARY)
                            .commandBufferCount(SLOTS);
            gpu.check(vkAllocateCommandBuffers(gpu.device(), buffers, pointers), "make commands");
            VkFenceCreateInfo fence =
                    VkFenceCreateInfo.calloc(stack)
                            .sType$Default()
                            .flags(VK_FENCE_CREATE_SIGNALED_BIT);
            for (int i = 0; i < SLOTS; i++) {
                commands[i] = new VkCommandBuffer(pointers.get(i), gpu.device());
                gpu.check(vkCreateFence(gpu.device(), fence, null, handle), "make a fence");
                fences[i] = handle.get(0);
            }
        }
        this.between =
                VkMemoryBarrier.calloc(1)
                        .sType$Default()
                        .srcAccessMask(WRITES)
                        .dstAccessMask(READS | WRITES);
        this.beforeHost =
                VkMemoryBarrier.calloc(1)
                        .sType$Default()
                        .srcAccessMask(WRITES)
                        .dstAccessMask(VK_ACCESS_HOST_READ_BIT);
    }

    /// Notes what the next command touches.
    void touch(long from, long to, boolean write) {
        hazards.touch(from, to, write);
    }

    /// Runs a kernel after those whose results it needs.
    ///
    /// @param push its arguments
    /// @param operations about how many floating-point operations it does
    void dispatch(long pipeline, ByteBuffer push, int x, int y, int z, double operations) {
        VkCommandBuffer to = next();
        if (bound != pipeline) {
            vkCmdBindPipeline(to, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline);
            bound = pipeline;
        }
        vkCmdPushConstants(to, layout, VK_SHADER_STAGE_COMPUTE_BIT, 0, push);
        vkCmdDispatch(to, x, y, z);
        done(operations);
    }

    /// Copies bytes between buffers.
    void copy(Buffer from, long fromOffset, Buffer to, long toOffset, long bytes) {
        hazards.touch(from.address() + fromOffset, from.address() + fromOffset + bytes, false);
        hazards.touch(to.address() + toOffset, to.address() + toOffset + bytes, true);
        VkCommandBuffer commandBuffer = next();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkBufferCopy.Buffer region =
                    VkBufferCopy.malloc(1, stack)
                            .srcOffset(fromOffset)
                            .dstOffset(toOffset)
                            .size(bytes);
            vkCmdCopyBuffer(commandBuffer, from.handle(), to.handle(), region);
        }
        done((double) bytes);
    }

    /// Sets 32-bit words.
    void fill(Buffer buffer, long offset, long bytes, int word) {
        hazards.touch(buffer.address() + offset, buffer.address() + offset + bytes, true);
        vkCmdFillBuffer(next(), buffer.handle(), offset, bytes, word);
        done((double) bytes);
    }

    private VkCommandBuffer next() {
        VkCommandBuffer to = commands[slot];
        if (!recording) {
            begin(to);
        }
        if (hazards.next()) {
            vkCmdPipelineBarrier(to, STAGES, STAGES, 0, between, null, null);
        }
        return to;
    }

    private void begin(VkCommandBuffer to) {
        await(slot);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkCommandBufferBeginInfo info =
                    VkCommandBufferBeginInfo.calloc(stack)
                            .sType$Default()
                            .flags(VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT);
            gpu.check(vkBeginCommandBuffer(to, info), "take commands");
        }
        recording = true;
        bound = 0;
    }

    private void done(double operations) {
        traffic.command();
        recorded++;
        work += operations;
        if (recorded >= COMMANDS || work >= WORK) {
            submit();
        }
    }

    /// Lets the device begin with what was collected.
    void submit() {
        if (!recording) {
            return;
        }
        recording = false;
        recorded = 0;
        work = 0;
        VkCommandBuffer to = commands[slot];
        vkCmdPipelineBarrier(to, STAGES, VK_PIPELINE_STAGE_HOST_BIT, 0, beforeHost, null, null);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            note(vkEndCommandBuffer(to), "take commands");
            VkSubmitInfo info =
                    VkSubmitInfo.calloc(stack).sType$Default().pCommandBuffers(stack.pointers(to));
            note(vkResetFences(gpu.device(), fences[slot]), "begin");
            note(vkQueueSubmit(gpu.queue(), info, fences[slot]), "begin");
        }
        traffic.submission();
        unseen = true;
        slot = (slot + 1) % SLOTS;
    }

    /// Waits until the device has done everything.
    ///
    /// @throws DeviceException if it was lost, or hangs
    void finish() {
        submit();
        for (int i = 0; i < SLOTS; i++) {
            await((slot + i) % SLOTS);
        }
        if (unseen) {
            unseen = false;
            traffic.waited();
        }
    }

    /// What has passed so far.
    Traffic traffic() {
        return traffic;
    }

    private void await(int which) {
        if (lost != null) {
            throw new DeviceException(lost);
        }
        int result = vkWaitForFences(gpu.device(), fences[which], true, nanos);
        if (result == VK_TIMEOUT) {
            lost =
                    "%s did not answer for %d s and is given up."
                            .formatted(gpu.candidate().name(), patience.toSeconds());
            throw new DeviceException(lost);
        }
        note(result, "compute");
    }

    /// After a failure the device is not used any more.
    private void note(int result, String what) {
        try {
            gpu.check(result, what);
        } catch (DeviceException failed) {
            lost = failed.getMessage();
            throw failed;
        }
    }

    /// Whether the device failed; what it holds is then left to the driver.
    boolean isLost() {
        return lost != null;
    }

    @Override
    public void close() {
        for (long fence : fences) {
            vkDestroyFence(gpu.device(), fence, null);
        }
        vkDestroyCommandPool(gpu.device(), pool, null);
        between.free();
        beforeHost.free();
    }
}
