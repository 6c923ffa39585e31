package org.glassformer.app.feature.sampling;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.jspecify.annotations.Nullable;

/// Logits of another engine in place of the model's.
final class ForeignViewModel {

    private final LabSession session;
    private final ReadOnlyStringWrapper label = new ReadOnlyStringWrapper(this, "label", "");

    ForeignViewModel(LabSession session) {
        this.session = session;
        session.foreignProperty().subscribe(this::describe);
    }

    /// Whose logits they are; empty for the model's own.
    ReadOnlyStringProperty labelProperty() {
        return label.getReadOnlyProperty();
    }

    /// Shows the model's own logits again.
    void leave() {
        session.foreignProperty().set(null);
    }

    private void describe(@Nullable Reading foreign) {
        label.set(
                foreign == null
                        ? ""
                        : Messages.text(
                                "foreign.label",
                                foreign.model().name(),
                                Figures.count(foreign.logits().length),
                                Figures.count(foreign.tokens().size())));
    }
}
