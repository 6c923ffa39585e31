package org.glassformer.engine.backend.scalar;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The oracle: plain loops on one thread.
///
/// Every operation computes in double. In [#f32] the results are rounded to float when they are
/// stored, which is as close to the formula as single precision gets; in [#f64] nothing is rounded,
/// for gradients by central differences. This class checks the arguments; the formulas are in the
/// other classes of the package.
public final class ScalarBackend implements Backend {
    static final String NAME = "scalar";

    private final DType type;
    private final Arguments arguments;

    private ScalarBackend(DType type) {
        this.type = type;
        this.arguments = new Arguments(type == DType.F32);
    }

    /// A backend that stores single precision.
    public static ScalarBackend f32() {
        return new ScalarBackend(DType.F32);
    }

    /// A backend that stores double precision.
    public static ScalarBackend f64() {
        return new ScalarBackend(DType.F64);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "CPU, plain loops, 1 thread" + (type == DType.F64 ? ", double precision" : "");
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public DType activationType() {
        return type;
    }

    // ---- memory

    @Override
    public Tensor allocate(Shape shape) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(shape + " is more than an array can hold");
        }
        return new Tensor(shape, type, new ScalarMemory((int) elements, arguments.single()));
    }

    /// A tensor with the values of `source`, widened.
    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        Checks.bytes(dtype, shape, source);
        Tensor tensor = allocate(shape);
        Widening.widen(arguments.vector("tensor", tensor), dtype, source);
        return tensor;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Matrix to = range(tensor, start, count);
        for (int i = 0; i < count; i++) {
            to.set(i, values[from + i]);
        }
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        Matrix of = range(tensor, start, count);
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) of.get(i);
        }
    }

    /// Writes all of `values`, which are rounded only in [#f32].
    public void writeDouble(Tensor tensor, double[] values) {
        Matrix to = arguments.vector("tensor", tensor, values.length);
        for (int i = 0; i < values.length; i++) {
            to.set(i, values[i]);
        }
    }

    /// All values of `tensor` as they are stored, in a new array.
    public double[] readDouble(Tensor tensor) {
        Matrix of = arguments.vector("tensor", tensor);
        double[] values = new double[of.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.get(i);
        }
        return values;
    }

    private Matrix range(Tensor tensor, long start, int count) {
        return arguments.vector("range", tensor.view(start, Shape.of(count)));
    }

    @Override
    public void fill(Tensor tensor, float value) {
        Matrix all = arguments.vector("tensor", tensor);
        for (int i = 0; i < all.size(); i++) {
            all.set(i, value);
        }
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        arguments.vector("to", to).copy(arguments.vector("from", from, to.elements()));
    }

    // ---- embedding

    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        Matrix rows = arguments.matrix("table", table);
        Checks.positiveIndices("ids", ids, ids.length, rows.rows());
        Linear.embed(arguments.matrix("out", out, ids.length, rows.cols()), rows, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        Matrix rows = arguments.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, rows.rows());
        Linear.embedBackward(rows, arguments.matrix("dOut", dOut, ids.length, rows.cols()), ids);
    }

    // ---- norms

    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        Matrix rows = arguments.matrix("x", x);
        Norms.layerNorm(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                arguments.vector("mean", mean, rows.rows()),
                arguments.vector("rstd", rstd, rows.rows()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("bias", bias, rows.cols()),
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
        Matrix rows = arguments.matrix("x", x);
        Norms.layerNormBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dWeight", dWeight, rows.cols()),
                arguments.vector("dBias", dBias, rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("mean", mean, rows.rows()),
                arguments.vector("rstd", rstd, rows.rows()));
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        Matrix rows = arguments.matrix("x", x);
        Norms.rmsNorm(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                arguments.vector("rstd", rstd, rows.rows()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        Matrix rows = arguments.matrix("x", x);
        Norms.rmsNormBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dWeight", dWeight, rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("rstd", rstd, rows.rows()));
    }

    // ---- linear

    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Matrix w = arguments.matrix("weight", weight);
        Matrix rows = arguments.matrix("x", x);
        Linear.matmul(
                arguments.matrix("out", out, rows.rows(), w.rows()),
                arguments.matrix("x", x, rows.rows(), w.cols()),
                w,
                bias == null ? null : arguments.vector("bias", bias, w.rows()));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        Matrix w = arguments.matrix("weight", weight);
        Matrix rows = arguments.matrix("x", x);
        Matrix inputs = arguments.matrix("x", x, rows.rows(), w.cols());
        Matrix dOutputs = arguments.matrix("dOut", dOut, rows.rows(), w.rows());
        if (dx != null) {
            Matrix dInputs = arguments.matrix("dx", dx, rows.rows(), w.cols());
            Linear.matmulBackwardInput(dInputs, dOutputs, w);
        }
        if (dWeight != null) {
            Matrix dw = arguments.matrix("dWeight", dWeight, w.rows(), w.cols());
            Linear.matmulBackwardWeight(dw, dOutputs, inputs);
        }
        if (dBias != null) {
            Linear.matmulBackwardBias(arguments.vector("dBias", dBias, w.rows()), dOutputs);
        }
    }

    // ---- positions

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize) {
        Matrix cosines = arguments.matrix("cos", cos);
        Checks.rotation("x", x, cosines.rows(), cosines.cols(), positions, headSize);
        Positions.rope(
                arguments.matrix("x", x).heads(headSize),
                cosines,
                arguments.matrix("sin", sin, cosines.rows(), cosines.cols()),
                positions);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize) {
        Matrix cosines = arguments.matrix("cos", cos);
        Checks.rotation("dx", dx, cosines.rows(), cosines.cols(), positions, headSize);
        Positions.ropeBackward(
                arguments.matrix("dx", dx).heads(headSize),
                cosines,
                arguments.matrix("sin", sin, cosines.rows(), cosines.cols()),
                positions);
    }

    // ---- attention

    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        FusedAttention.attention(
                queries("z", z, at),
                logSumExp == null ? null : logSumExps(logSumExp, at),
                queries("q", q, at),
                keys("k", k, at),
                keys("v", v, at),
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
        FusedAttention.attentionBackward(
                queries("dq", dq, at),
                keys("dk", dk, at),
                keys("dv", dv, at),
                queries("dz", dz, at),
                queries("q", q, at),
                keys("k", k, at),
                keys("v", v, at),
                queries("z", z, at),
                logSumExps(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scores(
                scores("scores", scores, at), queries("q", q, at), keys("k", k, at), at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scoresBackward(
                queries("dq", dq, at),
                keys("dk", dk, at),
                scores("dScores", dScores, at),
                queries("q", q, at),
                keys("k", k, at),
                at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        AttentionSteps.causalSoftmax(
                scores("pattern", pattern, at), scores("scores", scores, at), at);
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        AttentionSteps.causalSoftmaxBackward(
                scores("dScores", dScores, at),
                scores("dPattern", dPattern, at),
                scores("pattern", pattern, at),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSum(
                queries("z", z, at), scores("pattern", pattern, at), keys("v", v, at), at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSumBackward(
                scores("dPattern", dPattern, at),
                keys("dv", dv, at),
                queries("dz", dz, at),
                scores("pattern", pattern, at),
                keys("v", v, at),
                at);
    }

    /// (B T, NH HS), a row per head.
    private Matrix queries(String name, Tensor tensor, AttentionShape at) {
        return arguments
                .matrix(name, tensor, at.batch() * at.queries(), at.nHead() * at.headSize())
                .heads(at.headSize());
    }

    /// (B S, NKV HS), a row per head.
    private Matrix keys(String name, Tensor tensor, AttentionShape at) {
        return arguments
                .matrix(name, tensor, at.batch() * at.keys(), at.nKvHead() * at.headSize())
                .heads(at.headSize());
    }

    /// (B, NH, T, S), a row per query.
    private Matrix scores(String name, Tensor tensor, AttentionShape at) {
        return arguments.matrix(name, tensor, at.batch() * at.nHead() * at.queries(), at.keys());
    }

    /// (B T, NH), in one row.
    private Matrix logSumExps(Tensor tensor, AttentionShape at) {
        return arguments.vector("logSumExp", tensor, (long) at.batch() * at.queries() * at.nHead());
    }

    // ---- element by element

    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        Elementwise.activation(like("out", out, x), arguments.vector("x", x), activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        Elementwise.activationBackward(
                like("dx", dx, x), like("dOut", dOut, x), arguments.vector("x", x), activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        Elementwise.gate(
                like("out", out, gate),
                arguments.vector("gate", gate),
                like("up", up, gate),
                activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        Elementwise.gateBackward(
                like("dGate", dGate, gate),
                like("dUp", dUp, gate),
                like("dOut", dOut, gate),
                arguments.vector("gate", gate),
                like("up", up, gate),
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Elementwise.add(like("out", out, a), arguments.vector("a", a), like("b", b, a));
    }

    @Override
    public void scale(Tensor x, float factor) {
        Elementwise.scale(arguments.vector("x", x), factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        Elementwise.softCap(like("out", out, x), arguments.vector("x", x), cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        Elementwise.softCapBackward(
                like("dx", dx, out), like("dOut", dOut, out), arguments.vector("out", out), cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        Matrix rows = arguments.matrix("x", x);
        Elementwise.scaleRows(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                rows,
                arguments.vector("factors", factors, rows.rows()));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        Matrix rows = arguments.matrix("x", x);
        Elementwise.scaleRowsBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dFactors", dFactors, rows.rows()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("factors", factors, rows.rows()));
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        Elementwise.dropout(
                like("out", out, x), arguments.vector("x", x), Checks.probability(p), seed);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        Elementwise.dropoutBackward(
                arguments.vector("dx", dx), like("dOut", dOut, dx), Checks.probability(p), seed);
    }

    private Matrix like(String name, Tensor tensor, Tensor other) {
        return arguments.vector(name, tensor, other.elements());
    }

    // ---- rows of logits

    @Override
    public void softmax(Tensor out, Tensor x) {
        Matrix rows = arguments.matrix("x", x);
        Logits.softmax(arguments.matrix("out", out, rows.rows(), rows.cols()), rows);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        Matrix rows = arguments.matrix("out", out);
        Logits.softmaxBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows);
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        Matrix rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.rows(), rows.cols());
        Logits.crossEntropy(arguments.vector("losses", losses, rows.rows()), rows, targets);
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        Matrix rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.rows(), rows.cols());
        Logits.crossEntropyBackward(
                arguments.matrix("dLogits", dLogits, rows.rows(), rows.cols()),
                rows,
                targets,
                factor);
    }

    // ---- optimisers

    @Override
    public double sum(Tensor x) {
        double sum = 0;
        for (double value : readDouble(x)) {
            sum += value;
        }
        return sum;
    }

    @Override
    public double sumOfSquares(Tensor x) {
        return Optimisers.sumOfSquares(arguments.vector("x", x));
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        Optimisers.adamW(
                arguments.vector("parameter", parameter),
                like("gradient", gradient, parameter),
                like("m", m, parameter),
                like("v", v, parameter),
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        Optimisers.sgd(
                arguments.vector("parameter", parameter),
                like("gradient", gradient, parameter),
                learningRate,
                weightDecay);
    }

    /// Does nothing: there are no threads, and the tensors are the collector's.
    @Override
    public void close() {}
}
