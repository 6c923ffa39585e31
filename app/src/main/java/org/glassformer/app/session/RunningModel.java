package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
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

    private final LanguageModel model;
    private final Backend backend;
    private final ModelSummary summary;
    private final TokenTexts texts;
    private final Set<Integer> stopTokens;
    private final CacheRoom cache;
    private final HookFilter watched;
    private @Nullable PlainRun plain;
    private @Nullable StreamDecoder decoder;
    private @Nullable Reading latest;
    private boolean ran;

    private RunningModel(LanguageModel model, Backend backend, long serial) {
        this.model = model;
        this.backend = backend;
        this.cache = new CacheRoom(model.transformer());
        this.watched = AttentionTrace.filter(model.transformer().config());
        this.summary = summarise(model, backend, serial);
        this.stopTokens = GenerationSettings.of(model, SamplerChain.neutral(), 0, 0).stopTokens();
        this.texts = new TokenTexts(model.tokenizer(), () -> model.tokenBytes(stopTokens));
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
    /// @param wanted in force meanwhile; a mean over a whole text is taken over this prompt, however long it grows
    Reading read(PromptTokens prompt, Interventions wanted) {
        return read(prompt, prompt.tokens().size(), wanted);
    }

    Reading read(GenerationTree tree, Interventions wanted) {
        int node = tree.current().number();
        PromptTokens text = new PromptTokens(summary, tree.text(node), tree.tokens(node));
        return read(text, tree.prompt().tokens().size(), wanted);
    }

    Reading before(Reading reading, int index) {
        StreamDecoder pieces = model.tokenizer().newDecoder();
        StringBuilder text = new StringBuilder();
        for (int i = model.tokenizer().prefix().length; i < index; i++) {
            text.append(pieces.append(reading.tokens().get(i).id()));
        }
        List<SessionToken> tokens = List.copyOf(reading.tokens().subList(0, index));
        return read(
                new PromptTokens(summary, text.toString(), tokens),
                Math.min(reading.typed(), index),
                reading.interventions());
    }

    void prune(GenerationTree tree, int node) {}

    BranchCost cost() {
        return new BranchCost(0, 0, 0, 0, 0, 0, 0);
    }

    private Reading read(PromptTokens prompt, int typed, Interventions wanted) {
        int[] ids = prompt.tokens().stream().mapToInt(SessionToken::id).toArray();
        Interventions interventions = wanted.withMeansOver(typed);
        Reading known = latest;
        if (known != null
                && known.interventions().equals(interventions)
                && known.text().equals(prompt.text())
                && known.typed() == typed
                && known.tokens().equals(prompt.tokens())) {
            return known;
        }
        latest = null; // a run that fails leaves nothing to go on from
        Hooks hooks = Hooks.of(watched, interventions);
        long start = System.nanoTime();
        float[] logits = model.transformer().lastLogits(ids, cache.empty(ids.length), hooks);
        double ms = (System.nanoTime() - start) / 1e6;
        decoder = null;
        AttentionTrace attention =
                AttentionTrace.of(model.transformer().config(), hooks.cache(), interventions);
        Reading reading =
                new Reading(
                        summary,
                        prompt.text(),
                        prompt.tokens(),
                        typed,
                        logits,
                        attention,
                        interventions,
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
        Reading last = latest;
        if (last == null || decoder != null || last.tokens().size() < 2) {
            return false;
        }
        int[] ids = last.ids();
        int together = stepwise ? ids.length - 1 : ids.length;
        latest = null;
        KvCache held = cache.empty(ids.length);
        Interventions interventions = last.interventions();
        Transformer transformer = model.transformer();
        transformer.lastLogits(
                Arrays.copyOf(ids, together), held, Hooks.of(watched, interventions));
        if (stepwise) {
            transformer.lastLogits(
                    new int[] {ids[ids.length - 1]}, held, Hooks.of(watched, interventions));
        }
        latest = last;
        return true;
    }

    /// Runs the model on one more token.
    ///
    /// @param before what the token follows
    Reading append(Reading before, int id) {
        KvCache held = cache.held();
        int length = before.tokens().size();
        Reading last = latest;
        boolean known =
                last != null
                        && last.interventions().equals(before.interventions())
                        && last.continues(before);
        if (held == null || !known || length >= held.capacity()) {
            return readLonger(before, id);
        }
        StreamDecoder pieces = decoderAfter(before);
        latest = null;
        held.truncate(length);
        Hooks hooks = Hooks.of(watched, before.interventions());
        long start = System.nanoTime();
        float[] logits = model.transformer().lastLogits(new int[] {id}, held, hooks);
        double ms = (System.nanoTime() - start) / 1e6;
        Reading reading =
                new Reading(
                        summary,
                        before.text() + pieces.append(id),
                        longer(before.tokens(), texts.token(id)),
                        before.typed(),
                        logits,
                        before.attention().with(hooks.cache()),
                        before.interventions(),
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
        Reading reading =
                read(
                        new PromptTokens(summary, text, tokens),
                        before.typed(),
                        before.interventions());
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

    /// The logits of a reading's tokens with nothing taken out.
    float[] withoutInterventions(Reading reading) {
        PlainRun run = plain;
        if (run == null) {
            run = new PlainRun(model.transformer());
            plain = run;
        }
        return run.logits(reading.ids());
    }

    /// Reads a reading's tokens once more and looks inside.
    ///
    /// @param filter the activations kept
    /// @param breath lets others run the model
    <T> T inspect(Reading reading, HookFilter filter, Inspection<T> inspection, Runnable breath) {
        Transformer transformer = model.transformer();
        Hooks hooks = Hooks.of(filter, reading.interventions());
        transformer.lastLogits(reading.ids(), null, hooks);
        breath.run();
        return inspection.of(transformer, hooks.cache(), breath);
    }

    /// Model and tokenizer, for what writes texts with a cache of its own.
    LanguageModel languageModel() {
        return model;
    }

    /// The model itself, for what needs its weights alone.
    Transformer transformer() {
        return model.transformer();
    }

    @Override
    public void close() {
        cache.close();
        if (plain != null) {
            plain.close();
            plain = null;
        }
        model.close();
        backend.close();
    }
}
