package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.train.SplitMix;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.Probe.Head;
import org.glassformer.engine.train.live.ProbeResult.Pattern;
import org.glassformer.engine.train.task.TaskTokens;

/// Reads prompts with a model that is learning, and lets it write.
final class Reader {
    private final Transformer model;
    private final TaskTokens tokens;

    Reader(Transformer model, TaskTokens tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    /// The tokens of a prompt.
    ///
    /// @throws TrainingException if they do not fit into the context
    int[] prompt(String text) {
        int[] ids = text.isEmpty() ? new int[] {tokens.endOfText()} : tokens.encode(text);
        if (ids.length == 0) {
            throw new TrainingException("the vocabulary has no token for any part of the prompt");
        }
        if (ids.length > model.config().blockSize()) {
            throw new TrainingException(
                    "the prompt has %d tokens, but the context %d"
                            .formatted(ids.length, model.config().blockSize()));
        }
        return ids;
    }

    ProbeResult read(Probe probe, int step) {
        int[] prompt = prompt(probe.prompt());
        int time = prompt.length;
        Hooks hooks =
                Hooks.watching(
                        HookFilter.of(
                                probe.heads().stream()
                                        .map(Head::layer)
                                        .distinct()
                                        .map(Reader::patternOf)
                                        .toList()));
        int capacity = Math.min(model.config().blockSize(), time + probe.tokens());
        try (KvCache cache = model.newCache(capacity)) {
            float[] logits =
                    model.backend().read(model.forward(prompt, cache, hooks, LogitRows.LAST));
            float[] probabilities = softmax(logits, 1);
            int[] written = write(probe, logits, cache, capacity - time);
            return new ProbeResult(
                    step,
                    prompt,
                    probabilities,
                    written,
                    tokens.tokenizer().decode(written),
                    patterns(probe, hooks, time));
        }
    }

    private int[] write(Probe probe, float[] first, KvCache cache, int most) {
        int[] written = new int[most];
        float[] logits = first;
        for (int i = 0; i < most; i++) {
            int next = choose(logits, probe, i);
            if (next == tokens.endOfText()) {
                return Arrays.copyOf(written, i);
            }
            written[i] = next;
            if (i + 1 < most) {
                logits = model.lastLogits(new int[] {next}, cache, Hooks.none());
            }
        }
        return written;
    }

    private static int choose(float[] logits, Probe probe, int number) {
        if (probe.temperature() == 0) {
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            return best;
        }
        float[] p = softmax(logits, probe.temperature());
        double u = new SplitMix(SplitMix.seed(probe.seed(), 0, number)).nextDouble();
        double sum = 0;
        int last = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i];
            if (p[i] > 0) {
                last = i;
                if (u < sum) {
                    return i;
                }
            }
        }
        return last;
    }

    /// exp(z / temperature) over their sum.
    static float[] softmax(float[] logits, double temperature) {
        double max = Double.NEGATIVE_INFINITY;
        for (float z : logits) {
            max = Math.max(max, z);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = Math.exp((logits[i] - max) / temperature);
            sum += powers[i];
        }
        float[] p = new float[logits.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) (powers[i] / sum);
        }
        return p;
    }

    private static List<Pattern> patterns(Probe probe, Hooks hooks, int time) {
        List<Pattern> patterns = new ArrayList<>();
        for (Head head : probe.heads()) {
            float[] all = hooks.cache().get(patternOf(head.layer())).data(); // (NH, T, T)
            int from = head.head() * time * time;
            patterns.add(new Pattern(head, Arrays.copyOfRange(all, from, from + time * time)));
        }
        return patterns;
    }

    private static String patternOf(int layer) {
        return "blocks." + layer + ".attn.hook_pattern";
    }

    /// Checks that a probe can be read.
    ///
    /// @throws TrainingException if a head is not there or the prompt does not fit
    void check(Probe probe) {
        for (Head head : probe.heads()) {
            if (head.layer() < 0
                    || head.layer() >= model.config().nLayer()
                    || head.head() < 0
                    || head.head() >= model.config().nHead()) {
                throw new TrainingException(
                        "there is no head %d in layer %d".formatted(head.head(), head.layer()));
            }
        }
        prompt(probe.prompt());
    }
}
