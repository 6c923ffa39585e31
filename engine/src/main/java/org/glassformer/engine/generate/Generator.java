package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.tokenizer.StreamDecoder;

/// Reads a prompt once, then adds one token after the other.
///
/// The number drawn for a token depends on the seed and the token's position alone: the same seed
/// gives the same tokens whether they are generated in one run or one by one.
public final class Generator {
    private static final double NANOS_PER_MS = 1e6;

    private final LanguageModel model;

    /// A generator for a model, which stays the caller's.
    public Generator(LanguageModel model) {
        this.model = model;
    }

    /// Generates until something ends it. Heads that are replaced by their mean get that over the
    /// prompt, so that the tokens added do not move it.
    ///
    /// @throws IllegalArgumentException if the prompt is empty, does not fit into the model's context
    ///     or has an id that is not in the vocabulary
    public Generation generate(
            int[] promptIds, GenerationSettings settings, GenerationListener listener) {
        Transformer transformer = model.transformer();
        int room = transformer.config().blockSize();
        if (promptIds.length > room) {
            throw new IllegalArgumentException(
                    "the prompt's "
                            + promptIds.length
                            + " tokens do not fit into the model's context of "
                            + room);
        }
        int capacity =
                (int) Math.min(room, Math.max(1L, (long) promptIds.length + settings.maxTokens()));
        Hooks hooks =
                Hooks.of(
                        HookFilter.NONE,
                        settings.interventions().withMeansOver(Math.max(1, promptIds.length)));
        try (KvCache cache = transformer.newCache(capacity)) {
            long start = System.nanoTime();
            float[] logits = transformer.lastLogits(promptIds, cache, hooks);
            double prefillMs = (System.nanoTime() - start) / NANOS_PER_MS;
            StreamDecoder decoder = model.tokenizer().newDecoder();
            for (int id : promptIds) {
                decoder.append(id);
            }
            long prefilled = System.nanoTime();
            List<GeneratedToken> tokens = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            StopReason stop = StopReason.MAX_TOKENS;
            while (tokens.size() < settings.maxTokens()) {
                int position = promptIds.length + tokens.size();
                SamplingContext context =
                        SamplingContext.after(ids(promptIds, tokens), settings.seed());
                DrawnToken drawn = settings.chain().apply(logits, context).pick(context.u());
                if (settings.stopTokens().contains(drawn.id())) {
                    stop = StopReason.STOP_TOKEN;
                    break;
                }
                GeneratedToken token =
                        new GeneratedToken(position, decoder.append(drawn.id()), drawn);
                tokens.add(token);
                text.append(token.text());
                if (!listener.onToken(token)) {
                    stop = StopReason.CANCELLED;
                    break;
                }
                if (tokens.size() < settings.maxTokens()) {
                    if (position >= room) {
                        stop = StopReason.CONTEXT_FULL;
                        break;
                    }
                    logits = transformer.lastLogits(new int[] {drawn.id()}, cache, hooks);
                }
            }
            text.append(decoder.finish());
            double decoded = (System.nanoTime() - prefilled) / NANOS_PER_MS;
            return new Generation(
                    Arrays.stream(promptIds).boxed().toList(),
                    tokens,
                    text.toString(),
                    stop,
                    prefillMs,
                    tokens.size() < 2 ? 0 : decoded / (tokens.size() - 1));
        }
    }

    private static int[] ids(int[] promptIds, List<GeneratedToken> tokens) {
        int[] ids = Arrays.copyOf(promptIds, promptIds.length + tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            ids[promptIds.length + i] = tokens.get(i).id();
        }
        return ids;
    }
}
