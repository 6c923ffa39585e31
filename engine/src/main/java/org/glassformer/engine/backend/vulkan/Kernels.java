package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.vulkan.VK10.VK_NULL_HANDLE;
import static org.lwjgl.vulkan.VK10.VK_SHADER_STAGE_COMPUTE_BIT;
import static org.lwjgl.vulkan.VK10.vkCreateComputePipelines;
import static org.lwjgl.vulkan.VK10.vkCreatePipelineLayout;
import static org.lwjgl.vulkan.VK10.vkCreateShaderModule;
import static org.lwjgl.vulkan.VK10.vkDestroyPipeline;
import static org.lwjgl.vulkan.VK10.vkDestroyPipelineLayout;
import static org.lwjgl.vulkan.VK10.vkDestroyShaderModule;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.vulkan.VkComputePipelineCreateInfo;
import org.lwjgl.vulkan.VkPipelineLayoutCreateInfo;
import org.lwjgl.vulkan.VkPipelineShaderStageCreateInfo;
import org.lwjgl.vulkan.VkPushConstantRange;
import org.lwjgl.vulkan.VkShaderModuleCreateInfo;
import org.lwjgl.vulkan.VkSpecializationInfo;
import org.lwjgl.vulkan.VkSpecializationMapEntry;

/// The kernels of one device, each made when it is first used.
final class Kernels implements AutoCloseable {
    private final Gpu gpu;
    private final Shaders shaders;
    private final boolean subgroups;
    private final long layout;
    private final Map<Variant, Long> pipelines = new HashMap<>();

    /// A kernel and the choices that are compiled into it.
    ///
    /// @param shader the file, without its ending
    /// @param defines lines of the preprocessor before it
    /// @param threads in a work group
    /// @param operation what it does, where one file does several things
    /// @param detail a further choice
    record Variant(String shader, String defines, int threads, int operation, int detail) {
        Variant(String shader, String defines, int threads) {
            this(shader, defines, threads, 0, 0);
        }
    }

    /// @param subgroups whether threads may add up without shared memory
    Kernels(Gpu gpu, Shaders shaders, boolean subgroups) {
        this.gpu = gpu;
        this.shaders = shaders;
        this.subgroups = subgroups;
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkPushConstantRange.Buffer push =
                    VkPushConstantRange.calloc(1, stack)
                            .stageFlags(VK_SHADER_STAGE_COMPUTE_BIT)
                            .size(Call.BYTES);
            VkPipelineLayoutCreateInfo info =
                    VkPipelineLayoutCreateInfo.calloc(stack)
                            .sType$Default()
                            .pPushConstantRanges(push);
            LongBuffer handle = stack.mallocLong(1);
            gpu.check(vkCreatePipelineLayout(gpu.device(), info, null, handle), "lay out a kernel");
            this.layout = handle.get(0);
        }
    }

    /// What all kernels have in common.
    long layout() {
        return layout;
    }

    /// The kernel, made now if it was never used.
    long pipeline(Variant variant) {
        Long known = pipelines.get(variant);
        if (known == null) {
            known = make(variant);
            pipelines.put(variant, known);
        }
        return known;
    }

    private long make(Variant variant) {
        String defines = variant.defines() + (subgroups ? "#define SUBGROUPS\n" : "");
        ByteBuffer code = shaders.compiled(variant.shader(), defines);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            LongBuffer handle = stack.mallocLong(1);
            VkShaderModuleCreateInfo module =
                    VkShaderModuleCreateInfo.calloc(stack).sType$Default().pCode(code);
            gpu.check(vkCreateShaderModule(gpu.device(), module, null, handle), what(variant));
            long shader = handle.get(0);
            VkSpecializationMapEntry.Buffer entries = VkSpecializationMapEntry.calloc(3, stack);
            for (int i = 0; i < 3; i++) {
                entries.get(i).constantID(i).offset(4 * i).size(4);
            }
            ByteBuffer constants = stack.malloc(12);
            constants.putInt(0, variant.threads());
            constants.putInt(4, variant.operation());
            constants.putInt(8, variant.detail());
            VkComputePipelineCreateInfo.Buffer info =
                    VkComputePipelineCreateInfo.calloc(1, stack).sType$Default().layout(layout);
            info.stage(
                    VkPipelineShaderStageCreateInfo.calloc(stack)
                            .sType$Default()
                            .stage(VK_SHADER_STAGE_COMPUTE_BIT)
                            .module(shader)
                            .pName(stack.UTF8("main"))
                            .pSpecializationInfo(
                                    VkSpecializationInfo.calloc(stack)
                                            .pMapEntries(entries)
                                            .pData(constants)));
            try {
                gpu.check(
                        vkCreateComputePipelines(gpu.device(), VK_NULL_HANDLE, info, null, handle),
                        what(variant));
            } finally {
                vkDestroyShaderModule(gpu.device(), shader, null);
            }
            return handle.get(0);
        } finally {
            MemoryUtil.memFree(code);
        }
    }

    private static String what(Variant variant) {
        return "take the kernel " + variant.shader();
    }

    @Override
    public void close() {
        pipelines.values().forEach(pipeline -> vkDestroyPipeline(gpu.device(), pipeline, null));
        vkDestroyPipelineLayout(gpu.device(), layout, null);
    }
}
