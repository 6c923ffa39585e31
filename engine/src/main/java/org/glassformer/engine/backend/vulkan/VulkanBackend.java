package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.vulkan.Products.Busy;
import org.glassformer.engine.backend.vulkan.Products.Mask;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A GPU: tensors stay in its memory, operations are recorded and run later, and only what is read
/// comes back.
///
/// This class checks the arguments, and is long because the operations are many; the kernels are in the
/// other classes of the package and in the resource folder of the same name.
final class VulkanBackend implements Backend {
    /// Elements that are widened at once, whole blocks of every type.
    private static final int PART = 1 << 16;

    private final String name;
    private final Gpu gpu;
    private final Kernels kernels;
    private final Recorder recorder;
    private final Call call;
    private final DeviceHeap heap;
    private final Transfers transfers;
    private final Operands operands;
    private final Elementwise elementwise;
    private final Rows rows;
    private final Positions positions;
    private final Products products;
    private final Attention attention;
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
        this.name = name;
        this.gpu = new Gpu(instance, candidate, settings.mapped());
        this.kernels =
                new Kernels(
                        gpu,
                        new Shaders(new ShaderCache(settings.kernels())),
                        settings.subgroups() && candidate.subgroupSize() > 1);
        this.recorder = new Recorder(gpu, kernels.layout(), settings.patience());
        this.call = new Call(recorder, kernels);
        this.transfers = new Transfers(gpu, recorder);
        this.heap = new DeviceHeap(gpu, transfers::finish);
        this.operands = new Operands(heap, this::zero);
        this.elementwise = new Elementwise(call);
        this.rows = new Rows(call);
        this.positions = new Positions(call, transfers);
        this.products = new Products(call, settings.busy());
        this.attention = new Attention(call, products, heap);
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

    @Override
    public DType activationType() {
        return DType.F32;
    }

    // ---- memory

    @Override
    public Tensor allocate(Shape shape) {
        GpuMemory memory = memory(DType.F32, shape);
        memory.leaveBlank();
        return new Tensor(shape, DType.F32, memory);
    }

    private void zero(GpuMemory memory) {
        DeviceHeap.Place place = memory.place();
        recorder.fill(place.buffer(), place.offset(), place.size(), 0);
    }

    private GpuMemory memory(DType dtype, Shape shape) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE) {
            throw new DeviceException(
                    "a tensor %s is larger than %s can address"
                            .formatted(shape, gpu.candidate().name()));
        }
        return new GpuMemory(heap, dtype, elements);
    }

    /// A tensor with the values of `source`: a matrix in its type, if there are kernels that read it,
    /// and everything else as floats.
    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        long elements = shape.elements();
        Checks.bytes(dtype, shape, source);
        boolean matrix = shape.rank() > 1 && elements > 0;
        if (dtype == DType.F32 || (matrix && keeps(dtype))) {
            GpuMemory memory = memory(dtype, shape);
            transfers.load(memory, source);
            return new Tensor(shape, dtype, memory);
        }
        GpuMemory memory = memory(DType.F32, shape);
        float[] part = new float[(int) Math.min(PART, elements)];
        for (long first = 0; first < elements; first += PART) {
            int count = (int) Math.min(PART, elements - first);
            Blocks.read(dtype, source, first, count, part, 0);
            transfers.write(memory, Float.BYTES * first, part, 0, count);
        }
        return new Tensor(shape, DType.F32, memory);
    }

    private static boolean keeps(DType dtype) {
        return switch (dtype) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_K, Q6_K -> true;
            case F64, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K -> false;
        };
    }

    @Override
    public Tensor widened(Tensor tensor) {
        Operand source = operands.weight("tensor", tensor);
        GpuMemory memory = memory(DType.F32, tensor.shape());
        Tensor wide = new Tensor(tensor.shape(), DType.F32, memory);
        positions.widen(operands.vector("wide", wide), source);
        return wide;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Tensor range = tensor.view(start, Shape.of(count));
        operands.result("tensor", range, count);
        GpuMemory memory = (GpuMemory) range.memory();
        transfers.write(memory, Float.BYTES * range.offset(), values, from, count);
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        if (start < 0 || count < 0 || start > tensor.elements() - count) {
            throw new IllegalArgumentException(
                    "%d elements from %d leave %s".formatted(count, start, tensor.shape()));
        }
        operands.weight("tensor", tensor.view(0, Shape.of(Math.toIntExact(tensor.elements()))));
        GpuMemory memory = (GpuMemory) tensor.memory();
        long first = tensor.offset() + start;
        if (tensor.dtype() == DType.F32) {
            MemorySegment to = MemorySegment.ofArray(values);
            transfers.read(
                    memory,
                    Float.BYTES * first,
                    to.asSlice((long) Float.BYTES * from, (long) Float.BYTES * count));
        } else {
            readPacked(memory, first, values, from, count);
        }
    }

    private void readPacked(GpuMemory memory, long first, float[] values, int from, int count) {
        DType dtype = memory.dtype();
        int size = dtype.blockSize();
        long block = first / size;
        int blocks = Math.toIntExact((first + count + size - 1) / size - block);
        MemorySegment stored =
                MemorySegment.ofArray(new byte[Math.multiplyExact(blocks, dtype.blockBytes())]);
        transfers.readBlocks(memory, block, stored);
        Blocks.read(dtype, stored, first % size, count, values, from);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        operands.result("tensor", tensor, tensor.elements());
        DeviceHeap.Place place = ((GpuMemory) tensor.memory()).place();
        if (tensor.elements() > 0) {
            recorder.fill(
                    place.buffer(),
                    place.offset() + Float.BYTES * tensor.offset(),
                    Float.BYTES * tensor.elements(),
                    Float.floatToRawIntBits(value));
        }
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        if (from.elements() != to.elements()) {
            throw new IllegalArgumentException(
                    "from is %s, it needs %d elements".formatted(from.shape(), to.elements()));
        }
        int count = Math.toIntExact(from.elements());
        Operand source = operands.weight("from", from.view(0, Shape.of(count)));
        Operand target = operands.result("to", to, count);
        if (source.dtype() != DType.F32) {
            positions.widen(target, source);
        } else if (source.start() < target.end() && target.start() < source.end()) {
            try (Tensor between = allocate(from.shape())) {
                operands.result("between", between, count);
                move(between, from);
                move(to, between);
            }
        } else {
            move(to, from);
        }
    }

    private void move(Tensor to, Tensor from) {
        DeviceHeap.Place source = ((GpuMemory) from.memory()).place();
        DeviceHeap.Place target = ((GpuMemory) to.memory()).place();
        if (from.elements() > 0) {
            recorder.copy(
                    source.buffer(),
                    source.offset() + Float.BYTES * from.offset(),
                    target.buffer(),
                    target.offset() + Float.BYTES * to.offset(),
                    Float.BYTES * from.elements());
        }
    }

    // ---- embedding

    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        Operand of = operands.weight("table", table);
        Checks.positiveIndices("ids", ids, ids.length, of.rows());
        positions.embed(operands.result("out", out, ids.length, of.cols()), of, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        Operand of = operands.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, of.rows());
        positions.embedBackward(of, operands.matrix("dOut", dOut, ids.length, of.cols()), ids);
    }

    // ---- norms

    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        Operand of = operands.matrix("x", x);
        rows.layerNorm(
                operands.result("out", out, of.rows(), of.cols()),
                operands.result("mean", mean, of.rows()),
                operands.result("rstd", rstd, of.rows()),
                of,
                operands.vector("weight", weight, of.cols()),
                operands.vector("bias", bias, of.cols()),
                eps);
    }

    @Override
    public void layerNormBackward(
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight,
            Tensor mean,
            Tensor rstd) {
        Operand of = operands.matrix("x", x);
        rows.normBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dWeight", dWeight, of.cols()),
                operands.vector("dBias", dBias, of.cols()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("weight", weight, of.cols()),
                operands.vector("mean", mean, of.rows()),
                operands.vector("rstd", rstd, of.rows()));
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        Operand of = operands.matrix("x", x);
        rows.rmsNorm(
                operands.result("out", out, of.rows(), of.cols()),
                operands.result("rstd", rstd, of.rows()),
                of,
                operands.vector("weight", weight, of.cols()),
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        Operand of = operands.matrix("x", x);
        rows.normBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dWeight", dWeight, of.cols()),
                null,
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("weight", weight, of.cols()),
                null,
                operands.vector("rstd", rstd, of.rows()));
    }

    // ---- linear

    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Operand w = operands.weight("weight", weight);
        int n = operands.matrix("x", x).rows();
        products.forward(
                operands.result("out", out, n, w.rows()),
                operands.matrix("x", x, n, w.cols()),
                w,
                bias == null ? null : operands.vector("bias", bias, w.rows()));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        Operand w = operands.weight("weight", weight);
        int n = operands.matrix("x", x).rows();
        Operand inputs = operands.matrix("x", x, n, w.cols());
        Operand dOutputs = operands.matrix("dOut", dOut, n, w.rows());
        if (dx != null) {
            products.backwardInput(operands.matrix("dx", dx, n, w.cols()), dOutputs, w);
        }
        if (dWeight != null) {
            Operand dw = operands.matrix("dWeight", dWeight, w.rows(), w.cols());
            products.backwardWeight(dw, dOutputs, inputs);
        }
        if (dBias != null) {
            rows.sumRows(operands.vector("dBias", dBias, w.rows()), dOutputs);
        }
    }

    // ---- positions

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] at, int headSize) {
        turn("x", x, cos, sin, at, headSize, 1);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] at, int headSize) {
        turn("dx", dx, cos, sin, at, headSize, -1);
    }

    private void turn(
            String what,
            Tensor x,
            Tensor cos,
            Tensor sin,
            int[] at,
            int headSize,
            float direction) {
        Operand cosines = operands.matrix("cos", cos);
        Operand of = operands.matrix(what, x);
        Checks.rotation(what, x, cosines.rows(), cosines.cols(), at, headSize);
        positions.rope(
                of,
                cosines,
                operands.matrix("sin", sin, cosines.rows(), cosines.cols()),
                at,
                headSize,
                direction);
    }

    // ---- attention

    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        int queries = at.batch() * at.queries();
        attention.fused(
                operands.result("z", z, queries, at.nHead() * at.headSize()),
                logSumExp == null
                        ? null
                        : operands.result("logSumExp", logSumExp, (long) queries * at.nHead()),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                operands.keys("v", v, at),
                at);
    }

    @Override
    public void attentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor z,
            Tensor logSumExp,
            AttentionShape at) {
        attention.fusedBackward(
                operands.queries("dq", dq, at),
                operands.keys("dk", dk, at),
                operands.keys("dv", dv, at),
                operands.queries("dz", dz, at),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                operands.keys("v", v, at),
                operands.queries("z", z, at),
                operands.logSumExps(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        attention.queriesByKeys(
                operands.result("scores", scores, scoreRows(at), at.keys()),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                at.scale(),
                false,
                Mask.MINUS_INFINITY,
                at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        Operand dqs = operands.queries("dq", dq, at);
        Operand dks = operands.keys("dk", dk, at);
        Operand slopes = operands.scores("dScores", dScores, at);
        Operand qs = operands.queries("q", q, at);
        Operand ks = operands.keys("k", k, at);
        attention.overKeys(dqs, slopes, ks, at.scale(), true, at);
        attention.overQueries(dks, slopes, qs, at.scale(), at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        Operand of = operands.scores("scores", scores, at);
        rows.softmax(operands.result("pattern", pattern, scoreRows(at), at.keys()), of, at);
    }

    private static int scoreRows(AttentionShape at) {
        return at.batch() * at.nHead() * at.queries();
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        rows.softmaxBackward(
                operands.scores("dScores", dScores, at),
                operands.scores("dPattern", dPattern, at),
                operands.scores("pattern", pattern, at),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        attention.overKeys(
                operands.result("z", z, at.batch() * at.queries(), at.nHead() * at.headSize()),
                operands.scores("pattern", pattern, at),
                operands.keys("v", v, at),
                1,
                false,
                at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        Operand dPatterns = operands.scores("dPattern", dPattern, at);
        Operand dvs = operands.keys("dv", dv, at);
        Operand dzs = operands.queries("dz", dz, at);
        Operand patterns = operands.scores("pattern", pattern, at);
        Operand vs = operands.keys("v", v, at);
        attention.queriesByKeys(dPatterns, dzs, vs, 1, true, Mask.LEFT_OUT, at);
        attention.overQueries(dvs, patterns, dzs, 1, at);
    }

    // ---- element by element

    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        Operand of = operands.vector("x", x);
        elementwise.activation(result(out, x), of, activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        Operand of = operands.vector("x", x);
        elementwise.activationBackward(like("dx", dx, x), like("dOut", dOut, x), of, activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        Operand of = operands.vector("gate", gate);
        Operand ups = like("up", up, gate);
        elementwise.gate(result(out, gate), of, ups, activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        Operand of = operands.vector("gate", gate);
        elementwise.gateBackward(
                like("dGate", dGate, gate),
                like("dUp", dUp, gate),
                like("dOut", dOut, gate),
                of,
                like("up", up, gate),
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Operand of = operands.vector("a", a);
        Operand other = like("b", b, a);
        elementwise.add(result(out, a), of, other);
    }

    @Override
    public void scale(Tensor x, float factor) {
        elementwise.scale(operands.vector("x", x), factor);
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        Operand of = operands.vector("x", x);
        elementwise.dropout(result(out, x), of, Checks.probability(p), seed);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        Operand of = operands.vector("dx", dx);
        elementwise.dropoutBackward(of, like("dOut", dOut, dx), Checks.probability(p), seed);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        Operand of = operands.vector("x", x);
        elementwise.softCap(result(out, x), of, cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        Operand of = operands.vector("out", out);
        Operand slopes = like("dOut", dOut, out);
        elementwise.softCapBackward(operands.result("dx", dx, out.elements()), slopes, of, cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        Operand of = operands.matrix("x", x);
        Operand by = operands.vector("factors", factors, of.rows());
        rows.scale(operands.result("out", out, of.rows(), of.cols()), of, by);
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        Operand of = operands.matrix("x", x);
        rows.scaleBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dFactors", dFactors, of.rows()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("factors", factors, of.rows()));
    }

    private Operand result(Tensor out, Tensor other) {
        return operands.result("out", out, other.elements());
    }

    private Operand like(String what, Tensor tensor, Tensor other) {
        return operands.vector(what, tensor, other.elements());
    }

    // ---- rows of logits

    @Override
    public void softmax(Tensor out, Tensor x) {
        Operand of = operands.matrix("x", x);
        rows.softmax(operands.result("out", out, of.rows(), of.cols()), of, null);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        Operand of = operands.matrix("out", out);
        rows.softmaxBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                null);
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        Operand of = operands.matrix("logits", logits);
        Checks.indices("targets", targets, of.rows(), of.cols());
        Operand out = operands.result("losses", losses, of.rows());
        rows.crossEntropy(out, of, transfers.upload(targets)[0]);
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        Operand of = operands.matrix("logits", logits);
        Checks.indices("targets", targets, of.rows(), of.cols());
        Operand out = operands.result("dLogits", dLogits, of.rows(), of.cols());
        rows.crossEntropyBackward(out, of, transfers.upload(targets)[0], factor);
    }

    // ---- optimisers

    /// The sum of the squares: floats within a block on the device, doubles over the blocks in order.
    @Override
    public double sumOfSquares(Tensor x) {
        Operand of = operands.vector("x", x);
        int blocks = Rows.blocks(of);
        double sum = 0;
        try (Tensor sums = allocate(Shape.of(blocks))) {
            rows.squares(operands.result("sums", sums, blocks), of);
            for (float part : read(sums)) {
                sum += part;
            }
        }
        return sum;
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        Operand of = operands.vector("parameter", parameter);
        elementwise.adamW(
                of,
                like("gradient", gradient, parameter),
                like("m", m, parameter),
                like("v", v, parameter),
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        Operand of = operands.vector("parameter", parameter);
        elementwise.sgd(of, like("gradient", gradient, parameter), learningRate, weightDecay);
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
