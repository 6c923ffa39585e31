package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The default device: vector kernels on native memory; activations are F32.
///
/// This class and [Operands] check every size and index, because the kernels work on bare addresses,
/// and hand over; it is long because the operations are many. Matrices of the types that [Packed] keeps
/// stay as they are when they are loaded, everything else becomes F32.
final class VectorBackend implements Backend {
    private static final long FLOAT = Float.BYTES;

    private final Workers workers;
    private final MemoryPool pool = new MemoryPool();
    private final Operands operands = new Operands(pool);

    /// @param threads threads to compute with, 0 for as many as there are cores
    VectorBackend(int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("negative number of threads: " + threads);
        }
        workers = new Workers(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        int n = threads();
        return "CPU, Vector API %d bit, %d thread%s"
                .formatted(Lanes.F.vectorBitSize(), n, n == 1 ? "" : "s");
    }

    @Override
    public int threads() {
        return workers.count();
    }

    @Override
    public DType activationType() {
        return DType.F32;
    }

    private long at(Tensor tensor) {
        return operands.at(tensor);
    }

    private long at(Tensor tensor, long elements, String what) {
        return operands.at(tensor, elements, what);
    }

    // ---- memory

    @Override
    public Tensor allocate(Shape shape) {
        return new Tensor(shape, DType.F32, pool.allocate(DType.F32.byteSize(shape.elements())));
    }

    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        long n = shape.elements();
        long bytes = dtype.byteSize(n);
        if (source.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    source.byteSize()
                            + " bytes for "
                            + dtype
                            + " "
                            + shape
                            + ", which takes "
                            + bytes);
        }
        if (Packed.keeps(dtype, shape)) {
            NativeMemory memory = pool.allocate(bytes + Packed.MARGIN);
            Packed matrix = new Packed(dtype, memory.address(pool), shape.dim(1));
            if (matrix.fill(source, shape.dim(0))) {
                return new Tensor(shape, dtype, new PackedMemory(memory, matrix));
            }
            memory.close();
        }
        Tensor tensor = allocate(shape);
        if (n > 0) {
            // The caller's memory may be its own thread's alone: the blocks stay on this thread.
            Widening.run(dtype, source, n, at(tensor));
        }
        return tensor;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Operands.within(tensor, start, count);
        long to = at(tensor) + start * FLOAT;
        MemorySegment.copy(values, from, Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, to, count);
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        Operands.within(tensor, start, count);
        if (tensor.memory() instanceof PackedMemory memory) {
            memory.bytes().address(pool); // still there
            memory.matrix().read(tensor.offset() + start, values, from, count);
            return;
        }
        long at = at(tensor) + start * FLOAT;
        MemorySegment.copy(Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, at, values, from, count);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        Elementwise.fill(workers, at(tensor), tensor.elements(), value);
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        long n = to.elements();
        Elementwise.copy(workers, at(to), at(from, n, "the source"), n);
    }

    // ---- embedding

    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        int c = table.dim(-1);
        Operands.range(ids, ids.length, table.rows(), "ids");
        long to = at(out, (long) ids.length * c, "out");
        Packed packed = operands.packed(table);
        if (packed != null) {
            PackedRows.embed(workers, to, packed, ids);
        } else {
            Positions.embed(workers, to, at(table), ids, ids.length, c);
        }
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        int c = dTable.dim(-1);
        Operands.range(ids, ids.length, dTable.rows(), "ids");
        long from = at(dOut, (long) ids.length * c, "dOut");
        Positions.embedBackward(workers, at(dTable), from, ids, ids.length, c);
    }

    // ---- norms

    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.layer(
                workers,
                at(out, x.elements(), "out"),
                at(mean, n, "mean"),
                at(rstd, n, "rstd"),
                at(x),
                at(weight, c, "weight"),
                at(bias, c, "bias"),
                n,
                c,
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
        int n = x.rows();
        int c = x.dim(-1);
        Norms.layerBackward(
                workers,
                at(dx, x.elements(), "dx"),
                at(dWeight, c, "dWeight"),
                at(dBias, c, "dBias"),
                at(dOut, x.elements(), "dOut"),
                at(x),
                at(weight, c, "weight"),
                at(mean, n, "mean"),
                at(rstd, n, "rstd"),
                n,
                c);
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.rms(
                workers,
                at(out, x.elements(), "out"),
                at(rstd, n, "rstd"),
                at(x),
                at(weight, c, "weight"),
                n,
                c,
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.rmsBackward(
                workers,
                at(dx, x.elements(), "dx"),
                at(dWeight, c, "dWeight"),
                at(dOut, x.elements(), "dOut"),
                at(x),
                at(weight, c, "weight"),
                at(rstd, n, "rstd"),
                n,
                c);
    }

    // ---- linear

    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        int n = x.rows();
        int i = x.dim(-1);
        int o = weight.rows();
        long to = at(out, (long) n * o, "out");
        long start = bias == null ? 0 : at(bias, o, "bias");
        Packed packed = operands.packed(weight);
        if (packed != null) {
            if (packed.width() != i) {
                throw new IllegalArgumentException(weight + " does not multiply " + x);
            }
            MatMul.forward(workers, to, at(x), packed, start, n, o);
        } else {
            MatMul.forward(workers, to, at(x), at(weight, (long) o * i, "weight"), start, n, o, i);
        }
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        int n = x.rows();
        int i = x.dim(-1);
        int o = weight.rows();
        MatMul.backward(
                workers,
                dx == null ? 0 : at(dx, x.elements(), "dx"),
                dWeight == null ? 0 : at(dWeight, weight.elements(), "dWeight"),
                dBias == null ? 0 : at(dBias, o, "dBias"),
                at(dOut, (long) n * o, "dOut"),
                at(x),
                at(weight, (long) o * i, "weight"),
                n,
                o,
                i);
    }

    // ---- positions

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize) {
        turn(x, cos, sin, positions, headSize, false);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize) {
        turn(dx, cos, sin, positions, headSize, true);
    }

    private void turn(
            Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize, boolean back) {
        int n = x.rows();
        int heads = x.dim(-1) / headSize;
        int half = cos.dim(-1);
        Operands.range(positions, n, cos.rows(), "positions");
        if (heads * headSize != x.dim(-1) || 2 * half > headSize) {
            throw new IllegalArgumentException(
                    "heads of " + headSize + " do not fit " + x.shape() + " and " + cos.shape());
        }
        long angles = cos.elements();
        Positions.rope(
                workers,
                at(x),
                at(cos),
                at(sin, angles, "sin"),
                positions,
                n,
                heads,
                headSize,
                half,
                back);
    }

    // ---- attention

    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        Attention.forward(
                workers,
                operands.queries(z, at, "z"),
                logSumExp == null ? 0 : operands.logSumExp(logSumExp, at),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                at,
                0);
    }

    @Override
    public void cappedAttention(
            Tensor z, Tensor q, Tensor k, Tensor v, AttentionShape at, float cap) {
        Attention.forward(
                workers,
                operands.queries(z, at, "z"),
                0,
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                at,
                cap);
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
        Attention.backward(
                workers,
                operands.queries(dq, at, "dq"),
                operands.keys(dk, at, "dk"),
                operands.keys(dv, at, "dv"),
                operands.queries(dz, at, "dz"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                operands.queries(z, at, "z"),
                operands.logSumExp(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scores(
                workers,
                operands.pattern(scores, at, "scores"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scoresBackward(
                workers,
                operands.queries(dq, at, "dq"),
                operands.keys(dk, at, "dk"),
                operands.pattern(dScores, at, "dScores"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        AttentionSteps.softmax(
                workers,
                operands.pattern(pattern, at, "pattern"),
                operands.pattern(scores, at, "scores"),
                at);
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        AttentionSteps.softmaxBackward(
                workers,
                operands.pattern(dScores, at, "dScores"),
                operands.pattern(dPattern, at, "dPattern"),
                operands.pattern(pattern, at, "pattern"),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSum(
                workers,
                operands.queries(z, at, "z"),
                operands.pattern(pattern, at, "pattern"),
                operands.keys(v, at, "v"),
                at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSumBackward(
                workers,
                operands.pattern(dPattern, at, "dPattern"),
                operands.keys(dv, at, "dv"),
                operands.queries(dz, at, "dz"),
                operands.pattern(pattern, at, "pattern"),
                operands.keys(v, at, "v"),
                at);
    }

    // ---- element by element

    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        long n = x.elements();
        Elementwise.activation(workers, at(out, n, "out"), at(x), n, activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        long n = x.elements();
        Elementwise.activationBackward(
                workers, at(dx, n, "dx"), at(dOut, n, "dOut"), at(x), n, activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        long n = gate.elements();
        Elementwise.gate(workers, at(out, n, "out"), at(gate), at(up, n, "up"), n, activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        long n = gate.elements();
        Elementwise.gateBackward(
                workers,
                at(dGate, n, "dGate"),
                at(dUp, n, "dUp"),
                at(dOut, n, "dOut"),
                at(gate),
                at(up, n, "up"),
                n,
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        long n = out.elements();
        Elementwise.add(workers, at(out), at(a, n, "a"), at(b, n, "b"), n);
    }

    @Override
    public void scale(Tensor x, float factor) {
        Elementwise.scale(workers, at(x), x.elements(), factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        long n = x.elements();
        Caps.softCap(workers, at(out, n, "out"), at(x), n, cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        long n = out.elements();
        Caps.softCapBackward(workers, at(dx, n, "dx"), at(dOut, n, "dOut"), at(out), n, cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        int rows = x.rows();
        long n = x.elements();
        RowFactors.scale(
                workers, at(out, n, "out"), at(x), at(factors, rows, "factors"), rows, x.dim(-1));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        int rows = x.rows();
        long n = x.elements();
        RowFactors.backward(
                workers,
                at(dx, n, "dx"),
                at(dFactors, rows, "dFactors"),
                at(dOut, n, "dOut"),
                at(x),
                at(factors, rows, "factors"),
                rows,
                x.dim(-1));
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        long n = x.elements();
        Elementwise.dropout(workers, at(out, n, "out"), at(x), n, p, seed, false);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        long n = dx.elements();
        Elementwise.dropout(workers, at(dx), at(dOut, n, "dOut"), n, p, seed, true);
    }

    // ---- rows of logits

    @Override
    public void softmax(Tensor out, Tensor x) {
        Loss.softmax(workers, at(out, x.elements(), "out"), at(x), x.rows(), x.dim(-1));
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        long n = out.elements();
        Loss.softmaxBackward(
                workers, at(dx, n, "dx"), at(dOut, n, "dOut"), at(out), out.rows(), out.dim(-1));
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        int n = targets(logits, targets);
        Loss.crossEntropy(workers, at(losses, n, "losses"), at(logits), targets, n, logits.dim(-1));
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        int n = targets(logits, targets);
        long to = at(dLogits, logits.elements(), "dLogits");
        Loss.crossEntropyBackward(workers, to, at(logits), targets, factor, n, logits.dim(-1));
    }

    private static int targets(Tensor logits, int[] targets) {
        int n = logits.rows();
        if (targets.length != n) {
            throw new IllegalArgumentException(targets.length + " targets for " + n + " rows");
        }
        for (int target : targets) {
            if (target >= logits.dim(-1)) {
                throw new IndexOutOfBoundsException(
                        "target " + target + " is not below " + logits.dim(-1));
            }
        }
        return n;
    }

    // ---- optimisers

    @Override
    public double sumOfSquares(Tensor x) {
        return Optimizer.sumOfSquares(workers, at(x), x.elements());
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        long n = parameter.elements();
        Optimizer.adamW(
                workers,
                at(parameter),
                at(gradient, n, "gradient"),
                at(m, n, "m"),
                at(v, n, "v"),
                n,
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        long n = parameter.elements();
        long from = at(gradient, n, "gradient");
        Optimizer.sgd(workers, at(parameter), from, n, learningRate, weightDecay);
    }

    @Override
    public void close() {
        workers.close();
        pool.close();
    }
}
