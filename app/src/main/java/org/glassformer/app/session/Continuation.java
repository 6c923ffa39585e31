package org.glassformer.app.session;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenRun.Ended;
import org.glassformer.app.session.TokenRun.Written;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.engine.sampling.Draws;
import org.jspecify.annotations.Nullable;

/// Adds tokens to the text: one, a chosen one, or many until something ends them; goes from branch to branch, and takes
/// all of that back.
///
/// It goes on from the step looked at. What follows there already stays, as another branch. A step inside the typed
/// prompt has no branches: going on from it makes a tree of its own, whose prompt ends there; undoing brings the other
/// one back.
///
/// Each token is drawn from the chain as its sliders stand at that moment. Tokens reach the screen as they come, at most
/// once per pulse.
public final class Continuation {

    /// Something that was done to the tree: knows the tree on the other side of the step.
    private final class Changed implements History.Step {
        private GenerationTree other;

        Changed(GenerationTree before) {
            this.other = before.lean();
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
            GenerationTree now = session.treeProperty().get();
            if (now != null) {
                GenerationTree target = other;
                other = now.lean();
                restore(target, () -> {});
            }
        }
    }

    private final LabSession session;
    private final EngineService engine;
    private final PromptReader reader;
    private final NewestWins turns;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final AtomicReference<Drawing> drawing = new AtomicReference<>();
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
    /// @param history remembers what was done
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
        session.chainProperty().subscribe(() -> drawing.set(Drawing.of(session)));
        session.constraintProperty()
                .subscribe((before, now) -> {
                    drawing.set(Drawing.of(session));
                    session.runEndProperty().set(null);
                });
        drawing.set(Drawing.of(session));
        session.promptProperty().subscribe((before, now) -> typed());
        session.modelProperty().subscribe((before, now) -> forget());
        session.interventionsProperty().subscribe((before, now) -> interrupt());
        session.stepProperty().subscribe((before, now) -> session.rerollProperty().set(0));
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

    /// Draws one token and adds it behind the step looked at. Nothing happens while the model is busy.
    public void oneToken() {
        goOn(1, List.of());
    }

    /// Adds a token chosen by the person instead of a draw.
    ///
    /// @param id in the model's vocabulary
    public void add(int id) {
        long seed = session.seedProperty().get();
        goOn(1, List.of(new GivenToken(id, null, seed)));
    }

    /// Goes on from a text with tokens that are known already, as one step: they are the text shown then, and a branch
    /// where something follows that text. Nothing happens while the model is busy, or if the text is not in the tree.
    ///
    /// @param from what the tokens follow: the prompt, a beginning of it, or a node of the tree
    /// @param tokens at least one
    public void addAll(Reading from, List<GivenToken> tokens) {
        start(from, tokens.size(), tokens);
    }

    /// Draws and adds tokens until stopped, or until something else ends the text, as the session's stop conditions say.
    public void generate() {
        generate(session.stopsProperty().get().most());
    }

    /// Draws and adds tokens until stopped, or until something else ends the text.
    ///
    /// @param most tokens at most, instead of the session's number
    public void generate(int most) {
        goOn(most, List.of());
    }

    /// Ends the generation after the token at hand; what was generated stays.
    public void stop() {
        stop.set(true);
    }

    /// Draws the token of the step looked at again with another number; it is not added yet.
    public void reroll() {
        if (isReady()) {
            session.rerollProperty().set(session.rerollProperty().get() + 1);
        }
    }

    /// The number drawn for the token of the step looked at, in [0, 1).
    public static double draw(LabSession session) {
        return Draws.uniform(
                session.seedProperty().get(), position(session), session.rerollProperty().get());
    }

    /// The position of the token that the step looked at chooses.
    public static int position(LabSession session) {
        Reading foreign = session.foreignProperty().get();
        if (foreign != null) {
            return foreign.tokens().size();
        }
        int lookedAt = session.lookedAtProperty().get();
        return lookedAt == LabSession.NONE ? session.tokensProperty().get().size() : lookedAt;
    }

    /// Whether what the step looked at says has been read.
    public static boolean isStepRead(LabSession session) {
        Reading step = session.stepProperty().get();
        return step != null && step.tokens().size() == position(session);
    }

    /// Looks at the choice of a token of the text; nothing is changed.
    ///
    /// @param index of the token, from 1: nothing predicts the first; [LabSession#NONE] for the token to come
    public void lookAt(int index) {
        boolean there = index >= 1 && index < session.tokensProperty().get().size();
        session.lookedAtProperty().set(there ? index : LabSession.NONE);
    }

    /// Shows the text of a node. Nothing happens while the model is busy, or for a node that is not there.
    ///
    /// @param node its number in the session's tree
    public void goTo(int node) {
        session.foreignProperty().set(null);
        GenerationTree tree = ready();
        if (tree != null && tree.has(node)) {
            session.lookedAtProperty().set(LabSession.NONE);
            if (node != tree.current().number()) {
                session.runEndProperty().set(null);
                history.did(new Changed(tree));
                restore(tree.at(node), () -> {});
            }
        }
    }

    /// Takes a node and all after it out of the tree; where they were shown, the text before them is. Undoing brings them
    /// back; their keys and values are then computed again when they are gone to. The root stays.
    ///
    /// @param node its number in the session's tree
    public void prune(int node) {
        GenerationTree tree = ready();
        if (tree != null && tree.has(node) && node != GenerationTree.ROOT) {
            history.did(new Changed(tree));
            restore(tree.without(node), () -> engine.prune(tree, node));
        }
    }

    /// Names a node.
    ///
    /// @param node its number in the session's tree
    /// @param name empty for none
    public void rename(int node, String name) {
        GenerationTree tree = ready();
        if (tree != null && tree.has(node) && !tree.node(node).name().equals(name)) {
            history.did(new Changed(tree));
            session.treeProperty().set(tree.named(node, name));
        }
    }

    /// Takes the last step back, added tokens, a branch, an intervention or a change of the chain. Nothing happens while tokens are being added.
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

    private @Nullable GenerationTree ready() {
        return isReady() ? session.treeProperty().get() : null;
    }

    private boolean isReady() {
        return !active && session.stateProperty().get() == LabState.READY;
    }

    private void restore(GenerationTree target, Runnable first) {
        writing = true;
        try {
            reader.restore(target, first);
        } finally {
            writing = false;
        }
    }

    /// Goes on from the step looked at, if that has been read.
    private void goOn(int most, List<GivenToken> given) {
        Reading step = session.stepProperty().get();
        if (session.foreignProperty().get() != null) {
            tell(Messages.text("notice.foreign"));
        } else if (step != null && isStepRead(session)) {
            start(step, most, given);
        }
    }

    private void start(Reading from, int most, List<GivenToken> given) {
        GenerationTree tree = ready();
        Growth growth = tree == null ? null : Growth.from(tree, from);
        if (tree == null || growth == null) {
            return; // busy, or another text
        }
        history.did(new Changed(tree));
        AtomicBoolean stopped = new AtomicBoolean();
        stop = stopped;
        TokenRun run =
                new TokenRun(
                        engine,
                        drawing,
                        session.seedProperty().get(),
                        session.stopsProperty().get().withMost(most),
                        session.interventionsInForce(),
                        stopped);
        int reroll = session.rerollProperty().get();
        active = true;
        running.set(most > 1);
        session.runEndProperty().set(null);
        turns.submit(
                Job.of(
                                Messages.text(most == 1 ? "task.oneToken" : "task.generate"),
                                context ->
                                        run.write(
                                                context,
                                                from,
                                                given,
                                                reroll,
                                                told ->
                                                        context.deliver(() ->
                                                                show(
                                                                        growth,
                                                                        told.takeWritten(),
                                                                        most))))
                        .whenDone(end -> ended(growth, end, most, given.isEmpty()))
                        .whenFailed(this::failed));
    }

    /// @param written those since the last call
    private void show(Growth growth, List<Written> written, int most) {
        if (written.isEmpty()) {
            return;
        }
        growth.add(written);
        Written last = written.getLast();
        session.lookedAtProperty().set(LabSession.NONE);
        session.tokensProperty().set(last.reading().tokens());
        session.treeProperty().set(growth.tree());
        session.readingProperty().set(last.reading());
        session.tokensPerSecondProperty().set(most == 1 ? Double.NaN : last.tokensPerSecond());
        write(last.reading().text());
    }

    private void write(String text) {
        writing = true;
        try {
            session.promptProperty().set(text);
        } finally {
            writing = false;
        }
    }

    private void ended(Growth growth, Ended end, int most, boolean drawn) {
        show(growth, end.rest(), most);
        rest();
        GenerationTree now = session.treeProperty().get();
        if (now != null && history.last() instanceof Changed step && step.other.isLike(now)) {
            history.forgetLast();
        }
        if (end.kept() < growth.tokens()) {
            restore(growth.after(end.kept()), () -> {});
        }
        if ((drawn && most > 1) || !end.isAsked()) {
            session.runEndProperty().set(end.end());
        }
        end.notice().ifPresent(this::tell);
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
            session.runEndProperty().set(null);
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
        history.forget(Changed.class);
    }

    private void rest() {
        active = false;
        running.set(false);
    }
}
