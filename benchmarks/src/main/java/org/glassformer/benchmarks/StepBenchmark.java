package org.glassformer.benchmarks;

import java.util.concurrent.TimeUnit;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The other operations, in the sizes of GPT-2 124M: 12 heads of 64, 50,257 tokens.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {
    private static final int VOCAB = 50_257;
    private static final int WIDTH = 768;
    private static final int TOKENS = 256;
    private static final AttentionShape PREFILL =
            new AttentionShape(1, TOKENS, TOKENS, 12, 12, 64, 0.125f, 0);
    private static final AttentionShape DECODE =
            new AttentionShape(1, 1, TOKENS, 12, 12, 64, 0.125f, 0);
    private static final AdamW ADAMW = new AdamW(1e-4f, 0.9f, 0.95f, 1e-8f, 0.1f, 1);

    /// The device.
    @Param({"scalar", "vector", "nd4j"})
    public String device = "vector";

    private Backend backend;
    private Tensor row;
    private Tensor head;
    private Tensor logits;
    private Tensor rows;
    private Tensor out;
    private Tensor keys;
    private Tensor values;
    private Tensor gain;
    private Tensor bias;
    private Tensor mean;
    private Tensor rstd;
    private Tensor parameter;
    private Tensor gradient;
    private Tensor m;
    private Tensor v;

    /// Opens the device with as many threads as there are cores.
    @Setup(Level.Trial)
    public void open() {
        backend = Backends.open(device, 0);
        row = Bench.random(backend, 1, WIDTH);
        head = Bench.random(backend, VOCAB, WIDTH);
        logits = Bench.random(backend, 1, VOCAB);
        rows = Bench.random(backend, TOKENS, WIDTH);
        out = Bench.random(backend, TOKENS, WIDTH);
        keys = Bench.random(backend, TOKENS, WIDTH);
        values = Bench.random(backend, TOKENS, WIDTH);
        gain = Bench.random(backend, WIDTH);
        bias = Bench.random(backend, WIDTH);
        mean = Bench.random(backend, TOKENS);
        rstd = Bench.random(backend, TOKENS);
        parameter = Bench.random(backend, WIDTH, 4 * WIDTH);
        gradient = Bench.random(backend, WIDTH, 4 * WIDTH);
        m = Bench.random(backend, WIDTH, 4 * WIDTH);
        v = Bench.random(backend, WIDTH, 4 * WIDTH);
        backend.fill(v, 0.1f);
    }

    /// Closes it.
    @TearDown(Level.Trial)
    public void close() {
        backend.close();
    }

    /// The head on one token: 50,257 x 768, 154 MB read.
    @Benchmark
    public void matrixVector() {
        backend.matmul(logits, row, head, null);
    }

    /// One row of 50,257 logits.
    @Benchmark
    public void softmax() {
        backend.softmax(logits, logits);
    }

    /// 256 rows of 768.
    @Benchmark
    public void layerNorm() {
        backend.layerNorm(out, mean, rstd, rows, gain, bias, 1e-5f);
    }

    /// 256 rows of 768.
    @Benchmark
    public void rmsNorm() {
        backend.rmsNorm(out, rstd, rows, gain, 1e-5f);
    }

    /// One row of 768, as in decode.
    @Benchmark
    public void rmsNormOfOneRow() {
        backend.rmsNorm(out.slice(0, 1), rstd.slice(0, 1), row, gain, 1e-5f);
    }

    /// 256 queries on 256 keys.
    @Benchmark
    public void attention() {
        backend.attention(out, null, rows, keys, values, PREFILL);
    }

    /// One query on 256 keys.
    @Benchmark
    public void attentionOfOneToken() {
        backend.attention(out.slice(0, 1), null, row, keys, values, DECODE);
    }

    /// 2.4 million parameters.
    @Benchmark
    public void adamW() {
        backend.adamW(parameter, gradient, m, v, ADAMW);
    }
}
