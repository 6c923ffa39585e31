package org.glassformer.engine.cli;

import org.glassformer.engine.cli.Benchmark.Of;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.Transformer;

/// Measures how fast a model reads a prompt and writes on, with less of both where a device is so slow that one run
/// would take too long.
final class ModelBenchmark {
    private static final int PREFILL = 512;
    private static final int LEAST_PREFILL = 16; // so many rows take the kernels of many
    private static final int DECODE = 64;

    private final Benchmark benchmark;
    private final Stopwatch watch;

    ModelBenchmark(Benchmark benchmark, Stopwatch watch) {
        this.benchmark = benchmark;
        this.watch = watch;
    }

    /// Reading a prompt and writing on, without and with a look at everything.
    void model(Transformer model) {
        prefill(model);
        int most = Math.min(DECODE, model.config().blockSize() - 1);
        int count = watch.fitting(1, most, 2, n -> write(model, n, HookFilter.NONE));
        if (count < most) {
            benchmark.tooLong("decode " + count + " instead of " + most);
        }
        decode("decode " + count, model, count, HookFilter.NONE);
        decode("decode " + count + " with every activation", model, count, HookFilter.ALL);
    }

    private void prefill(Transformer model) {
        int most = Math.min(PREFILL, model.config().blockSize());
        int prompt = watch.fitting(LEAST_PREFILL, most, 2, n -> read(model, n));
        if (prompt < most) {
            benchmark.tooLong("prefill " + prompt + " instead of " + most);
        }
        String name = "prefill " + prompt;
        Timing timing = benchmark.time(name, () -> read(model, prompt));
        double rate = prompt / timing.median();
        double work = Benchmark.readingWork(model, prompt);
        benchmark.add(name, timing, rate, "tokens/s", work, Of.PEAK);
    }

    private static void read(Transformer model, int prompt) {
        int[] ids = Benchmark.ids(model.config(), prompt);
        try (KvCache cache = model.newCache(prompt)) {
            model.lastLogits(ids, cache, Hooks.none());
        }
    }

    private void decode(String name, Transformer model, int count, HookFilter filter) {
        Timing timing = benchmark.time(name, () -> write(model, count, filter));
        double read = ModelAnatomy.of(model).bytesRead() * count;
        long before = AllocatedBytes.ofAllThreads();
        write(model, count, filter);
        double objects = (double) (AllocatedBytes.ofAllThreads() - before) / count;
        double rate = count / timing.median();
        benchmark.add(name, timing, rate, "tokens/s", read, Of.BANDWIDTH, objects);
    }

    private static void write(Transformer model, int count, HookFilter filter) {
        int[] one = Benchmark.ids(model.config(), 1);
        try (KvCache cache = model.newCache(count + 1)) {
            for (int i = 0; i < count; i++) {
                model.lastLogits(one, cache, Hooks.watching(filter));
            }
        }
    }
}
