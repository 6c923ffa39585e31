package org.glassformer.app.feature.sampling.text;

import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;

/// What the buttons that continue the text do.
final class ActionsViewModel {

    private static final int SEEDS = 1_000_000;

    private final LabSession session;
    private final Continuation continuation;

    ActionsViewModel(LabSession session, Continuation continuation) {
        this.session = session;
        this.continuation = continuation;
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return session.stateProperty();
    }

    ReadOnlyBooleanProperty runningProperty() {
        return continuation.runningProperty();
    }

    /// Whether the text has left its constraint, so that no token is drawn behind it.
    ReadOnlyBooleanProperty stuckProperty() {
        return session.constraintLeftProperty();
    }

    ReadOnlyBooleanProperty undoableProperty() {
        return continuation.undoableProperty();
    }

    ReadOnlyBooleanProperty redoableProperty() {
        return continuation.redoableProperty();
    }

    LongProperty seedProperty() {
        return session.seedProperty();
    }

    /// Starts generating, or stops it.
    void playOrPause() {
        if (continuation.runningProperty().get()) {
            continuation.stop();
        } else {
            continuation.generate();
        }
    }

    void one() {
        continuation.oneToken();
    }

    void reroll() {
        continuation.reroll();
    }

    void undo() {
        continuation.undo();
    }

    void redo() {
        continuation.redo();
    }

    /// Chooses another seed.
    void newSeed() {
        session.seedProperty().set(ThreadLocalRandom.current().nextInt(SEEDS));
    }
}
