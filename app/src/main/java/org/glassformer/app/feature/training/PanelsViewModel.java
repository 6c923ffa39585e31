package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
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
import org.glassformer.app.i18n.Figures;
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
    private static final int MOST_CHARACTERS = 80;
    private static final SignedBarsData NO_BARS = SignedBarsData.EMPTY;

    private final ObjectProperty<Phase> shown =
            new SimpleObjectProperty<>(this, "shown", Phase.WINDOWS);
    private final IntegerProperty row = new SimpleIntegerProperty(this, "row");
    private final BooleanProperty tensors = new SimpleBooleanProperty(this, "tensors");
    private final ReadOnlyObjectWrapper<BatchTableData> table =
            new ReadOnlyObjectWrapper<>(this, "table", BatchTableData.EMPTY);
    private final ReadOnlyObjectWrapper<SignedBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", NO_BARS);
    private final ReadOnlyStringWrapper batchTitle = new ReadOnlyStringWrapper(this, "batch", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private @Nullable TrainingMoment moment;

    PanelsViewModel() {
        shown.subscribe((_, _) -> refresh());
        row.subscribe((_, _) -> refresh());
        tensors.subscribe((_, _) -> refresh());
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
        if (now == null || view == null) {
            table.set(BatchTableData.EMPTY);
            bars.set(NO_BARS);
            batchTitle.set(Messages.text("training.batch"));
            title.set(Messages.text("training.phase." + phase));
            note.set("");
            return;
        }
        int at = Math.min(row.get(), view.windows().batch() - 1);
        batchTitle.set(Messages.text("training.batch.of", at + 1, view.windows().batch()));
        table.set(table(now, view, at, phase));
        title.set(Messages.text("training.bars." + phase));
        bars.set(bars(now, view, at, phase));
        note.set(note(view, phase));
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
        SessionToken token = moment.run().texts().token(id);
        return switch (token.kind()) {
            case TEXT -> TokenText.visible(token.text());
            case BYTES -> token.text();
            case SPECIAL -> "∎";
        };
    }

    private SignedBarsData bars(TrainingMoment now, StepView view, int row, Phase phase) {
        return switch (phase) {
            case WINDOWS -> windows(now, view);
            case FORWARD -> forward(now, view, row);
            case LOSS -> losses(now, view);
            case BACKWARD -> backward(view);
            case UPDATE -> update(view);
            case AGAIN -> again(now, view, row);
        };
    }

    /// The windows as texts, with how many of their tokens are to be predicted.
    private static SignedBarsData windows(TrainingMoment now, StepView view) {
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < windows.batch(); i++) {
            int counted = 0;
            for (int n = i * windows.time(); n < (i + 1) * windows.time(); n++) {
                counted += windows.targets()[n] >= 0 ? 1 : 0;
            }
            String text = numbered(i, windows.batch()) + text(now, windows, i);
            String figure = Messages.text("training.targets", counted);
            rows.add(new SignedBarsData.Row(text, 0, figure));
        }
        return new SignedBarsData(rows, 0, true);
    }

    /// The number of a window, as wide as the widest.
    private static String numbered(int row, int rows) {
        String number = Integer.toString(row + 1);
        return " ".repeat(Integer.toString(rows).length() - number.length()) + number + "  ";
    }

    private static String text(TrainingMoment now, StepView.Windows windows, int row) {
        StringBuilder text = new StringBuilder();
        for (int n = row * windows.time(); n < (row + 1) * windows.time(); n++) {
            if (text.length() < MOST_CHARACTERS) {
                text.append(label(now, windows.inputs()[n]));
            }
        }
        return text.toString();
    }

    private static SignedBarsData forward(TrainingMoment now, StepView view, int row) {
        StepView.Forward forward = view.forward();
        return forward == null
                ? NO_BARS
                : positions(now, view, row, forward::probability, Figures::percent, 1);
    }

    private static SignedBarsData again(TrainingMoment now, StepView view, int row) {
        StepView.Again again = view.again();
        return again == null
                ? NO_BARS
                : positions(
                        now,
                        view,
                        row,
                        n -> again.probabilityAfter(n) - again.probabilityBefore(n),
                        change -> (change > 0 ? "+" : "") + Figures.value(100 * change) + " pp",
                        0);
    }

    private static SignedBarsData positions(
            TrainingMoment now,
            StepView view,
            int row,
            IntToDoubleFunction value,
            java.util.function.DoubleFunction<String> printed,
            double end) {
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int n = row * windows.time(); n < (row + 1) * windows.time(); n++) {
            if (windows.targets()[n] >= 0) {
                String name =
                        "%d  %s → %s"
                                .formatted(
                                        n - row * windows.time() + 1,
                                        label(now, windows.inputs()[n]),
                                        label(now, windows.targets()[n]));
                double at = value.applyAsDouble(n);
                rows.add(new SignedBarsData.Row(name, at, printed.apply(at)));
            }
        }
        return new SignedBarsData(rows, end, end > 0);
    }

    private static SignedBarsData losses(TrainingMoment now, StepView view) {
        StepView.Forward forward = view.forward();
        if (forward == null || view.loss() == null) {
            return NO_BARS;
        }
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < windows.batch(); i++) {
            double sum = 0;
            int counted = 0;
            for (int n = i * windows.time(); n < (i + 1) * windows.time(); n++) {
                if (windows.targets()[n] >= 0) {
                    sum += forward.losses()[n];
                    counted++;
                }
            }
            double mean = counted == 0 ? 0 : sum / counted;
            String text = numbered(i, windows.batch()) + text(now, windows, i);
            rows.add(new SignedBarsData.Row(text, mean, Figures.fixed(mean, 3)));
        }
        return new SignedBarsData(rows, 0, true);
    }

    private SignedBarsData backward(StepView view) {
        StepView.Backward backward = view.backward();
        if (backward == null) {
            return NO_BARS;
        }
        List<SignedBarsData.Row> rows =
                tensors.get()
                        ? backward.tensors().stream()
                                .map(t -> norm(t.name(), t.gradient()))
                                .toList()
                        : backward.groups().stream()
                                .map(g -> norm(name(g.group()), g.norm()))
                                .toList();
        return new SignedBarsData(rows, 0, false);
    }

    private SignedBarsData update(StepView view) {
        StepView.Update update = view.update();
        if (update == null) {
            return NO_BARS;
        }
        List<SignedBarsData.Row> rows =
                tensors.get()
                        ? update.tensors().stream()
                                .map(t -> changed(t.name(), t.change(), t.before()))
                                .toList()
                        : update.groups().stream()
                                .map(g ->
                                        changed(
                                                name(g.group()),
                                                g.norm(),
                                                before(update, g.group())))
                                .toList();
        return new SignedBarsData(rows, 0, false);
    }

    /// The norm of a group's weights before the update.
    private static double before(StepView.Update update, String group) {
        return Math.sqrt(
                update.tensors().stream()
                        .filter(t -> t.group().equals(group))
                        .mapToDouble(t -> t.before() * t.before())
                        .sum());
    }

    private static SignedBarsData.Row changed(String name, double change, double before) {
        String share = before == 0 ? "–" : Figures.percent(change / before);
        String printed = Messages.text("training.changed", change, before, share);
        return new SignedBarsData.Row(name, change, printed);
    }

    private static SignedBarsData.Row norm(String name, double norm) {
        return new SignedBarsData.Row(name, norm, Figures.value(norm));
    }

    /// `block 0 attn` for `blocks.0.attn`.
    private static String name(String group) {
        return group.startsWith("blocks.")
                ? group.replace("blocks.", "block ").replace('.', ' ')
                : group;
    }

    private static String note(StepView view, Phase phase) {
        StepView.Loss loss = view.loss();
        StepView.Backward backward = view.backward();
        StepView.Clip clip = view.clip();
        StepView.Update update = view.update();
        StepView.Again again = view.again();
        return switch (phase) {
            case WINDOWS -> Messages.text("training.note.windows", view.windows().time());
            case FORWARD -> view.forward() == null ? "" : Messages.text("training.note.forward");
            case LOSS ->
                    loss == null
                            ? ""
                            : Messages.text(
                                    "training.note.loss",
                                    Figures.fixed(loss.mean(), 4),
                                    loss.counted());
            case BACKWARD ->
                    backward == null || clip == null ? "" : clipped(backward.total(), clip);
            case UPDATE ->
                    update == null
                            ? ""
                            : Messages.text("training.note.update", update.learningRate());
            case AGAIN ->
                    again == null
                            ? ""
                            : Messages.text(
                                    "training.note.again",
                                    Figures.fixed(again.meanBefore(), 4),
                                    Figures.fixed(again.meanAfter(), 4));
        };
    }

    private static String clipped(double total, StepView.Clip clip) {
        if (clip.limit() == 0) {
            return Messages.text("training.note.unclipped", total);
        }
        return clip.factor() < 1
                ? Messages.text("training.note.clipped", total, clip.limit(), clip.factor())
                : Messages.text("training.note.short", total, clip.limit());
    }

    /// What an exported panel says of itself.
    Caption caption(String name) {
        TrainingMoment now = moment;
        return now == null
                ? Caption.of(name)
                : TrainingViewModel.caption(name, now)
                        .with(Messages.text("training.caption.note"), note.get());
    }

    /// The numbers of the bars.
    Optional<NumbersTable> barNumbers() {
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
