package org.glassformer.benchmarks;

import java.util.concurrent.TimeUnit;
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

/// Products of square matrices, as the forward pass (NT) and the backward pass (NN, TN) take them: 2
/// size^3 floating-point operations each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ProductBenchmark {
    /// The device; `scalar` takes minutes a call from 1536 on.
    @Param({"vector", "nd4j"})
    public String device = "vector";

    /// Rows and columns.
    @Param({"768", "1536", "3072"})
    public int size;

    private Backend backend;
    private Tensor x;
    private Tensor weight;
    private Tensor out;

    /// Opens the device with as many threads as there are cores.
    @Setup(Level.Trial)
    public void open() {
        backend = Backends.open(device, 0);
        x = Bench.random(backend, size, size);
        weight = Bench.random(backend, size, size);
        out = Bench.random(backend, size, size);
    }

    /// Closes it.
    @TearDown(Level.Trial)
    public void close() {
        backend.close();
    }

    /// out = x weight^T.
    @Benchmark
    public void nt() {
        backend.matmul(out, x, weight, null);
    }

    /// dx += dOut weight.
    @Benchmark
    public void nn() {
        backend.matmulBackward(out, null, null, x, x, weight);
    }

    /// dWeight += dOut^T x.
    @Benchmark
    public void tn() {
        backend.matmulBackward(null, out, null, x, weight, weight);
    }
}
