package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.StartUp;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.hook.ResidualVector;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// The one seam to the engine. Call it off the JavaFX thread; each method takes as long as the engine does.
///
/// One thread at a time runs the model; a model is opened beside the one in use, on a device of its own.
public final class EngineService implements AutoCloseable {

    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicLong openings = new AtomicLong();
    private volatile @Nullable RunningModel current;

    private volatile BiConsumer<ModelSummary, DeviceException> deviceListener =
            (model, failure) -> {};

    /// A service without a model.
    public EngineService() {}

    /// Nothing but the lab runs in this JVM: see [StartUp#trustKernels].
    public static void aloneInThisJvm() {
        StartUp.trustKernels();
    }

    /// The lab starts: what the engine does ahead of time waits for [#started].
    public void starting() {
        StartUp.begin();
    }

    /// The lab shows what it starts with.
    public void started() {
        StartUp.end();
    }

    /// Names who is told when the device of the model in use fails: it was lost, hangs, or has no memory left.
    ///
    /// @param listener called on the thread that ran the model, before that gets the failure
    void whenDeviceFails(BiConsumer<ModelSummary, DeviceException> listener) {
        deviceListener = listener;
    }

    /// All devices, the preferred one first, and why some are missing.
    public List<DeviceSummary> devices() {
        return Backends.list().stream()
                .map(d -> new DeviceSummary(d.name(), d.description(), d.available(), d.why()))
                .toList();
    }

    /// Opens a model; the one in use stays in use.
    ///
    /// @param folder in Hugging Face layout
    /// @param device by name; empty for the preferred one
    /// @param progress is told the part that has been read, 0 to 1, and may throw to give up
    /// @throws org.glassformer.engine.format.ModelFormatException if the folder does not hold a model that can be run
    /// @throws org.glassformer.engine.tokenizer.TokenizerFormatException if its tokenizer cannot be read
    /// @throws org.glassformer.engine.backend.DeviceException if the device cannot be used here
    public OpenedModel open(Path folder, String device, DoubleConsumer progress) {
        return new OpenedModel(
                RunningModel.open(folder, device, openings.incrementAndGet(), progress));
    }

    /// Takes an opened model into use and closes the one before it.
    ///
    /// @param opened belongs to the service from now on
    public ModelSummary use(OpenedModel opened) {
        turn.lock();
        try {
            RunningModel before = current;
            current = opened.model();
            if (before != null) {
                before.close();
            }
            return opened.summary();
        } finally {
            turn.unlock();
        }
    }

    /// The tokens of a text, without running the model.
    ///
    /// @throws IllegalStateException without a model
    public PromptTokens encode(String text) {
        return inUse().encode(text);
    }

    /// The tokenizer of the model in use.
    ///
    /// @throws IllegalStateException without a model
    public Tokenizer tokenizer() {
        return inUse().tokenizer();
    }

    /// Reads the prompt that the session shows. What was read of another prompt is forgotten: texts beside the session's
    /// are read with [#study] or [#write].
    ///
    /// @param prompt that fits, of the model in use
    /// @param interventions in force meanwhile, and for the tokens that are added
    /// @throws IllegalStateException without a model
    public Reading read(PromptTokens prompt, Interventions interventions) {
        return inTurn(prompt.model(), model -> model.read(prompt, interventions));
    }

    /// Reads the text that a tree shows; what the model has read of it before is not read again.
    ///
    /// @param tree of the model in use, with a text that fits
    /// @param interventions in force meanwhile, and for the tokens that are added
    /// @throws CancellationException if the model is not in use any more
    public Reading read(GenerationTree tree, Interventions interventions) {
        return inTurn(tree.prompt().model(), model -> model.read(tree, interventions));
    }

    /// What the model said before one of the tokens of a reading.
    ///
    /// @param reading of the model in use
    /// @param index of the token, from 1
    /// @throws CancellationException if the model is not in use any more
    public Reading before(Reading reading, int index) {
        return inTurn(reading.model(), model -> model.before(reading, index));
    }

    /// Releases what is held of a node of a tree and of all after it.
    ///
    /// @param tree of the model in use
    /// @param node its number
    /// @throws CancellationException if the model is not in use any more
    void prune(GenerationTree tree, int node) {
        inTurn(
                tree.prompt().model(),
                model -> {
                    model.prune(tree, node);
                    return node;
                });
    }

    /// What the prompt read last and all that was added to it have cost so far; nobody waits for it.
    ///
    /// @throws IllegalStateException without a model
    public BranchCost cost() {
        return inUse().cost();
    }

    /// The logits of a reading's tokens with nothing taken out of the model.
    ///
    /// @param reading of the model in use
    public float[] withoutInterventions(Reading reading) {
        return inTurn(reading.model(), model -> model.withoutInterventions(reading));
    }

    /// Reads a reading's tokens once more, with its interventions in force, and looks inside. While it computes it lets
    /// others run the model, whenever it takes breath.
    ///
    /// @param reading of the model in use
    /// @param filter the activations kept
    /// @param inspection computes something from them
    /// @param <T> what is computed
    /// @throws CancellationException if the model is not in use any more
    public <T> T inspect(Reading reading, HookFilter filter, Inspection<T> inspection) {
        return inTurn(
                reading.model(),
                model -> model.inspect(reading, filter, inspection, () -> breathe(model)));
    }

    /// Computes something from the weights of a model; lets others run it whenever it takes breath.
    ///
    /// @param summary the model meant, in use
    /// @param work gets the model, and the breath to be taken often
    /// @param <T> what is computed
    /// @throws CancellationException if the model is not in use any more
    public <T> T study(ModelSummary summary, BiFunction<Transformer, Runnable, T> work) {
        return inTurn(summary, model -> work.apply(model.transformer(), () -> breathe(model)));
    }

    /// Writes texts with a model; lets others run it whenever it takes breath.
    ///
    /// @param summary the model meant, in use
    /// @param work gets the model, and the breath to be taken after every token
    /// @param <T> what is written
    /// @throws CancellationException if the model is not in use any more
    public <T> T write(ModelSummary summary, BiFunction<LanguageModel, Runnable, T> work) {
        return inTurn(summary, model -> work.apply(model.languageModel(), () -> breathe(model)));
    }

    /// The residual that the model has at one place of a prompt, with nothing taken out: what a patch of another prompt
    /// takes from there.
    ///
    /// @param prompt of the model in use, that fits
    /// @param layer the block, from 0
    /// @param place where in the block
    /// @param position in the prompt, from 0
    /// @throws CancellationException if the model is not in use any more
    public ResidualVector residual(
            PromptTokens prompt, int layer, ResidualPlace place, int position) {
        int[] ids = prompt.tokens().stream().mapToInt(SessionToken::id).toArray();
        String name = place.hookName(layer);
        return study(
                prompt.model(),
                (model, breath) -> {
                    Hooks hooks = Hooks.watching(HookFilter.of(Set.of(name)));
                    model.lastLogits(ids, null, hooks);
                    return Intervention.PatchResidual.from(hooks.cache(), position, layer, place, 0)
                            .value();
                });
    }

    private <T> T inTurn(ModelSummary meant, Function<RunningModel, T> work) {
        turn.lock();
        try {
            RunningModel model = inUse();
            if (!meant.equals(model.summary())) {
                throw changed();
            }
            return work.apply(model);
        } catch (DeviceException failure) {
            deviceListener.accept(meant, failure);
            throw failure;
        } finally {
            turn.unlock();
        }
    }

    /// Lets those go first who wait for the model.
    @SuppressWarnings("ReferenceEquality") // the very model, not an equal one
    private void breathe(RunningModel model) {
        if (turn.hasQueuedThreads()) {
            turn.unlock();
            turn.lock();
        }
        if (current != model) {
            throw changed();
        }
    }

    private static CancellationException changed() {
        return new CancellationException("the model was changed meanwhile");
    }

    /// Runs the model again on the prompt that it has just read, and throws the result away.
    ///
    /// @param model meant; nothing happens if it is not in use any more, or busy
    /// @param stepwise the last token in a run of its own
    /// @return whether there was anything to repeat
    boolean repeat(ModelSummary model, boolean stepwise) {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            RunningModel running = inUse();
            return running.summary().equals(model) && running.repeat(stepwise);
        } finally {
            turn.unlock();
        }
    }

    /// Runs the model on one more token.
    ///
    /// @param before of the model in use, with room for a token
    /// @param id the token
    /// @throws IllegalStateException without a model
    public Reading append(Reading before, int id) {
        return inTurn(before.model(), model -> model.append(before, id));
    }

    /// Whether a token ends the text.
    ///
    /// @throws IllegalStateException without a model
    public boolean isStop(int id) {
        return inUse().isStop(id);
    }

    private RunningModel inUse() {
        RunningModel model = current;
        if (model == null) {
            throw new IllegalStateException("no model is open");
        }
        return model;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            RunningModel model = current;
            current = null;
            if (model != null) {
                model.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
