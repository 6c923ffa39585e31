package org.glassformer.engine.cli;

import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.cli.Benchmark.Of;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// Measures what the lab does when a text is edited: a run that keeps queries, keys and values, the pattern of the head
/// looked at, and the small pictures of all heads.
///
/// The patterns take one thread, as in the lab, where the head looked at and the small pictures have one each and so
/// take less time than they do here, one after the other.
final class EditBenchmark {
    private static final int[] LENGTHS = {64, 256, 1024};
    private static final int LEAST = 16;
    private static final int SIDE = 64; // cells of a small picture, as the lab has them

    private final Benchmark benchmark;
    private final Stopwatch watch;

    EditBenchmark(Benchmark benchmark, Stopwatch watch) {
        this.benchmark = benchmark;
        this.watch = watch;
    }

    /// The lengths of text measured: those that the model can read, or else the longest that it can.
    static List<Integer> lengths(ModelConfig config) {
        List<Integer> fitting =
                Arrays.stream(LENGTHS).filter(n -> n <= config.blockSize()).boxed().toList();
        return fitting.isEmpty() ? List.of(config.blockSize()) : fitting;
    }

    /// The lengths left out, because the model cannot read so much.
    static List<Integer> leftOut(ModelConfig config) {
        return Arrays.stream(LENGTHS).filter(n -> n > config.blockSize()).boxed().toList();
    }

    /// Measures the edit of a text of every length that one run has the time for.
    void edits(Transformer model) {
        List<Integer> lengths = lengths(model.config());
        int fits =
                watch.fitting(
                        Math.min(LEAST, lengths.getFirst()),
                        lengths.getLast(),
                        2,
                        n -> {
                            try (KvCache cache = model.newCache(n)) {
                                read(model, Benchmark.ids(model.config(), n), cache);
                            }
                        });
        for (int length : lengths) {
            if (length <= fits) {
                edit(model, length);
            } else {
                benchmark.tooLong("left out the edit of " + length + " tokens");
            }
        }
    }

    private void edit(Transformer model, int length) {
        ModelConfig config = model.config();
        int[] ids = Benchmark.ids(config, length);
        int heads = config.nLayer() * config.nHead();
        String text = length + " tokens, ";
        double one = Benchmark.patternWork(config, length);
        double run = Benchmark.readingWork(model, length);
        try (KvCache cache = model.newCache(length)) {
            AttentionTrace trace = read(model, ids, cache);
            add(text + "edit to logits, q, k, v", run, () -> read(model, ids, cache));
            add(text + "one head's pattern", one, () -> trace.pattern(0, 0));
            add(text + "all " + heads + " heads small", one * heads, () -> thumbnails(trace));
            add(
                    text + "edit to one head's pattern",
                    run + one,
                    () -> read(model, ids, cache).pattern(0, 0));
            add(
                    text + "edit to all heads",
                    run + one + one * heads,
                    () -> {
                        AttentionTrace read = read(model, ids, cache);
                        read.pattern(0, 0);
                        thumbnails(read);
                    });
        }
    }

    private static AttentionTrace read(Transformer model, int[] ids, KvCache cache) {
        HookFilter wanted = AttentionTrace.filter(model.config());
        Hooks hooks = Hooks.watching(wanted);
        cache.truncate(0);
        model.lastLogits(ids, cache, hooks);
        return AttentionTrace.of(model.config(), hooks.cache(), Interventions.NONE);
    }

    private static void thumbnails(AttentionTrace trace) {
        for (int layer = 0; layer < trace.nLayer(); layer++) {
            for (int head = 0; head < trace.nHead(); head++) {
                trace.thumbnail(layer, head, SIDE);
            }
        }
    }

    private void add(String name, double operations, Runnable work) {
        Timing timing = benchmark.time(name, work);
        benchmark.add(name, timing, timing.median() * 1e3, "ms", operations, Of.PEAK);
    }
}
