package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.ui.control.BatchTableData;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.train.live.StepView;
import org.jspecify.annotations.Nullable;

/// The step at hand as panels: a window of its batch as a table, and what the phase computes as bars.
final class PanelsViewModel {
    private static final SignedBarsData NO_BARS = SignedBarsData.EMPTY;

    private final ObjectProperty<Phase> shown =
            new SimpleObjectProperty<>(this, "shown", Phase.WINDOWS);
    private final IntegerProperty row = new SimpleIntegerProperty(this, "row");
    private final BooleanProperty tensors = new SimpleBooleanProperty(this, "tensors");
    private final ReadOnlyObjectWrapper<BatchTableData> table =
            new ReadOnlyObjectWrapper<>(this, "table", BatchTableData.EMPTY);
    private final ReadOnlyObjectWrapper<SignedBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", NO_BARS);
    private final ReadOnlyBooleanWrapper nextShown = new ReadOnlyBooleanWrapper(this, "nextShown");
    private final ReadOnlyStringWrapper batchTitle = new ReadOnlyStringWrapper(this, "batch", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper shortNote =
            new ReadOnlyStringWrapper(this, "shortNote", "");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");
    private final DistributionViewModel next;
    private @Nullable TrainingMoment moment;

    PanelsViewModel(DistributionViewModel next) {
        this.next = next;
        shown.subscribe((_, _) -> refresh());
        row.subscribe((_, _) -> refresh());
        tensors.subscribe((_, _) -> refresh());
        next.positionProperty().subscribe((_, _) -> refresh());
    }

    /// All tokens that could come next at the locked position of the window.
    DistributionViewModel next() {
        return next;
    }

    /// The phase in view.
    ObjectProperty<Phase> shownProperty() {
        return shown;
    }

    /// The window in view, from 0.
    IntegerProperty rowProperty() {
        return row;
    }

    /// Whether each tensor has a bar, in place of each layer.
    BooleanProperty tensorsProperty() {
        return tensors;
    }

    /// The window in view.
    ReadOnlyObjectProperty<BatchTableData> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /// What the phase computes.
    ReadOnlyObjectProperty<SignedBarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// Whether all tokens of the locked position stand in place of the bars of the phase.
    ReadOnlyBooleanProperty nextShownProperty() {
        return nextShown.getReadOnlyProperty();
    }

    /// Which window of how many.
    ReadOnlyStringProperty batchTitleProperty() {
        return batchTitle.getReadOnlyProperty();
    }

    /// What the bars are.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What the phase comes to.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// What the phase comes to, where there is no room for all of it.
    ReadOnlyStringProperty shortNoteProperty() {
        return shortNote.getReadOnlyProperty();
    }

    /// What can be done where there is no step to be seen yet.
    ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    /// What a bar is about, where its name is that of a tensor or of a part of the model; empty for others.
    String meaning(int bar) {
        List<SignedBarsData.Row> rows = bars.get().rows();
        boolean named = shown.get() == Phase.BACKWARD || shown.get() == Phase.UPDATE;
        return named && !nextShown.get() && bar >= 0 && bar < rows.size()
                ? PhaseBarsViewModel.meaning(rows.get(bar).name())
                : "";
    }

    /// Windows of the batch; 0 without one.
    int rows() {
        StepView view = view();
        return view == null ? 0 : view.windows().batch();
    }

    /// Another window, as far as there is one.
    void moveRow(int by) {
        row.set(Math.clamp((long) row.get() + by, 0, Math.max(0, rows() - 1)));
    }

    /// A bar was picked: those of windows lead to theirs.
    void pick(int bar) {
        if (shown.get() == Phase.WINDOWS || shown.get() == Phase.LOSS) {
            row.set(bar);
        }
    }

    /// The bar of the window in view; -1 where bars are no windows.
    int picked() {
        return shown.get() == Phase.WINDOWS || shown.get() == Phase.LOSS ? row.get() : -1;
    }

    void show(@Nullable TrainingMoment now) {
        moment = now;
        if (row.get() >= Math.max(1, rows())) {
            row.set(0);
        }
        refresh();
    }

    private @Nullable StepView view() {
        return moment == null ? null : moment.view();
    }

    private void refresh() {
        TrainingMoment now = moment;
        StepView view = view();
        Phase phase = shown.get();
        next.show(now, row.get());
        if (now == null || view == null) {
            table.set(BatchTableData.EMPTY);
            bars.set(NO_BARS);
            batchTitle.set(Messages.text("training.batch"));
            title.set(Messages.text("training.phase." + phase));
            note.set("");
            hint.set(now == null ? "" : RunTextViewModel.hint(now));
            nextShown.set(false);
            return;
        }
        int at = Math.min(row.get(), view.windows().batch() - 1);
        batchTitle.set(Messages.text("training.batch.of", at + 1, view.windows().batch()));
        table.set(table(now, view, at, phase));
        title.set(Messages.text("training.bars." + phase));
        bars.set(new PhaseBarsViewModel(now, view, at, tensors.get()).bars(phase));
        shortNote.set(PhaseBarsViewModel.shortNote(view, phase));
        note.set(PhaseBarsViewModel.note(now, view, phase));
        int position = next.positionProperty().get();
        boolean predicted = phase == Phase.FORWARD || phase == Phase.LOSS || phase == Phase.AGAIN;
        nextShown.set(predicted && position != DistributionViewModel.NONE);
        if (nextShown.get()) {
            int input = view.windows().inputs()[at * view.windows().time() + position];
            title.set(Messages.text("training.next.title", position + 1, label(now, input)));
            shortNote.set("");
            note.set("");
        }
    }

    private static BatchTableData table(TrainingMoment now, StepView view, int row, Phase phase) {
        int time = view.windows().time();
        StepView.Forward forward = phase == Phase.WINDOWS ? null : view.forward();
        StepView.Again again = phase == Phase.AGAIN ? view.again() : null;
        List<BatchTableData.Cell> cells = new ArrayList<>(time);
        for (int n = row * time; n < (row + 1) * time; n++) {
            int target = view.windows().targets()[n];
            cells.add(
                    new BatchTableData.Cell(
                            label(now, view.windows().inputs()[n]),
                            target < 0 ? follower(now, view, n) : label(now, target),
                            target >= 0,
                            forward == null ? Double.NaN : forward.losses()[n],
                            forward == null ? Double.NaN : forward.probability(n),
                            again == null ? Double.NaN : again.probabilityAfter(n)));
        }
        return new BatchTableData(cells);
    }

    /// What follows where nothing is learned: that the targets are the inputs, shifted by one, is seen there too.
    private static String follower(TrainingMoment now, StepView view, int n) {
        boolean last = (n + 1) % view.windows().time() == 0;
        return last ? "" : label(now, view.windows().inputs()[n + 1]);
    }

    /// A token as people read it; the end of a text as a small mark.
    static String label(TrainingMoment moment, int id) {
        return label(moment.run().texts().token(id));
    }

    /// A token as people read it; the end of a text as a small mark.
    static String label(SessionToken token) {
        return switch (token.kind()) {
            case TEXT -> TokenText.visible(token.text());
            case BYTES -> token.text();
            case SPECIAL -> "∎";
        };
    }

    /// What an exported panel says of itself.
    Caption caption(String name) {
        TrainingMoment now = moment;
        return now == null
                ? Caption.of(name)
                : RunTextViewModel.caption(name, now)
                        .with(Messages.text("training.caption.note"), note.get());
    }

    /// The numbers of the bars.
    Optional<NumbersTable> barNumbers() {
        if (nextShown.get()) {
            return next.numbers(caption(title.get()));
        }
        SignedBarsData data = bars.get();
        return data.rows().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption(title.get()),
                                data.rows().size(),
                                List.of(
                                        Column.text(
                                                Messages.text("training.column.name"),
                                                i -> data.rows().get(i).name()),
                                        Column.float64(
                                                Messages.text("training.column.value"),
                                                "",
                                                i -> data.rows().get(i).value()),
                                        Column.text(
                                                Messages.text("training.column.printed"),
                                                i -> data.rows().get(i).printed()))));
    }

    /// The numbers of the window.
    Optional<NumbersTable> tableNumbers() {
        BatchTableData data = table.get();
        return data.cells().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption(batchTitle.get()),
                                data.cells().size(),
                                List.of(
                                        Column.text(
                                                Messages.text("training.column.input"),
                                                i -> data.cells().get(i).input()),
                                        Column.text(
                                                Messages.text("training.column.target"),
                                                i -> data.cells().get(i).target()),
                                        Column.float64(
                                                Messages.text("training.column.loss"),
                                                "nats",
                                                i -> data.cells().get(i).loss()),
                                        Column.float64(
                                                Messages.text("training.column.right"),
                                                "",
                                                i -> data.cells().get(i).probability()),
                                        Column.float64(
                                                Messages.text("training.column.after"),
                                                "",
                                                i -> data.cells().get(i).after()))));
    }
}
