package org.glassformer.app.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.engine.sampling.Draws;
import org.glassformer.engine.sampling.SamplingContext;
import org.jspecify.annotations.Nullable;

/// Adds tokens to the prompt: one, a chosen one, or many until stopped; and takes them back.
///
/// Each token is drawn from the chain as its sliders stand at that moment. Tokens reach the screen as they come, the
/// latest at most once per pulse.
public final class Continuation {

    /// Why a run of tokens ended.
    private enum End {
        WANTED,
        STOP_TOKEN,
        CONTEXT_FULL
    }

    private record Step(Reading reading, double tokensPerSecond) {}

    /// Tokens that were added: knows the text on the other side of the step.
    private final class Added implements History.Step {
        private PromptTokens other;

        Added(PromptTokens before) {
            this.other = before;
        }

        @Override
        public void undo() {
            swap();
        }

        @Override
        public void redo() {
            swap();
        }

        private void swap() {
            Reading reading = session.readingProperty().get();
            if (reading != null) {
                PromptTokens target = other;
                other = new PromptTokens(reading.model(), reading.text(), reading.tokens());
                restore(target);
            }
        }
    }

    private final LabSession session;
    private final EngineService engine;
    private final PromptReader reader;
    private final NewestWins turns;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final AtomicReference<ChainSettings> chain = new AtomicReference<>();
    private final History history;
    private AtomicBoolean stop = new AtomicBoolean();
    private boolean active;
    private @Nullable Notice told;
    private boolean writing;

    /// Continues the prompt of a session.
    ///
    /// @param session gets the readings and the longer prompt
    /// @param engine runs the model
    /// @param reader reads the prompt again after an undo
    /// @param turns shared with `reader`: who types stops the generation
    /// @param history remembers the tokens added
    public Continuation(
            LabSession session,
            EngineService engine,
            PromptReader reader,
            NewestWins turns,
            History history) {
        this.session = session;
        this.engine = engine;
        this.reader = reader;
        this.turns = turns;
        this.history = history;
        session.chainProperty().subscribe(chain::set);
        session.promptProperty().subscribe((before, now) -> typed());
        session.modelProperty().subscribe((before, now) -> forget());
        session.interventionsProperty().subscribe((before, now) -> interrupt());
        session.readingProperty().subscribe((before, now) -> session.rerollProperty().set(0));
    }

    /// Whether many tokens are being generated; a single one is over before anybody could stop it.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether there is a step to take back.
    public ReadOnlyBooleanProperty undoableProperty() {
        return history.undoableProperty();
    }

    /// Whether there is a step to bring back.
    public ReadOnlyBooleanProperty redoableProperty() {
        return history.redoableProperty();
    }

    /// Draws one token and adds it. Nothing happens while the model is busy.
    public void oneToken() {
        Reading from = session.readingProperty().get();
        if (from != null && isReady()) {
            start(from, 1, null);
        }
    }

    /// Adds a token chosen by the person instead of a draw.
    ///
    /// @param id in the model's vocabulary
    public void add(int id) {
        Reading from = session.readingProperty().get();
        if (from != null && isReady()) {
            start(from, 1, id);
        }
    }

    /// Draws and adds tokens until stopped, or the model ends the text, or the context is full.
    ///
    /// @param most tokens at most
    public void generate(int most) {
        Reading from = session.readingProperty().get();
        if (from != null && isReady()) {
            start(from, most, null);
        }
    }

    /// Ends the generation after the token at hand.
    public void stop() {
        stop.set(true);
    }

    /// Draws the next token again with another number; it is not added yet.
    public void reroll() {
        if (isReady()) {
            session.rerollProperty().set(session.rerollProperty().get() + 1);
        }
    }

    /// The number drawn for the next token, in [0, 1).
    public static double draw(LabSession session) {
        return Draws.uniform(
                session.seedProperty().get(),
                session.tokensProperty().get().size(),
                session.rerollProperty().get());
    }

    /// Takes the last step back, added tokens or an intervention. Nothing happens while tokens are being added.
    public void undo() {
        if (!active) {
            history.undo();
        }
    }

    /// Brings the step back that was undone last.
    public void redo() {
        if (!active) {
            history.redo();
        }
    }

    private boolean isReady() {
        return !active && session.stateProperty().get() == LabState.READY;
    }

    private void restore(PromptTokens target) {
        writing = true;
        try {
            reader.restore(target);
        } finally {
            writing = false;
        }
    }

    private void start(Reading from, int most, @Nullable Integer chosen) {
        history.did(new Added(new PromptTokens(from.model(), from.text(), from.tokens())));
        AtomicBoolean stopped = new AtomicBoolean();
        stop = stopped;
        long seed = session.seedProperty().get();
        int reroll = session.rerollProperty().get();
        active = true;
        running.set(most > 1);
        turns.submit(
                Job.of(
                                Messages.text(most == 1 ? "task.oneToken" : "task.generate"),
                                context -> run(context, from, most, chosen, seed, reroll, stopped))
                        .whenDone(this::ended)
                        .whenFailed(this::failed));
    }

    private End run(
            TaskContext context,
            Reading from,
            int most,
            @Nullable Integer chosen,
            long seed,
            int reroll,
            AtomicBoolean stopped) {
        AtomicReference<@Nullable Step> latest = new AtomicReference<>();
        Reading reading = from;
        long start = System.nanoTime();
        for (int i = 0; i < most && !stopped.get(); i++) {
            context.checkCancelled();
            int position = reading.tokens().size();
            if (position >= reading.model().context()) {
                return End.CONTEXT_FULL;
            }
            int id = chosen != null ? chosen : draw(reading, seed, i == 0 ? reroll : 0);
            if (engine.isStop(id)) {
                return End.STOP_TOKEN;
            }
            reading = engine.append(reading, id);
            double seconds = (System.nanoTime() - start) / 1e9;
            Step step = new Step(reading, most == 1 ? Double.NaN : (i + 1) / seconds);
            if (latest.getAndSet(step) == null) {
                context.deliver(() -> show(latest.getAndSet(null)));
            }
        }
        return End.WANTED;
    }

    private int draw(Reading reading, long seed, int reroll) {
        SamplingContext context = SamplingContext.after(reading.ids(), seed).rerolled(reroll);
        return chain.get().toChain().apply(reading.logits(), context).pick(context.u()).id();
    }

    private void show(@Nullable Step step) {
        if (step == null) {
            return;
        }
        session.tokensProperty().set(step.reading().tokens());
        session.readingProperty().set(step.reading());
        session.tokensPerSecondProperty().set(step.tokensPerSecond());
        write(step.reading().text());
    }

    private void write(String text) {
        writing = true;
        try {
            session.promptProperty().set(text);
        } finally {
            writing = false;
        }
    }

    private void ended(End end) {
        rest();
        if (history.last() instanceof Added step
                && step.other.tokens().equals(session.tokensProperty().get())) {
            history.forgetLast();
        }
        switch (end) {
            case WANTED -> {}
            case STOP_TOKEN -> tell(Messages.text("notice.modelEndedText"));
            case CONTEXT_FULL -> {
                ModelSummary model = session.modelProperty().get();
                int context = model == null ? 0 : model.context();
                tell(Messages.text("notice.contextFull", context));
            }
        }
    }

    /// Tells why a run ended; that goes with the text.
    private void tell(String text) {
        session.tell(Notice.Tone.INFO, text);
        told = session.noticeProperty().get();
    }

    private void failed(Throwable failure) {
        rest();
        session.tell(Notice.Tone.ERROR, Messages.text("notice.readFailed", Sentences.of(failure)));
    }

    private void typed() {
        if (!writing) {
            interrupt();
            forget();
            if (told != null && told.equals(session.noticeProperty().get())) {
                session.noticeProperty().set(null);
            }
            told = null;
        }
    }

    private void interrupt() {
        rest();
        stop.set(true);
    }

    private void forget() {
        rest();
        history.forget(Added.class);
    }

    private void rest() {
        active = false;
        running.set(false);
    }
}
