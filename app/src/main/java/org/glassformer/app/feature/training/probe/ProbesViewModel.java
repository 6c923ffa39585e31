package org.glassformer.app.feature.training.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.live.Comparison;
import org.glassformer.engine.train.live.ProbeReadings;
import org.glassformer.engine.train.live.ProbeResult;
import org.jspecify.annotations.Nullable;

/// The probes of a run, all of them at one step along it, and the model as a whole beside the one it began with.
public final class ProbesViewModel {
    private static final double MEGA = 1 << 20;

    private final TrainingDesk desk;
    private final ProbeWords words;
    private final List<ProbeViewModel> probes = new ArrayList<>();
    private final ProbeViewModel front;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen");
    private final IntegerProperty at = new SimpleIntegerProperty(this, "at");
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last");
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper(this, "memory", "");
    private final ReadOnlyStringWrapper compared = new ReadOnlyStringWrapper(this, "compared", "");
    private int wanted = -1;
    private int[] steps = {0};
    private List<ProbeReadings> known = List.of();
    private @Nullable TrainingMoment moment;

    /// Probes of the run on the desk.
    ///
    /// @param words what the screen says of a run
    public ProbesViewModel(TrainingDesk desk, ProbeWords words) {
        this.desk = desk;
        this.words = words;
        this.front = new ProbeViewModel(desk, words);
        at.subscribe((_, _) -> draw());
        chosen.subscribe((_, _) -> draw());
        desk.comparedProperty().subscribe(result -> compared.set(sentence(result)));
    }

    /// Whether all probes are in view, in place of the step at hand.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// The probe that is in view among other panels.
    ProbeViewModel front() {
        return front;
    }

    /// A probe, which stays the same object; there are [#countProperty] of them.
    ProbeViewModel probe(int index) {
        return probes.get(index);
    }

    /// How many there are.
    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// Which one is in view among other panels, from 0.
    IntegerProperty chosenProperty() {
        return chosen;
    }

    /// The reading in view among all steps at which a probe was read, from 0; it follows the
    /// run while it stands at the last one of its steps, and when one goes back.
    IntegerProperty atProperty() {
        return at;
    }

    /// The newest reading.
    ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// The step in view.
    ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// What the readings take of the memory they may take.
    ReadOnlyStringProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    /// The model beside the one it began with, in bits per byte, in a sentence; empty if that was not asked.
    ReadOnlyStringProperty comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /// Reads the text of another one too, and brings it to the front.
    void add() {
        wanted = count.get();
        desk.addProbe(front.promptProperty().get());
    }

    /// Measures the model and the one it began with on the same texts.
    void compare() {
        desk.compare();
    }

    /// Shows another moment of the run.
    ///
    /// @param now null for no run
    public void show(@Nullable TrainingMoment now) {
        TrainingMoment before = moment;
        boolean follows = before == null || at.get() == reached(before);
        boolean run = before == null || now == null || !before.run().equals(now.run());
        boolean back = before != null && now != null && now.step() < before.step();
        moment = now;
        List<ProbeReadings> readings = now == null ? List.of() : now.probes();
        if (run || !readings.equals(known)) {
            known = readings;
            steps = union(readings);
            last.set(Math.max(0, steps.length - 1));
            memory.set(now == null ? "" : memory(readings, now.probeRoom()));
        }
        if (run || follows || back || at.get() > last.get()) {
            at.set(now == null ? 0 : reached(now));
        }
        draw();
    }

    /// The last reading up to the present: where one has gone back, later ones are known too.
    private int reached(TrainingMoment now) {
        int reached = 0;
        while (reached < last.get() && steps[reached + 1] <= now.step()) {
            reached++;
        }
        return reached;
    }

    private static int[] union(List<ProbeReadings> readings) {
        TreeSet<Integer> all = new TreeSet<>();
        for (ProbeReadings each : readings) {
            for (ProbeResult result : each.results()) {
                all.add(result.step());
            }
        }
        return all.isEmpty() ? new int[1] : all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String memory(List<ProbeReadings> readings, long room) {
        double taken = readings.stream().mapToLong(ProbeReadings::bytes).sum() / MEGA;
        return Messages.text(
                "training.probes.memory", Figures.fixed(taken, 1), Figures.fixed(room / MEGA, 0));
    }

    private void draw() {
        TrainingMoment now = moment;
        if (now == null || now.probes().isEmpty()) {
            count.set(0);
            return;
        }
        int there = steps[Math.clamp(at.get(), 0, last.get())];
        step.set(Messages.text("training.probe.step", there));
        List<ProbeReadings> readings = now.probes();
        for (int i = 0; i < readings.size(); i++) {
            if (i == probes.size()) {
                probes.add(new ProbeViewModel(desk, words));
            }
            probes.get(i).show(now, i, readings.get(i), there);
        }
        count.set(readings.size());
        int before = chosen.get();
        if (wanted >= 0 && wanted < readings.size()) {
            before = wanted;
            wanted = -1;
        }
        int picked = Math.clamp(before, 0, readings.size() - 1);
        front.show(now, picked, readings.get(picked), there);
        chosen.set(picked);
    }

    private static String sentence(@Nullable Comparison result) {
        if (result == null) {
            return "";
        }
        String text =
                Messages.text(
                        result.unseen() ? "training.compared.unseen" : "training.compared.seen",
                        result.step(),
                        bits(result.before()),
                        bits(result.now()));
        Comparison.Elsewhere elsewhere = result.elsewhere();
        return elsewhere == null
                ? text
                : text
                        + Messages.text(
                                "training.compared.elsewhere",
                                bits(elsewhere.before()),
                                bits(elsewhere.now()));
    }

    private static String bits(Evaluation evaluation) {
        return Figures.fixed(evaluation.bitsPerByte(), 3);
    }
}
