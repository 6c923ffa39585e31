package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.tokenizer.StreamDecoder;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// A model on a device of its own, and the text that it read last. Used by one thread at a time.
///
/// A text is read in one run, as the command line reads a prompt, and later tokens one by one with the cached keys and
/// values: the same seed gives the same tokens here and there.
final class RunningModel implements AutoCloseable {

    /// Patterns of all layers are kept up to this size; beyond it only those of the layer looked at.
    private static final long PATTERN_BYTES = 96L << 20;

    private static final HookFilter EVERY_PATTERN = HookFilter.parse("blocks.*.attn.hook_pattern");
    private static final int ROOM_TO_GROW = 256;

    private final LanguageModel model;
    private final Backend backend;
    private final ModelSummary summary;
    private final TokenTexts texts;
    private final Set<Integer> stopTokens;
    private @Nullable KvCache cache;
    private @Nullable StreamDecoder decoder;
    private @Nullable Reading latest;
    private int lookedAt;
    private boolean ran;

    private RunningModel(LanguageModel model, Backend backend, long serial) {
        this.model = model;
        this.backend = backend;
        this.texts = new TokenTexts(model.tokenizer());
        this.summary = summarise(model, backend, serial);
        this.stopTokens = GenerationSettings.of(model, SamplerChain.neutral(), 0, 0).stopTokens();
    }

    /// Opens a folder on a device.
    ///
    /// @param device by name; empty for the preferred one
    /// @param serial which opening this is
    static RunningModel open(Path folder, String device, long serial, DoubleConsumer progress) {
        Backend backend = device.isEmpty() ? Backends.open(0) : Backends.open(device, 0);
        try {
            return new RunningModel(LanguageModel.open(folder, backend, progress), backend, serial);
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    private static ModelSummary summarise(LanguageModel model, Backend backend, long serial) {
        Transformer transformer = model.transformer();
        ModelConfig config = transformer.config();
        return new ModelSummary(
                serial,
                model.name(),
                model.folder().toAbsolutePath().normalize(),
                config.family(),
                transformer.parameterCount(),
                config.nLayer(),
                config.nHead(),
                config.blockSize(),
                config.vocabSize(),
                transformer.parameter("wte").value().dtype().name(),
                backend.name(),
                backend.description());
    }

    /// The model's own tokenizer.
    Tokenizer tokenizer() {
        return model.tokenizer();
    }

    ModelSummary summary() {
        return summary;
    }

    /// The tokens of a text; safe while the model runs on another thread.
    PromptTokens encode(String text) {
        return new PromptTokens(summary, text, texts.tokens(model.promptIds(text)));
    }

    /// Whether a token ends the text.
    boolean isStop(int id) {
        return stopTokens.contains(id);
    }

    /// Runs the model on a whole prompt that fits its context, unless it has just read the same.
    ///
    /// @param layer the layer looked at
    Reading read(PromptTokens prompt, int layer) {
        lookedAt = layer;
        Reading known = latest;
        if (known != null
                && known.patterns().has(layer)
                && known.text().equals(prompt.text())
                && known.tokens().equals(prompt.tokens())) {
            return known;
        }
        int[] ids = prompt.tokens().stream().mapToInt(SessionToken::id).toArray();
        latest = null; // a run that fails leaves nothing to go on from
        KvCache empty = emptyCache(ids.length);
        Hooks hooks = Hooks.watching(patterns(ids.length, layer));
        long start = System.nanoTime();
        float[] logits = model.transformer().lastLogits(ids, empty, hooks);
        double ms = (System.nanoTime() - start) / 1e6;
        decoder = null;
        Reading reading =
                new Reading(
                        summary,
                        prompt.text(),
                        prompt.tokens(),
                        logits,
                        AttentionPatterns.of(
                                hooks.cache(), summary.nLayer(), summary.nHead(), ids.length),
                        ms,
                        !ran,
                        texts);
        ran = true;
        latest = reading;
        return reading;
    }

    /// Reads the latest prompt again for the sake of the compiler, if nothing was added to it yet.
    ///
    /// @param stepwise the last token in a run of its own
    /// @return whether there was anything to repeat
    boolean repeat(boolean stepwise) {
        KvCache held = cache;
        Reading last = latest;
        if (held == null || last == null || decoder != null || last.tokens().size() < 2) {
            return false;
        }
        int[] ids = last.ids();
        int together = stepwise ? ids.length - 1 : ids.length;
        latest = null;
        held.truncate(0);
        HookFilter filter = patterns(ids.length, lookedAt);
        Transformer transformer = model.transformer();
        transformer.lastLogits(Arrays.copyOf(ids, together), held, Hooks.watching(filter));
        if (stepwise) {
            transformer.lastLogits(new int[] {ids[ids.length - 1]}, held, Hooks.watching(filter));
        }
        latest = last;
        return true;
    }

    /// Runs the model on one more token.
    ///
    /// @param before what the token follows
    Reading append(Reading before, int id) {
        KvCache held = cache;
        int length = before.tokens().size();
        Reading last = latest;
        boolean known = held != null && last != null && last.continues(before);
        if (held == null || !known || length >= held.capacity()) {
            return readLonger(before, id);
        }
        StreamDecoder pieces = decoderAfter(before);
        latest = null;
        held.truncate(length);
        Hooks hooks = Hooks.watching(EVERY_PATTERN);
        long start = System.nanoTime();
        float[] logits = model.transformer().lastLogits(new int[] {id}, held, hooks);
        double ms = (System.nanoTime() - start) / 1e6;
        Reading reading =
                new Reading(
                        summary,
                        before.text() + pieces.append(id),
                        longer(before.tokens(), texts.token(id)),
                        logits,
                        before.patterns().with(hooks.cache()),
                        ms,
                        false,
                        texts);
        latest = reading;
        return reading;
    }

    /// The token and all before it in one run, when the cache holds another text or is full.
    private Reading readLonger(Reading before, int id) {
        StreamDecoder pieces = decoderAfter(before);
        String text = before.text() + pieces.append(id);
        List<SessionToken> tokens = longer(before.tokens(), texts.token(id));
        Reading reading = read(new PromptTokens(summary, text, tokens), lookedAt);
        decoder = pieces;
        return reading;
    }

    private static List<SessionToken> longer(List<SessionToken> tokens, SessionToken next) {
        List<SessionToken> all = new ArrayList<>(tokens.size() + 1);
        all.addAll(tokens);
        all.add(next);
        return List.copyOf(all);
    }

    /// Goes on where the last token left off, or replays a text that was not the last one.
    @SuppressWarnings(
            "ReferenceEquality") // an equal text read by another run needs its own decoder
    private StreamDecoder decoderAfter(Reading before) {
        StreamDecoder current = decoder;
        if (current == null || latest != before) {
            current = model.tokenizer().newDecoder();
            for (int id : before.ids()) {
                current.append(id);
            }
            decoder = current;
        }
        return current;
    }

    private HookFilter patterns(int length, int layer) {
        long all = 4L * summary.nLayer() * summary.nHead() * length * length;
        return all <= PATTERN_BYTES
                ? EVERY_PATTERN
                : HookFilter.of(Set.of(HookNames.block(layer).pattern()));
    }

    private KvCache emptyCache(int length) {
        KvCache held = cache;
        if (held != null && held.capacity() >= length) {
            held.truncate(0);
            return held;
        }
        if (held != null) {
            held.close();
            cache = null;
        }
        int room = Math.min(summary.context(), length + ROOM_TO_GROW);
        KvCache made = model.transformer().newCache(room);
        cache = made;
        return made;
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
        model.close();
        backend.close();
    }
}
