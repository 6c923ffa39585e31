package org.glassformer.app.feature.training.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.train.live.Probe;
import org.glassformer.engine.train.live.ProbeReadings;
import org.glassformer.engine.train.live.ProbeResult;
import org.jspecify.annotations.Nullable;

/// A prompt with what follows it and what a head looks at in it, at the beginning and at a step along the run.
final class ProbeViewModel {
    private static final int TOKENS = 8;

    private final TrainingDesk desk;
    private final ProbeWords words;
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(this, "index");
    private final ReadOnlyStringWrapper prompt = new ReadOnlyStringWrapper(this, "prompt", "");
    private final ReadOnlyIntegerWrapper every = new ReadOnlyIntegerWrapper(this, "every");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyStringWrapper before = new ReadOnlyStringWrapper(this, "before", "");
    private final ReadOnlyStringWrapper written = new ReadOnlyStringWrapper(this, "written", "");
    private final ReadOnlyStringWrapper apart = new ReadOnlyStringWrapper(this, "apart", "");
    private final ReadOnlyStringWrapper briefly = new ReadOnlyStringWrapper(this, "briefly", "");
    private final ReadOnlyObjectWrapper<ChangeBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", ChangeBarsData.EMPTY);
    private final ReadOnlyObjectWrapper<Pattern> pattern =
            new ReadOnlyObjectWrapper<>(this, "pattern", Pattern.EMPTY);
    private final ReadOnlyIntegerWrapper layers = new ReadOnlyIntegerWrapper(this, "layers", 1);
    private final ReadOnlyIntegerWrapper heads = new ReadOnlyIntegerWrapper(this, "heads", 1);
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer");
    private final IntegerProperty head = new SimpleIntegerProperty(this, "head");
    private @Nullable TrainingMoment moment;
    private @Nullable ProbeReadings readings;
    private @Nullable ProbeResult first;
    private @Nullable ProbeResult there;

    ProbeViewModel(TrainingDesk desk, ProbeWords words) {
        this.desk = desk;
        this.words = words;
        layer.subscribe((_, _) -> headChosen());
        head.subscribe((_, _) -> headChosen());
    }

    /// Its place among the probes, from 0.
    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /// The text that is continued.
    ReadOnlyStringProperty promptProperty() {
        return prompt.getReadOnlyProperty();
    }

    /// Steps between readings.
    ReadOnlyIntegerProperty everyProperty() {
        return every.getReadOnlyProperty();
    }

    /// The step of the reading in view, in words.
    ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// What the model wrote after the prompt at the beginning.
    ReadOnlyStringProperty beforeProperty() {
        return before.getReadOnlyProperty();
    }

    /// What it writes at the step in view.
    ReadOnlyStringProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// How far the next token's distribution is from that of the beginning, in words; empty at the beginning.
    ReadOnlyStringProperty apartProperty() {
        return apart.getReadOnlyProperty();
    }

    /// The same in fewer words.
    ReadOnlyStringProperty apartBrieflyProperty() {
        return briefly.getReadOnlyProperty();
    }

    /// The next tokens at the beginning and at the step in view.
    ReadOnlyObjectProperty<ChangeBarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// What the chosen head looks at, at the step in view.
    ReadOnlyObjectProperty<Pattern> patternProperty() {
        return pattern.getReadOnlyProperty();
    }

    /// Layers to choose from.
    ReadOnlyIntegerProperty layersProperty() {
        return layers.getReadOnlyProperty();
    }

    /// Heads of a layer to choose from.
    ReadOnlyIntegerProperty headsProperty() {
        return heads.getReadOnlyProperty();
    }

    /// The layer of the head looked at, from 0.
    IntegerProperty layerProperty() {
        return layer;
    }

    /// The head looked at, from 0.
    IntegerProperty headProperty() {
        return head;
    }

    /// Continues another text in its place.
    void use(String text) {
        Probe probe = probe();
        if (probe != null && !text.equals(probe.prompt())) {
            desk.changeProbe(index.get(), text, probe.every());
        }
    }

    /// Reads it every so many steps from now on.
    void readEvery(int steps) {
        Probe probe = probe();
        if (probe != null && steps != probe.every()) {
            desk.changeProbe(index.get(), probe.prompt(), steps);
        }
    }

    void remove() {
        desk.removeProbe(index.get());
    }

    private @Nullable Probe probe() {
        return readings == null ? null : readings.probe();
    }

    /// A head whose patterns were not kept is read at kept steps and kept from now on.
    private void headChosen() {
        Probe probe = probe();
        Probe.Head chosen = new Probe.Head(layer.get(), head.get());
        if (probe != null
                && !probe.heads().contains(chosen)
                && chosen.layer() < layers.get()
                && chosen.head() < heads.get()) {
            desk.watchHead(index.get(), chosen.layer(), chosen.head());
        }
        drawPattern();
    }

    /// @param of the probe shown
    /// @param atStep the step in view: its newest reading up to there is shown
    void show(TrainingMoment now, int at, ProbeReadings of, int atStep) {
        boolean other = moment == null || !moment.run().equals(now.run());
        moment = now;
        ProbeReadings known = readings;
        readings = null; // choosing a head means none of them meanwhile
        index.set(at);
        prompt.set(of.probe().prompt());
        every.set(of.probe().every());
        layers.set(now.run().layers());
        heads.set(now.run().heads());
        if (other || known == null || !known.probe().equals(of.probe())) {
            settleHead(of.probe());
        }
        readings = of;
        List<ProbeResult> results = of.results();
        ProbeResult begun = results.isEmpty() ? null : results.getFirst();
        ProbeResult reached = begun;
        for (ProbeResult each : results) {
            reached = each.step() <= atStep ? each : reached;
        }
        if (other || !Objects.equals(begun, first) || !Objects.equals(reached, there)) {
            first = begun;
            there = reached;
            draw(now);
        }
    }

    private void settleHead(Probe probe) {
        if (!probe.heads().isEmpty()
                && !probe.heads().contains(new Probe.Head(layer.get(), head.get()))) {
            Probe.Head kept = probe.heads().getLast();
            layer.set(kept.layer());
            head.set(kept.head());
        }
    }

    private void draw(TrainingMoment now) {
        ProbeResult begun = first;
        ProbeResult reached = there;
        if (begun == null || reached == null) {
            return;
        }
        float[] was = begun.probabilities();
        float[] is = reached.probabilities();
        List<ChangeBarsData.Row> rows = new ArrayList<>();
        for (int id : Compared.largest(is, TOKENS)) {
            rows.add(new ChangeBarsData.Row(id, words.label(now, id), was[id], is[id]));
        }
        boolean later = reached.step() != begun.step();
        bars.set(new ChangeBarsData(rows, later));
        before.set(TokenText.plain(begun.text()));
        written.set(TokenText.plain(reached.text()));
        step.set(Messages.text("training.probe.step", reached.step()));
        String bits = later ? Figures.value(Compared.klBits(is, was)) : "";
        apart.set(later ? Messages.text("training.probe.apart", bits) : "");
        briefly.set(later ? Messages.text("training.probe.apart.brief", bits) : "");
        drawPattern();
    }

    private void drawPattern() {
        TrainingMoment now = moment;
        ProbeResult reached = there;
        if (now == null || reached == null) {
            return;
        }
        Probe.Head chosen = new Probe.Head(layer.get(), head.get());
        int time = reached.prompt().length;
        pattern.set(
                reached.patterns().stream()
                        .filter(each -> each.head().equals(chosen))
                        .findFirst()
                        .map(each ->
                                new Pattern(
                                        HeatmapData.causal(time, time, each.weights()),
                                        Arrays.stream(reached.prompt())
                                                .mapToObj(id -> words.label(now, id))
                                                .toList()))
                        .orElse(Pattern.EMPTY));
    }

    /// What an exported panel says of itself.
    Caption caption() {
        String title = Messages.text("training.probe", prompt.get());
        TrainingMoment now = moment;
        Caption caption = now == null ? Caption.of(title) : words.caption(title, now);
        return caption.with(Messages.text("training.probe.written"), written.get())
                .with(Messages.text("training.caption.reading"), step.get())
                .with(
                        Messages.text("training.probe.head"),
                        Messages.text("training.probe.head.of", layer.get(), head.get()));
    }

    /// The tokens in view at every reading, and how far each reading is from the first.
    Optional<NumbersTable> numbers() {
        ProbeReadings shown = readings;
        ProbeResult begun = first;
        if (shown == null || begun == null) {
            return Optional.empty();
        }
        List<ProbeResult> results = shown.results();
        List<Column> columns = new ArrayList<>();
        columns.add(
                Column.whole(Messages.text("training.column.step"), i -> results.get(i).step()));
        for (ChangeBarsData.Row row : bars.get().rows()) {
            columns.add(
                    Column.float32(row.token(), "", i -> results.get(i).probabilities()[row.id()]));
        }
        columns.add(
                Column.float64(
                        Messages.text("training.probe.kl"),
                        "bits",
                        i ->
                                Compared.klBits(
                                        results.get(i).probabilities(), begun.probabilities())));
        columns.add(
                Column.text(Messages.text("training.probe.written"), i -> results.get(i).text()));
        return Optional.of(new NumbersTable(caption(), results.size(), columns));
    }
}
