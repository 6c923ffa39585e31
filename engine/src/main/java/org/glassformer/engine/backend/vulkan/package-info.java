/// The operations as Vulkan compute shaders, for the GPUs of every vendor (through LWJGL).
///
/// From the bottom up: [org.glassformer.engine.backend.vulkan.Instance] finds devices,
/// [org.glassformer.engine.backend.vulkan.Gpu] is one that is open,
/// [org.glassformer.engine.backend.vulkan.DeviceHeap] gives out its memory,
/// [org.glassformer.engine.backend.vulkan.Recorder] collects commands and submits many at once,
/// [org.glassformer.engine.backend.vulkan.Kernels] compiles the shaders of the resource folder,
/// [org.glassformer.engine.backend.vulkan.Rows] and its like turn operations of a transformer into calls of kernels, and the
/// parts of the device (`VulkanNormOps` and its like) check what they are given.
@NullMarked
package org.glassformer.engine.backend.vulkan;

import org.jspecify.annotations.NullMarked;
