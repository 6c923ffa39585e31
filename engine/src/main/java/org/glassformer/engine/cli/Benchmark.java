package org.glassformer.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Measures a device and a model on it, each figure with its fraction of what the machine reaches.
final class Benchmark {
    private static final int VOCABULARY = 50_257;

    /// What the figures are fractions of.
    enum Of {
        /// Arithmetic: GFLOP/s.
        PEAK,
        /// Reading memory: GB/s.
        BANDWIDTH,
        /// JTokkit on the same text.
        JTOKKIT
    }

    /// One figure.
    ///
    /// @param fraction of what the machine reaches; NaN where that was not measured
    /// @param fastest the same in the fastest run
    /// @param allocated bytes of objects a token, of all threads; NaN where they were not counted
    record Result(
            String name,
            double value,
            String unit,
            double fraction,
            double fastest,
            Of of,
            double allocated) {
        /// A figure of which nothing else was measured.
        Result(String name, double value, String unit, double fraction, Of of) {
            this(name, value, unit, fraction, Double.NaN, of, Double.NaN);
        }
    }

    private final Backend backend;
    private final DevicePeak peak;
    private final Stopwatch watch;
    private final Listener listener;
    private final List<Result> results = new ArrayList<>();

    /// Is told how it goes, as it goes.
    interface Listener {
        /// Something begins, or is left out, in a line.
        void progress(String line);

        /// A figure was measured.
        void found(Result result);
    }

    /// @param peak what the device reaches at most, NaN if not known
    Benchmark(Backend backend, DevicePeak peak, Stopwatch watch, Listener listener) {
        this.backend = backend;
        this.peak = peak;
        this.watch = watch;
        this.listener = listener;
    }

    /// The device measured.
    Backend backend() {
        return backend;
    }

    /// Measures how long a run of `work` takes, and says that it does.
    Timing time(String name, Runnable work) {
        listener.progress("measuring " + name);
        return watch.time(work);
    }

    /// Says what is not measured, or less of it than usual, because one run would take longer than it may.
    ///
    /// @param what `left out prefill 512`, say
    void tooLong(String what) {
        listener.progress(
                "%s: it would take more than %.0f s a run; more --seconds give it more"
                        .formatted(what, watch.patience()));
    }

    /// The figures so far.
    List<Result> results() {
        return List.copyOf(results);
    }

    /// Square matrix products; a size that would take too long after the one before is left out.
    void gemm(int... sizes) {
        double rate = Double.POSITIVE_INFINITY;
        for (int n : sizes) {
            double flops = 2.0 * n * n * n;
            if (flops / rate > watch.patience()) {
                tooLong("left out gemm " + n);
                continue;
            }
            try (Tensor a = filled(n, n);
                    Tensor b = filled(n, n);
                    Tensor out = backend.allocate(Shape.of(n, n))) {
                Timing timing = time("gemm " + n, () -> matmul(out, a, b));
                rate = flops / timing.median();
                add("gemm " + n, timing, rate / 1e9, "GFLOP/s", flops, Of.PEAK);
            }
        }
    }

    private void matmul(Tensor out, Tensor a, Tensor b) {
        backend.matmul(out, a, b, null);
        backend.read(out, 0, new float[1], 0, 1); // wait for it
    }

    private Tensor filled(int rows, int columns) {
        float[] values = new float[rows * columns];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        Tensor tensor = backend.allocate(Shape.of(rows, columns));
        backend.write(tensor, values);
        return tensor;
    }

    /// The whole sampler chain with its sort over 50,257 logits, as a slider moves.
    void slider() {
        float[] logits = new float[VOCABULARY];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (4 * random.nextGaussian());
        }
        SamplerChain chain = SamplerChain.huggingFace(0.8, 40, 0.95, 0.05);
        // The CPU's work on every device, and no part of what another one reaches.
        double bytes = backend.threads() > 0 ? (double) Float.BYTES * VOCABULARY : Double.NaN;
        Timing timing = time("a slider of the sampler", () -> chain.apply(logits));
        double millis = timing.median() * 1e3;
        add("slider to bars, 50257 tokens", timing, millis, "ms", bytes, Of.BANDWIDTH);
        RankedLogits ranked = RankedLogits.of(logits);
        Timing again = watch.time(() -> chain.apply(ranked, SamplingContext.NONE));
        double moving = again.median() * 1e3;
        add("the same, ranked before", again, moving, "ms", bytes, Of.BANDWIDTH);
    }

    /// Operations of reading a text to its last token's logits: two for each weight and token, where the head is
    /// multiplied for the last token alone, and for each visible key q.k and weight v.
    static double readingWork(Transformer model, int tokens) {
        ModelConfig config = model.config();
        long head = (long) config.vocabSize() * config.nEmbd();
        double matrices = 2.0 * (ModelAnatomy.of(model).multiplied() - head) * tokens + 2.0 * head;
        return matrices + 2 * config.nLayer() * config.nHead() * patternWork(config, tokens);
    }

    /// Operations of q.k for every visible key of a head: two for each channel.
    static double patternWork(ModelConfig config, int tokens) {
        return (double) config.headSize() * tokens * (tokens + 1);
    }

    /// Random tokens, the same each time.
    static int[] ids(ModelConfig config, int count) {
        return new Random(1).ints(count, 0, config.vocabSize()).toArray();
    }

    /// Keeps a figure.
    ///
    /// @param work operations or bytes of one run
    void add(String name, Timing timing, double value, String unit, double work, Of of) {
        add(name, timing, value, unit, work, of, Double.NaN);
    }

    /// Keeps a figure with the bytes of objects a token.
    void add(
            String name,
            Timing timing,
            double value,
            String unit,
            double work,
            Of of,
            double allocated) {
        double whole =
                switch (of) {
                    case PEAK -> peak.gigaflops();
                    case BANDWIDTH -> peak.gigabytes();
                    case JTOKKIT -> Double.NaN;
                };
        double share = work / 1e9 / whole;
        Result result =
                new Result(
                        name,
                        value,
                        unit,
                        share / timing.median(),
                        share / timing.shortest(),
                        of,
                        allocated);
        results.add(result);
        listener.found(result);
    }
}
