package org.glassformer.engine.backend.vulkan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.glassformer.engine.backend.ComposedBackend;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.backend.vulkan.Products.Busy;

/// A GPU: tensors stay in its memory, operations are recorded and run later, and only what is read
/// comes back.
///
/// This class opens and closes the device and puts the parts together.
final class VulkanBackend extends ComposedBackend {
    private final String name;
    private final Gpu gpu;
    private final Kernels kernels;
    private final Recorder recorder;
    private final Call call;
    private final DeviceHeap heap;
    private final Transfers transfers;
    private final Operands operands;
    private boolean closed;

    /// What may differ between devices and tests.
    ///
    /// @param mapped whether memory that the CPU sees is read in place
    /// @param subgroups whether threads may add up without shared memory, where the device can
    /// @param patience how long the device may take for one submission
    /// @param kernels where compiled kernels are kept
    /// @param busy how large the tiles of products are
    record Settings(boolean mapped, boolean subgroups, Duration patience, Path kernels, Busy busy) {

        /// For a device, with the user's cache folder.
        static Settings of(Candidate candidate) {
            boolean software = candidate.kind() == Candidate.Kind.SOFTWARE;
            return new Settings(
                    true,
                    true,
                    software ? Duration.ofMinutes(10) : Duration.ofSeconds(20),
                    ShaderCache.userFolder(System.getenv()),
                    software ? Busy.SOFTWARE : Busy.HARDWARE);
        }
    }

    /// Opens a device.
    ///
    /// @param name by which one asked for it
    /// @param instance belongs to the backend from now on
    /// @throws DeviceException if it cannot be used
    VulkanBackend(String name, Instance instance, Candidate candidate, Settings settings) {
        Gpu gpu = new Gpu(instance, candidate, settings.mapped());
        Kernels kernels =
                new Kernels(
                        gpu,
                        new Shaders(new ShaderCache(settings.kernels())),
                        settings.subgroups() && candidate.subgroupSize() > 1);
        Recorder recorder = new Recorder(gpu, kernels.layout(), settings.patience());
        Call call = new Call(recorder, kernels);
        Transfers transfers = new Transfers(gpu, recorder);
        DeviceHeap heap = new DeviceHeap(gpu, transfers::finish);
        Operands operands = new Operands(heap, blank -> zero(recorder, blank.place()));

        Elementwise elementwise = new Elementwise(call);
        Rows rows = new Rows(call);
        Positions positions = new Positions(call, transfers);
        Products products = new Products(call, settings.busy());
        Attention attention = new Attention(call, products, heap);
        MemoryOps memory =
                new VulkanMemoryOps(
                        candidate.name(), heap, recorder, transfers, operands, positions);
        super(
                memory,
                new VulkanEmbeddingOps(operands, positions),
                new VulkanNormOps(operands, rows),
                new VulkanLinearOps(operands, products, rows),
                new VulkanAttentionOps(operands, attention, rows),
                new VulkanElementwiseOps(operands, elementwise, rows),
                new VulkanLogitOps(operands, rows, transfers),
                new VulkanOptimiserOps(memory, operands, elementwise, rows));

        this.name = name;
        this.gpu = gpu;
        this.kernels = kernels;
        this.recorder = recorder;
        this.call = call;
        this.heap = heap;
        this.transfers = transfers;
        this.operands = operands;
    }

    private static void zero(Recorder recorder, DeviceHeap.Place place) {
        recorder.fill(place.buffer(), place.offset(), place.size(), 0);
    }

    /// What has passed between the CPU and the device.
    Traffic.Counts traffic() {
        return recorder.traffic().counts();
    }

    /// The open device.
    Gpu gpu() {
        return gpu;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return gpu.candidate().description();
    }

    /// None: the CPU only says what to do.
    @Override
    public int threads() {
        return 0;
    }

    @Override
    public Optional<DevicePeak> measurePeak() {
        return Optional.of(
                new Yardstick(this, operands, call, transfers, gpu.candidate()).measure());
    }

    /// Gives everything back to the driver; of a device that was lost, nothing can be given back.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            transfers.finish();
        } catch (DeviceException lost) {
            // It was said when it happened, and nobody waits for the result.
        }
        if (recorder.isLost()) {
            heap.abandon();
            return;
        }
        transfers.close();
        heap.close();
        call.close();
        recorder.close();
        kernels.close();
        gpu.close();
    }
}
