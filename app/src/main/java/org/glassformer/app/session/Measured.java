package org.glassformer.app.session;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.engine.train.live.CheckResult;
import org.glassformer.engine.train.live.Comparison;
import org.jspecify.annotations.Nullable;

/// What was measured of a run when somebody asked: how well the task had been learned, and the model beside the one that the
/// run began with.
final class Measured {
    private final ReadOnlyObjectWrapper<@Nullable CheckResult> checked =
            new ReadOnlyObjectWrapper<>(this, "checked");
    private final ReadOnlyObjectWrapper<@Nullable Comparison> compared =
            new ReadOnlyObjectWrapper<>(this, "compared");

    /// How well the task had been learned; null if nobody asked.
    ReadOnlyObjectProperty<@Nullable CheckResult> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// The model beside the one its run began with; null if nobody asked.
    ReadOnlyObjectProperty<@Nullable Comparison> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    void checked(CheckResult result) {
        checked.set(result);
    }

    void compared(Comparison result) {
        compared.set(result);
    }

    /// Forgets both: it is another run.
    void forget() {
        checked.set(null);
        compared.set(null);
    }

    /// Forgets what was measured at a step that is no longer known, because the run took another way.
    ///
    /// @param known the last step that is
    void forgetBeyond(int known) {
        CheckResult check = checked.get();
        if (check != null && check.step() > known) {
            checked.set(null);
        }
        Comparison comparison = compared.get();
        if (comparison != null && comparison.step() > known) {
            compared.set(null);
        }
    }
}
