package org.glassformer.app.feature.training.tensors;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingMoment;

/// The place along a run that is in view: one of its kept steps, or the present, which goes on.
final class AlongViewModel {
    private final IntegerProperty at = new SimpleIntegerProperty(this, "at");
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last");
    private final ReadOnlyStringWrapper stepText = new ReadOnlyStringWrapper(this, "step", "");
    private final Runnable chosen;
    private List<Integer> kept = List.of();
    private int step = ReadingViewModel.NOW;
    private int present;
    private boolean moving;

    /// @param chosen called when somebody goes to another place
    AlongViewModel(Runnable chosen) {
        this.chosen = chosen;
        at.subscribe((_, now) -> scrubbed(now.intValue()));
    }

    /// The place: kept steps in order, and the present as the last one.
    IntegerProperty atProperty() {
        return at;
    }

    /// The place of the present.
    ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// The step in view, in words.
    ReadOnlyStringProperty stepTextProperty() {
        return stepText.getReadOnlyProperty();
    }

    /// The kept step in view, or [ReadingViewModel#NOW].
    int step() {
        return step;
    }

    /// Whether the present is in view.
    boolean isPresent() {
        return step == ReadingViewModel.NOW;
    }

    /// Goes to the present of another run.
    void begin() {
        step = ReadingViewModel.NOW;
    }

    /// Tells of another moment of the run.
    void show(TrainingMoment now) {
        present = now.step();
        if (!now.kept().equals(kept)) {
            kept = now.kept();
            place();
        }
        tell();
    }

    /// Puts the slider where the step in view is now among the kept ones; one that is gone gives way to the nearest.
    private void place() {
        moving = true;
        last.set(kept.size());
        if (isPresent()) {
            at.set(kept.size());
        } else {
            int nearest = 0;
            for (int i = 1; i < kept.size(); i++) {
                if (Math.abs(kept.get(i) - step) < Math.abs(kept.get(nearest) - step)) {
                    nearest = i;
                }
            }
            at.set(nearest);
            step = kept.isEmpty() ? ReadingViewModel.NOW : kept.get(nearest);
        }
        moving = false;
    }

    private void scrubbed(int to) {
        if (!moving) {
            step = to >= 0 && to < kept.size() ? kept.get(to) : ReadingViewModel.NOW;
            tell();
            chosen.run();
        }
    }

    private void tell() {
        stepText.set(
                isPresent()
                        ? Messages.text("tensors.step.now", present)
                        : Messages.text("tensors.step.kept", step));
    }
}
