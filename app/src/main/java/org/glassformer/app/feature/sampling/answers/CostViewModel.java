package org.glassformer.app.feature.sampling.answers;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.generate.BranchCost;

/// How far a run is and, when it is over, what texts that share a beginning have cost: in a sentence, and in more detail.
final class CostViewModel {

    private static final double MEBIBYTE = 1 << 20;

    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper details = new ReadOnlyStringWrapper(this, "details", "");

    /// How far it is, what it has cost, or what went wrong; may be empty.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Where the time went, and the memory; empty before there is any cost.
    ReadOnlyStringProperty detailsProperty() {
        return details.getReadOnlyProperty();
    }

    /// Says something else.
    void tell(String sentence) {
        note.set(sentence);
        details.set("");
    }

    /// Says what it has cost.
    ///
    /// @param what such as "20 answers"
    /// @param cost of all together
    /// @param alone tokens that the model would have run for each of them by itself
    /// @param seconds all in all
    void show(String what, BranchCost cost, long alone, double seconds) {
        note.set(
                Messages.text(
                        "answers.cost",
                        what,
                        cost.computedTokens(),
                        cost.promptTokens(),
                        alone,
                        Figures.fixed(seconds, seconds < 10 ? 2 : 1)));
        details.set(
                Messages.text(
                        "answers.cost.tip",
                        Figures.fixed(cost.prefillMs(), 1),
                        Figures.fixed(cost.decodeMs(), 1),
                        cost.decodedTokens(),
                        cost.copiedTokens(),
                        Figures.fixed(cost.bytes() / MEBIBYTE, 1)));
    }
}
