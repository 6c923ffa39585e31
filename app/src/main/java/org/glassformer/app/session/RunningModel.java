package org.glassformer.app.session;

import java.nio.file.Path;
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
import org.glassformer.engine.tokenizer.Encoding;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// A model on a device of its own, and the text that it read last. Used by one thread at a time.
///
/// What it read is held in a [TextTree].
final class RunningModel implements AutoCloseable {

    private final LanguageModel model;
    private final Backend backend;
    private final ModelSummary summary;
    private final TokenTexts texts;
    private final Set<Integer> stopTokens;
    private final TextTree tree;
    private @Nullable PlainRun plain;
    private @Nullable Reading repeatable;

    private RunningModel(LanguageModel model, Backend backend, long serial) {
        this.model = model;
        this.backend = backend;
        this.summary = summarise(model, backend, serial);
        this.stopTokens = GenerationSettings.of(model, SamplerChain.neutral(), 0, 0).stopTokens();
        this.texts = new TokenTexts(model.tokenizer(), () -> model.tokenBytes(stopTokens));
        this.tree =
                new TextTree(model, summary, texts, TextTree.LOGITS_BYTES, TextTree.BRANCH_BYTES);
    }

    /// Opens a folder, or a GGUF file, on a device.
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
        Encoding encoded = model.tokenizer().encode(text);
        List<String> leftOut =
                encoded.leftOut().codePoints().distinct().mapToObj(Character::toString).toList();
        return new PromptTokens(summary, text, texts.tokens(model.promptIds(encoded)), leftOut);
    }

    /// Whether a token ends the text.
    boolean isStop(int id) {
        return stopTokens.contains(id);
    }

    /// Reads a typed prompt that fits the model's context, unless that has been read.
    ///
    /// @param wanted in force meanwhile; a mean over a whole text is taken over this prompt, however long it grows
    Reading read(PromptTokens prompt, Interventions wanted) {
        Reading reading = tree.read(prompt, wanted);
        repeatable = reading;
        return reading;
    }

    /// Reads the text that a tree shows, as far as it has not been read.
    ///
    /// @param wanted as for a typed prompt
    Reading read(GenerationTree shown, Interventions wanted) {
        return tree.read(shown, wanted);
    }

    /// What the model said before one of the tokens of a reading.
    Reading before(Reading reading, int index) {
        return tree.before(reading, index);
    }

    /// Runs the model on one more token.
    ///
    /// @param before what the token follows
    Reading append(Reading before, int id) {
        return tree.append(before, id);
    }

    /// Releases what is held of a node of a tree and of all after it.
    void prune(GenerationTree shown, int node) {
        tree.prune(shown, node);
    }

    /// What the prompt read last and its branches have cost so far; safe while the model runs on another thread.
    BranchCost cost() {
        return tree.cost();
    }

    /// Reads the latest prompt again for the sake of the compiler, if nothing was added to it yet.
    ///
    /// @param stepwise the last token in a run of its own
    /// @return whether there was anything to repeat
    boolean repeat(boolean stepwise) {
        Reading last = repeatable;
        if (last == null || !tree.isBare() || last.tokens().size() < 2) {
            return false;
        }
        int[] ids = last.ids();
        int together = stepwise ? ids.length - 1 : ids.length;
        Interventions interventions = last.interventions();
        Transformer transformer = model.transformer();
        HookFilter watched = AttentionTrace.filter(transformer.config());
        try (KvCache held = transformer.newCache(ids.length)) {
            transformer.lastLogits(
                    Arrays.copyOf(ids, together), held, Hooks.of(watched, interventions));
            if (stepwise) {
                transformer.lastLogits(
                        new int[] {ids[ids.length - 1]}, held, Hooks.of(watched, interventions));
            }
        }
        return true;
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
        tree.close();
        if (plain != null) {
            plain.close();
            plain = null;
        }
        model.close();
        backend.close();
    }
}
