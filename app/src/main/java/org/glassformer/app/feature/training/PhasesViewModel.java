package org.glassformer.app.feature.training;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.engine.train.live.LivePhase;
import org.jspecify.annotations.Nullable;

/// One step phase by phase: which were done, which is in view, and the way on and back.
final class PhasesViewModel {
    private final TrainingDesk desk;
    private final PanelsViewModel panels;
    private final BooleanProperty slow = new SimpleBooleanProperty(this, "slow");
    private final ReadOnlyObjectWrapper<@Nullable Phase> done =
            new ReadOnlyObjectWrapper<>(this, "done");
    private final ReadOnlyObjectWrapper<@Nullable Phase> known =
            new ReadOnlyObjectWrapper<>(this, "known");

    PhasesViewModel(TrainingDesk desk, PanelsViewModel panels) {
        this.desk = desk;
        this.panels = panels;
    }

    /// Whether one phase follows the other by itself, slowly.
    BooleanProperty slowProperty() {
        return slow;
    }

    /// The phase done last of the step at hand; null between steps.
    ReadOnlyObjectProperty<@Nullable Phase> doneProperty() {
        return done.getReadOnlyProperty();
    }

    /// The last phase of which there is something to look at, in the step at hand or in the last whole one; null if there
    /// is none. Of a whole step it is what comes before the update.
    ReadOnlyObjectProperty<@Nullable Phase> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// Does the next phase.
    void next() {
        desk.phase();
    }

    /// Undoes the last phase.
    void back() {
        slow.set(false);
        desk.back();
    }

    /// Shows a phase: one that was done is looked at, one to come is done.
    void go(Phase phase) {
        boolean running = desk.stateProperty().get() == TrainingDesk.State.RUNNING;
        if (running || isKnown(phase)) {
            panels.shownProperty().set(phase);
        } else {
            slow.set(false);
            desk.phases(live(phase));
        }
    }

    private boolean isKnown(Phase phase) {
        Phase last = known.get();
        return last != null && phase.compareTo(last) <= 0;
    }

    void show(@Nullable TrainingMoment now) {
        Phase phase = now == null ? null : phase(now.phase());
        done.set(phase);
        boolean whole = now != null && now.view() != null && now.step() > 0;
        known.set(phase == null && whole ? Phase.BACKWARD : phase);
        Phase shown = panels.shownProperty().get();
        if (phase != null) {
            panels.shownProperty().set(phase);
        } else if (now == null || now.view() == null) {
            panels.shownProperty().set(Phase.WINDOWS);
        } else if (shown == Phase.UPDATE || shown == Phase.AGAIN) {
            panels.shownProperty().set(Phase.BACKWARD);
        }
    }

    private static @Nullable Phase phase(@Nullable LivePhase phase) {
        return switch (phase) {
            case null -> null;
            case WINDOWS -> Phase.WINDOWS;
            case FORWARD -> Phase.FORWARD;
            case LOSS -> Phase.LOSS;
            case BACKWARD, CLIP -> Phase.BACKWARD;
            case UPDATE -> Phase.UPDATE;
            case AGAIN -> Phase.AGAIN;
        };
    }

    private static LivePhase live(Phase phase) {
        return switch (phase) {
            case WINDOWS -> LivePhase.WINDOWS;
            case FORWARD -> LivePhase.FORWARD;
            case LOSS -> LivePhase.LOSS;
            case BACKWARD -> LivePhase.CLIP;
            case UPDATE -> LivePhase.UPDATE;
            case AGAIN -> LivePhase.AGAIN;
        };
    }
}
