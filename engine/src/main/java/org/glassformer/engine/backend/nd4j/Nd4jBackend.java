package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The operations of a transformer on ND4J's arrays, in F32.
///
/// This class checks the arguments and hands over; it is long because the operations are many. Weights
/// of every type are widened when they are loaded.
final class Nd4jBackend implements Backend {
    /// Numbers of a row whose squares are added in F32; the sums of rows are added in double.
    private static final int SQUARES = 128;

    private final String name;
    private final Nd4jRuntime runtime;
    private final Store store = new Store();
    private final Scratch scratch = new Scratch(store);
    private final Arguments arguments = new Arguments(store);

    Nd4jBackend(String name, Nd4jRuntime runtime) {
        this.name = name;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        int n = threads();
        return "%s, ND4J, %d thread%s".formatted(runtime.place(), n, n == 1 ? "" : "s");
    }

    @Override
    public int threads() {
        return runtime.threads();
    }

    @Override
    public DType activationType() {
        return DType.F32;
    }

    // ---- memory

    @Override
    public Tensor allocate(Shape shape) {
        return new Tensor(shape, DType.F32, store.allocate(shape.elements()));
    }

    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        Checks.bytes(dtype, shape, source);
        ArrayMemory memory = store.allocate(shape.elements());
        Widening.run(dtype, source, shape.elements(), memory.toWrite());
        memory.written();
        return new Tensor(shape, DType.F32, memory);
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        ArrayMemory memory = within(tensor, start, count);
        long at = (tensor.offset() + start) * Float.BYTES;
        MemorySegment.copy(
                values, from, memory.toWrite(), ValueLayout.JAVA_FLOAT_UNALIGNED, at, count);
        memory.written();
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        ArrayMemory memory = within(tensor, start, count);
        long at = (tensor.offset() + start) * Float.BYTES;
        MemorySegment.copy(
                memory.toRead(), ValueLayout.JAVA_FLOAT_UNALIGNED, at, values, from, count);
    }

    private ArrayMemory within(Tensor tensor, long start, int count) {
        if (start < 0 || count < 0 || start > tensor.elements() - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from " + start + " leave " + tensor);
        }
        return arguments.memory("tensor", tensor);
    }

    @Override
    public void fill(Tensor tensor, float value) {
        arguments.vector("tensor", tensor).assign(value);
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        Ops.copy(arguments.vector("to", to), arguments.vector("from", from, to.elements()));
    }

    // ---- embedding

    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        INDArray rows = arguments.matrix("table", table);
        Checks.positiveIndices("ids", ids, ids.length, rows.size(0));
        Linear.embed(arguments.matrix("out", out, ids.length, rows.size(1)), rows, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        INDArray rows = arguments.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, rows.size(0));
        Linear.embedBackward(rows, arguments.matrix("dOut", dOut, ids.length, rows.size(1)), ids);
    }

    // ---- norms

    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.layerNorm(
                    like("out", out, rows),
                    column("mean", mean, rows),
                    column("rstd", rstd, rows),
                    rows,
                    row("weight", weight, rows),
                    row("bias", bias, rows),
                    eps,
                    loan);
        }
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
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.layerNormBackward(
                    like("dx", dx, rows),
                    row("dWeight", dWeight, rows),
                    row("dBias", dBias, rows),
                    like("dOut", dOut, rows),
                    rows,
                    row("weight", weight, rows),
                    column("mean", mean, rows),
                    column("rstd", rstd, rows),
                    loan);
        }
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.rmsNorm(
                    like("out", out, rows),
                    column("rstd", rstd, rows),
                    rows,
                    row("weight", weight, rows),
                    eps,
                    loan);
        }
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.rmsNormBackward(
                    like("dx", dx, rows),
                    row("dWeight", dWeight, rows),
                    like("dOut", dOut, rows),
                    rows,
                    row("weight", weight, rows),
                    column("rstd", rstd, rows),
                    loan);
        }
    }

    /// (N, C), as `other` is.
    private INDArray like(String what, Tensor tensor, INDArray other) {
        return arguments.matrix(what, tensor, other.size(0), other.size(1));
    }

    /// A number for each row of `rows`: (N, 1).
    private INDArray column(String what, Tensor tensor, INDArray rows) {
        return arguments.matrix(what, tensor, rows.size(0), 1);
    }

    /// A number for each column of `rows`: (1, C).
    private INDArray row(String what, Tensor tensor, INDArray rows) {
        return arguments.matrix(what, tensor, 1, rows.size(1));
    }

    // ---- linear

    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        INDArray w = arguments.matrix("weight", weight);
        long rows = arguments.matrix("x", x).size(0);
        Linear.matmul(
                arguments.matrix("out", out, rows, w.size(0)),
                arguments.matrix("x", x, rows, w.size(1)),
                w,
                bias == null ? null : arguments.vector("bias", bias, w.size(0)));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        INDArray w = arguments.matrix("weight", weight);
        long rows = arguments.matrix("x", x).size(0);
        INDArray inputs = arguments.matrix("x", x, rows, w.size(1));
        INDArray d = arguments.matrix("dOut", dOut, rows, w.size(0));
        if (dx != null) {
            Ops.product(like("dx", dx, inputs), d, w, 1, 1);
        }
        if (dWeight != null) {
            Ops.productTn(like("dWeight", dWeight, w), d, inputs, 1, 1);
        }
        if (dBias != null) {
            try (Scratch.Loan loan = scratch.open()) {
                Linear.addRows(row("dBias", dBias, d), d, loan);
            }
        }
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
        INDArray cosines = arguments.matrix("cos", cos);
        INDArray sines = like("sin", sin, cosines);
        long half = cosines.size(1);
        int n = positions.length;
        Checks.rotation("x", x, cosines.size(0), half, positions, headSize);
        if (n == 0) {
            return;
        }
        Place at = arguments.place("x", x, x.elements());
        long width = x.elements() / n;
        long heads = width / headSize;
        try (Scratch.Loan loan = scratch.open()) {
            Rotation.turn(
                    at.memory().cube(at.offset(), n, heads, half, width, headSize),
                    at.memory().cube(at.offset() + half, n, heads, half, width, headSize),
                    cosines,
                    sines,
                    positions,
                    back,
                    loan);
        }
    }

    // ---- attention

    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            Attention.forward(
                    queries("z", z, at),
                    logSumExp == null ? null : logSumExps(logSumExp, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
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
        try (Scratch.Loan loan = scratch.open()) {
            Attention.backward(
                    queries("dq", dq, at),
                    keys("dk", dk, at),
                    keys("dv", dv, at),
                    queries("dz", dz, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    keys("v", v, at),
                    queries("z", z, at),
                    logSumExps(logSumExp, at),
                    at,
                    loan);
        }
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.scores(
                    scores("scores", scores, at), queries("q", q, at), keys("k", k, at), at, loan);
        }
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.scoresBackward(
                    queries("dq", dq, at),
                    keys("dk", dk, at),
                    scores("dScores", dScores, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    at,
                    loan);
        }
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.softmax(
                    scores("pattern", pattern, at), scores("scores", scores, at), at, loan);
        }
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.softmaxBackward(
                    scores("dScores", dScores, at),
                    scores("dPattern", dPattern, at),
                    scores("pattern", pattern, at),
                    at,
                    loan);
        }
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.weightedSum(
                    queries("z", z, at),
                    scores("pattern", pattern, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.weightedSumBackward(
                    scores("dPattern", dPattern, at),
                    keys("dv", dv, at),
                    queries("dz", dz, at),
                    scores("pattern", pattern, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
    }

    /// (B T, NH HS).
    private Place queries(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.queries() * at.nHead() * at.headSize());
    }

    /// (B S, NKV HS).
    private Place keys(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.keys() * at.nKvHead() * at.headSize());
    }

    /// (B, NH, T, S).
    private Place scores(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.nHead() * at.queries() * at.keys());
    }

    /// (B T, NH).
    private Place logSumExps(Tensor tensor, AttentionShape at) {
        return arguments.place("logSumExp", tensor, (long) at.batch() * at.queries() * at.nHead());
    }

    // ---- element by element

    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Curves.value(vector("out", out, x), arguments.vector("x", x), activation, loan);
        }
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.activationBackward(
                    vector("dx", dx, x),
                    vector("dOut", dOut, x),
                    arguments.vector("x", x),
                    activation,
                    loan);
        }
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.gate(
                    vector("out", out, gate),
                    arguments.vector("gate", gate),
                    vector("up", up, gate),
                    activation,
                    loan);
        }
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.gateBackward(
                    vector("dGate", dGate, gate),
                    vector("dUp", dUp, gate),
                    vector("dOut", dOut, gate),
                    arguments.vector("gate", gate),
                    vector("up", up, gate),
                    activation,
                    loan);
        }
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Ops.add(arguments.vector("out", out), vector("a", a, out), vector("b", b, out));
    }

    @Override
    public void scale(Tensor x, float factor) {
        INDArray all = arguments.vector("x", x);
        Ops.scale(all, all, factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.softCap(vector("out", out, x), arguments.vector("x", x), cap, loan);
        }
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.softCapBackward(
                    vector("dx", dx, out),
                    vector("dOut", dOut, out),
                    arguments.vector("out", out),
                    cap,
                    loan);
        }
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        INDArray rows = arguments.matrix("x", x);
        Ops.multiply(like("out", out, rows), rows, column("factors", factors, rows));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.scaleRowsBackward(
                    like("dx", dx, rows),
                    column("dFactors", dFactors, rows),
                    like("dOut", dOut, rows),
                    rows,
                    column("factors", factors, rows),
                    loan);
        }
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        try (Scratch.Loan loan = scratch.open()) {
            INDArray factors = Dropout.factors(x.elements(), Checks.probability(p), seed, loan);
            Ops.multiply(vector("out", out, x), arguments.vector("x", x), factors);
        }
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        try (Scratch.Loan loan = scratch.open()) {
            INDArray factors = Dropout.factors(dx.elements(), Checks.probability(p), seed, loan);
            INDArray sum = arguments.vector("dx", dx);
            Ops.multiply(factors, factors, vector("dOut", dOut, dx));
            Ops.add(sum, sum, factors);
        }
    }

    /// As many elements as `other`, as a vector.
    private INDArray vector(String what, Tensor tensor, Tensor other) {
        return arguments.vector(what, tensor, other.elements());
    }

    // ---- rows of logits

    @Override
    public void softmax(Tensor out, Tensor x) {
        INDArray rows = arguments.matrix("x", x);
        Logits.softmax(like("out", out, rows), rows);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        INDArray rows = arguments.matrix("out", out);
        try (Scratch.Loan loan = scratch.open()) {
            Logits.addSoftmaxGradient(like("dx", dx, rows), like("dOut", dOut, rows), rows, loan);
        }
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        INDArray rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.size(0), rows.size(1));
        try (Scratch.Loan loan = scratch.open()) {
            Logits.crossEntropy(column("losses", losses, rows), rows, targets, loan);
        }
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        INDArray rows = arguments.matrix("logits", logits);
        Checks.indices("targets", targets, rows.size(0), rows.size(1));
        Logits.crossEntropyBackward(like("dLogits", dLogits, rows), rows, targets, factor);
    }

    // ---- optimisers

    @Override
    public double sumOfSquares(Tensor x) {
        long n = x.elements();
        long rows = n / SQUARES;
        Place at = arguments.place("x", x, n);
        double sum = 0;
        try (Scratch.Loan loan = scratch.open()) {
            if (rows > 0) {
                INDArray squares = loan.matrix(rows, SQUARES);
                ArrayMemory sums = loan.memory(rows);
                INDArray numbers = at.memory().matrix(at.offset(), rows, SQUARES, SQUARES);
                Ops.multiply(squares, numbers, numbers);
                Ops.sum(sums.matrix(0, rows, 1, 1), squares, 1);
                MemorySegment bytes = sums.toRead();
                for (long row = 0; row < rows; row++) {
                    sum += bytes.getAtIndex(ValueLayout.JAVA_FLOAT, row);
                }
            }
        }
        float[] rest = new float[(int) (n % SQUARES)];
        read(x, n - rest.length, rest, 0, rest.length);
        for (double value : rest) {
            sum += value * value;
        }
        return sum;
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        try (Scratch.Loan loan = scratch.open()) {
            Optimisers.adamW(
                    arguments.vector("parameter", parameter),
                    vector("gradient", gradient, parameter),
                    vector("m", m, parameter),
                    vector("v", v, parameter),
                    step,
                    loan);
        }
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        try (Scratch.Loan loan = scratch.open()) {
            Optimisers.sgd(
                    arguments.vector("parameter", parameter),
                    vector("gradient", gradient, parameter),
                    learningRate,
                    weightDecay,
                    loan);
        }
    }

    /// Gives all native memory back at once; ND4J itself stays loaded, as no JVM can unload it.
    @Override
    public void close() {
        store.close();
    }
}
