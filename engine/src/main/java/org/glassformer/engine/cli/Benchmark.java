package org.glassformer.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Measures a device and a model on it, each figure with its fraction of what the machine reaches.
final class Benchmark {
    private static final int PREFILL = 512;
    private static final int DECODE = 64;
    private static final int BATCH = 4;
    private static final int TIME = 64;
    private static final int VOCABULARY = 50_257;
    private static final AdamW ADAMW = new AdamW(1e-4f, 0.9f, 0.95f, 1e-8f, 0.1f, 1);

    /// What the figures are fractions of.
    enum Of {
        /// Arithmetic: GFLOP/s.
        PEAK,
        /// Reading memory: GB/s.
        BANDWIDTH,
        /// JTokkit on the same text.
        JTOKKIT
    }

    /// One figure; `fraction` is NaN where the machine was not measured.
    record Result(String name, double value, String unit, double fraction, Of of) {}

    private final Backend backend;
    private final DevicePeak peak;
    private final Stopwatch watch;
    private final List<Result> results = new ArrayList<>();

    /// @param peak what the device reaches at most, NaN if not known
    Benchmark(Backend backend, DevicePeak peak, Stopwatch watch) {
        this.backend = backend;
        this.peak = peak;
        this.watch = watch;
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
                return;
            }
            try (Tensor a = filled(n, n);
                    Tensor b = filled(n, n);
                    Tensor out = backend.allocate(Shape.of(n, n))) {
                double seconds = watch.time(() -> matmul(out, a, b));
                rate = flops / seconds;
                add("gemm " + n, rate / 1e9, "GFLOP/s", rate / 1e9, Of.PEAK);
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

    /// Reading a prompt and writing on.
    void model(Transformer model) {
        ModelConfig config = model.config();
        int prompt = Math.min(PREFILL, config.blockSize());
        int[] ids = ids(config, prompt);
        double prefill =
                watch.time(() -> {
                    try (KvCache cache = model.newCache(prompt)) {
                        model.lastLogits(ids, cache, Hooks.none());
                    }
                });
        add(
                "prefill " + prompt,
                prompt / prefill,
                "tokens/s",
                readingWork(model, prompt) / prefill / 1e9,
                Of.PEAK);
        decode("decode " + DECODE, model, HookFilter.NONE);
        decode("decode " + DECODE + " with every activation", model, HookFilter.ALL);
    }

    private void decode(String name, Transformer model, HookFilter filter) {
        int count = Math.min(DECODE, model.config().blockSize() - 1);
        int[] one = ids(model.config(), 1);
        double seconds =
                watch.time(() -> {
                    try (KvCache cache = model.newCache(count + 1)) {
                        for (int i = 0; i < count; i++) {
                            model.lastLogits(one, cache, Hooks.watching(filter));
                        }
                    }
                });
        double perToken = seconds / count;
        add(
                name,
                1 / perToken,
                "tokens/s",
                ModelAnatomy.of(model).bytesRead() / perToken / 1e9,
                Of.BANDWIDTH);
    }

    /// One step: forward, backward, AdamW; of a copy with floats if the weights are packed.
    void training(Transformer model) {
        if (!model.packed()) {
            trained(model);
            return;
        }
        try (Transformer copy = model.trainableCopy()) {
            trained(copy);
        }
    }

    private void trained(Transformer model) {
        int time = Math.min(TIME, model.config().blockSize());
        int[] inputs = ids(model.config(), BATCH * time);
        List<Tensor> moments = new ArrayList<>();
        try (TrainingPass pass = new TrainingPass(model, BATCH, time)) {
            for (Parameter parameter : model.parameters()) {
                moments.add(backend.allocate(parameter.value().shape()));
                moments.add(backend.allocate(parameter.value().shape()));
            }
            double seconds = watch.time(() -> step(model, pass, inputs, moments));
            double flops = 6.0 * ModelAnatomy.of(model).multiplied() * BATCH * time;
            String name = "training step " + BATCH + " x " + time;
            add(name, seconds, "s", flops / seconds / 1e9, Of.PEAK);
        } finally {
            moments.forEach(Tensor::close);
        }
    }

    private void step(Transformer model, TrainingPass pass, int[] inputs, List<Tensor> moments) {
        pass.zeroGradients();
        pass.forward(inputs, inputs, 0, 0);
        pass.backward(1);
        for (Parameter parameter : model.parameters()) {
            backend.sumOfSquares(parameter.gradient()); // what clipping needs
        }
        int at = 0;
        for (Parameter parameter : model.parameters()) {
            backend.adamW(
                    parameter.value(),
                    parameter.gradient(),
                    moments.get(at++),
                    moments.get(at++),
                    ADAMW);
        }
        backend.read(model.parameters().getFirst().value(), 0, new float[1], 0, 1);
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
        double seconds = watch.time(() -> chain.apply(logits));
        double read = bytes / seconds / 1e9;
        add("slider to bars, 50257 tokens", seconds * 1e3, "ms", read, Of.BANDWIDTH);
        RankedLogits ranked = RankedLogits.of(logits);
        double moving = watch.time(() -> chain.apply(ranked, SamplingContext.NONE));
        double again = bytes / moving / 1e9;
        add("the same, ranked before", moving * 1e3, "ms", again, Of.BANDWIDTH);
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
    /// @param rate what it is a fraction of the machine in: GFLOP/s or GB/s
    void add(String name, double value, String unit, double rate, Of of) {
        double whole =
                switch (of) {
                    case PEAK -> peak.gigaflops();
                    case BANDWIDTH -> peak.gigabytes();
                    case JTOKKIT -> Double.NaN;
                };
        results.add(new Result(name, value, unit, rate / whole, of));
    }
}
