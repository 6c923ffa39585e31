package org.glassformer.app.feature.attention.outcome;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Notice;
import org.glassformer.app.task.TaskRunner;

/// What comes of taking things out: the next token before and after, the list of interventions, and patching.
public final class OutcomeViewModel {

    /// How many tokens one press of "Generate" adds at most.
    static final int MOST_TOKENS = 200;

    private final LabSession session;
    private final Continuation continuation;
    private final NextTokensViewModel nextTokens;
    private final InterventionsViewModel interventions;
    private final PatchViewModel patch;
    private final OutcomeNumbersViewModel numbers;

    /// The panel's state over a session.
    ///
    /// @param session what all screens share
    /// @param engine reads other prompts to patch from
    /// @param list takes and drops interventions
    /// @param continuation adds tokens with the interventions in force, and takes steps back
    /// @param runner computes
    public OutcomeViewModel(
            LabSession session,
            EngineService engine,
            InterventionList list,
            Continuation continuation,
            TaskRunner runner) {
        this.session = session;
        this.continuation = continuation;
        this.nextTokens = new NextTokensViewModel(session, runner);
        this.interventions = new InterventionsViewModel(session, list, continuation);
        this.patch = new PatchViewModel(session, engine, interventions, runner);
        this.numbers = new OutcomeNumbersViewModel(session, nextTokens, interventions);
    }

    NextTokensViewModel nextTokens() {
        return nextTokens;
    }

    InterventionsViewModel interventions() {
        return interventions;
    }

    PatchViewModel patch() {
        return patch;
    }

    OutcomeNumbersViewModel numbers() {
        return numbers;
    }

    /// What the numbers on screen are worth.
    ReadOnlyObjectProperty<LabState> stateProperty() {
        return session.stateProperty();
    }

    /// Whether tokens are being generated.
    public ReadOnlyBooleanProperty runningProperty() {
        return continuation.runningProperty();
    }

    /// Draws one token with the interventions in force and adds it.
    public void one() {
        continuation.oneToken();
    }

    /// Adds a token chosen from the list.
    ///
    /// @param id in the vocabulary
    void pick(int id) {
        continuation.add(id);
    }

    /// Starts generating with the interventions in force, or stops it.
    public void playOrPause() {
        if (continuation.runningProperty().get()) {
            continuation.stop();
        } else {
            continuation.generate(MOST_TOKENS);
        }
    }

    /// Leaves what is open: the patching, else the token that is followed (Esc).
    ///
    /// @return whether there was anything to leave
    public boolean escape() {
        if (patch.openProperty().get()) {
            patch.close();
            return true;
        }
        if (nextTokens.followedProperty().get() != LabSession.NONE) {
            nextTokens.followedProperty().set(LabSession.NONE);
            return true;
        }
        return false;
    }

    /// Says what became of copying the interventions as arguments.
    void toldArguments() {
        int left = interventions.inexpressible();
        session.tell(
                left == 0 ? Notice.Tone.INFO : Notice.Tone.WARNING,
                left == 0
                        ? Messages.text("outcome.copied")
                        : left == 1
                                ? Messages.text("outcome.copiedButOne")
                                : Messages.text("outcome.copiedBut", left));
    }
}
