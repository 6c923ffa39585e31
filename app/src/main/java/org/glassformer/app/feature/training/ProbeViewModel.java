package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.train.live.ProbeResult;
import org.jspecify.annotations.Nullable;

/// A text that the model continues every few steps: its next tokens at the first reading and at one along the run.
final class ProbeViewModel {
    private static final int TOKENS = 8;

    private final TrainingDesk desk;
    private final IntegerProperty at = new SimpleIntegerProperty(this, "at");
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last");
    private final ReadOnlyStringWrapper prompt = new ReadOnlyStringWrapper(this, "prompt", "");
    private final ReadOnlyStringWrapper written = new ReadOnlyStringWrapper(this, "written", "");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyObjectWrapper<ChangeBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", ChangeBarsData.EMPTY);
    private @Nullable TrainingMoment moment;

    ProbeViewModel(TrainingDesk desk) {
        this.desk = desk;
        at.subscribe((_, _) -> draw());
    }

    /// The reading in view, from 0; it follows the newest one while it stands there.
    IntegerProperty atProperty() {
        return at;
    }

    /// The newest reading.
    ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// The text that is continued.
    ReadOnlyStringProperty promptProperty() {
        return prompt.getReadOnlyProperty();
    }

    /// What the model writes after it.
    ReadOnlyStringProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// The step of the reading in view.
    ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// The next tokens at the first reading and at the one in view.
    ReadOnlyObjectProperty<ChangeBarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// Continues another text.
    void use(String text) {
        desk.setProbe(text);
    }

    void show(@Nullable TrainingMoment now) {
        boolean newest = at.get() >= last.get();
        moment = now;
        int count = now == null ? 0 : now.probed().size();
        String said = now == null ? null : now.probe();
        prompt.set(said == null ? "" : said);
        last.set(Math.max(0, count - 1));
        if (newest || at.get() > last.get()) {
            at.set(last.get());
        }
        draw();
    }

    private void draw() {
        TrainingMoment now = moment;
        if (now == null || now.probed().isEmpty()) {
            bars.set(ChangeBarsData.EMPTY);
            written.set("");
            step.set("");
            return;
        }
        ProbeResult first = now.probed().getFirst();
        ProbeResult there = now.probed().get(Math.clamp(at.get(), 0, last.get()));
        float[] before = first.probabilities();
        float[] after = there.probabilities();
        List<ChangeBarsData.Row> rows = new ArrayList<>();
        for (int id : likeliest(after)) {
            rows.add(
                    new ChangeBarsData.Row(
                            id, PanelsViewModel.label(now, id), before[id], after[id]));
        }
        bars.set(new ChangeBarsData(rows, there.step() != first.step()));
        written.set(TokenText.plain(there.text()));
        step.set(Messages.text("training.probe.step", there.step()));
    }

    private static List<Integer> likeliest(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -probabilities[id]))
                .limit(TOKENS)
                .toList();
    }

    /// What an exported panel says of itself.
    Caption caption() {
        String title = Messages.text("training.probe", prompt.get());
        TrainingMoment now = moment;
        Caption caption = now == null ? Caption.of(title) : RunTextViewModel.caption(title, now);
        return caption.with(Messages.text("training.probe.written"), written.get())
                .with(Messages.text("training.caption.reading"), step.get());
    }

    /// The tokens in view at every reading.
    Optional<NumbersTable> numbers() {
        TrainingMoment now = moment;
        if (now == null || now.probed().isEmpty()) {
            return Optional.empty();
        }
        List<ProbeResult> readings = now.probed();
        List<Column> columns = new ArrayList<>();
        columns.add(
                Column.whole(Messages.text("training.column.step"), i -> readings.get(i).step()));
        for (ChangeBarsData.Row row : bars.get().rows()) {
            columns.add(
                    Column.float32(
                            row.token(), "", i -> readings.get(i).probabilities()[row.id()]));
        }
        columns.add(
                Column.text(Messages.text("training.probe.written"), i -> readings.get(i).text()));
        return Optional.of(new NumbersTable(caption(), readings.size(), columns));
    }
}
