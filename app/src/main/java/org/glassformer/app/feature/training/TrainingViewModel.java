package org.glassformer.app.feature.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.feature.training.probe.ProbeWords;
import org.glassformer.app.feature.training.probe.ProbesViewModel;
import org.glassformer.app.feature.training.tensors.TensorsViewModel;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The Training screen: the run, which of its phases is in view, and the commands.
public final class TrainingViewModel implements ScreenCommands {
    private static final int MOST_KEPT = 12;
    private static final int MOST_RESTED = 5;

    private final LabSession session;
    private final TrainingDesk desk;
    private final ModelOpening opening;
    private final SetupViewModel setup;
    private final PanelsViewModel panels;
    private final PhasesViewModel phases;
    private final RunsViewModel runs;
    private final CurvesViewModel curves;
    private final RunTextViewModel texts = new RunTextViewModel();
    private final ProbesViewModel probes;
    private final TensorsViewModel tensors;
    private final BooleanProperty choosing = new SimpleBooleanProperty(this, "choosing", true);
    private final ReadOnlyBooleanWrapper there = new ReadOnlyBooleanWrapper(this, "there");
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper(this, "rate", Double.NaN);
    private final ReadOnlyObjectWrapper<List<KeptPlace>> kept =
            new ReadOnlyObjectWrapper<>(this, "kept", List.of());
    private boolean opened;

    /// A view model without a run.
    ///
    /// @param session what the screens share
    /// @param desk trains
    /// @param opening opens what was trained
    /// @param runner runs what takes time
    public TrainingViewModel(
            LabSession session, TrainingDesk desk, ModelOpening opening, TaskRunner runner) {
        this.session = session;
        this.desk = desk;
        this.opening = opening;
        this.setup = new SetupViewModel(session, desk, runner);
        this.panels = new PanelsViewModel(new DistributionViewModel(desk, runner));
        this.phases = new PhasesViewModel(desk, panels);
        this.runs = new RunsViewModel(desk, runner);
        this.curves = new CurvesViewModel(runs);
        this.probes = new ProbesViewModel(desk, new Words());
        this.tensors = new TensorsViewModel(desk, runner, this::caption);
        oneOf(tensors.shownProperty(), probes.shownProperty());
        desk.momentProperty().subscribe(this::show);
        desk.stateProperty().subscribe(this::stateChanged);
        desk.checkedProperty().subscribe(texts::show);
        choosing.subscribe((_, now) -> {
            if (now) {
                runs.look();
            }
        });
    }

    /// What stands in place of the phases does so one at a time.
    private static void oneOf(BooleanProperty first, BooleanProperty second) {
        first.subscribe(on -> second.set(second.get() && !on));
        second.subscribe(on -> first.set(first.get() && !on));
    }

    SetupViewModel setup() {
        return setup;
    }

    PanelsViewModel panels() {
        return panels;
    }

    /// The step at hand, phase by phase.
    PhasesViewModel phases() {
        return phases;
    }

    CurvesViewModel curves() {
        return curves;
    }

    /// The runs of earlier times.
    RunsViewModel runs() {
        return runs;
    }

    /// The probes of the run, which stand in place of its phases while they are shown.
    ProbesViewModel probes() {
        return probes;
    }

    /// What is said of a run elsewhere.
    private static final class Words implements ProbeWords {
        @Override
        public Caption caption(String title, TrainingMoment now) {
            return RunTextViewModel.caption(title, now);
        }

        @Override
        public String label(TrainingMoment now, int id) {
            return PanelsViewModel.label(now, id);
        }
    }

    /// The tensors of the run, which stand in place of its phases while they are shown.
    TensorsViewModel tensors() {
        return tensors;
    }

    private Caption caption(String title) {
        TrainingMoment now = desk.momentProperty().get();
        return now == null ? Caption.of(title) : RunTextViewModel.caption(title, now);
    }

    /// Takes dropped files.
    public FileTarget files() {
        return new TextDropViewModel(this);
    }

    /// What is said of the run.
    RunTextViewModel texts() {
        return texts;
    }

    /// What goes on.
    ReadOnlyObjectProperty<TrainingDesk.State> stateProperty() {
        return desk.stateProperty();
    }

    /// One sentence why the last command was not done; empty if it was.
    ReadOnlyStringProperty problemProperty() {
        return desk.problemProperty();
    }

    /// Whether there is a run.
    ReadOnlyBooleanProperty thereProperty() {
        return there.getReadOnlyProperty();
    }

    /// Whether the task is being chosen, in place of the run being shown.
    BooleanProperty choosingProperty() {
        return choosing;
    }

    /// The highest learning rate of the schedule, as it is set.
    ReadOnlyDoubleProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }

    /// A step to go back to.
    ///
    /// @param step which
    /// @param rested whether the run rested there, or was taken elsewhere from there
    record KeptPlace(int step, boolean rested) {}

    /// Steps to go back to, in order: a dozen of all that are kept, and the last few at which the run rested.
    ReadOnlyObjectProperty<List<KeptPlace>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    private void stateChanged(TrainingDesk.State now) {
        if (now == TrainingDesk.State.PAUSED && opened) {
            opened = false;
            choosing.set(!desk.problemProperty().get().isEmpty());
        }
        if (now == TrainingDesk.State.OPENING) {
            opened = true;
            phases.slowProperty().set(false);
        }
    }

    private void show(@Nullable TrainingMoment now) {
        there.set(now != null);
        phases.show(now);
        panels.show(now);
        curves.show(now);
        probes.show(now);
        texts.show(now);
        tensors.show(now);
        runs.show(now);
        if (now == null) {
            return;
        }
        rate.set(now.peakRate());
        kept.set(places(now));
    }

    private static List<KeptPlace> places(TrainingMoment now) {
        List<Integer> rested = now.rested();
        Set<Integer> steps = new TreeSet<>(some(now.kept()));
        steps.addAll(rested.subList(Math.max(0, rested.size() - MOST_RESTED), rested.size()));
        return steps.stream().map(step -> new KeptPlace(step, rested.contains(step))).toList();
    }

    /// Evenly spread over the list, its ends among them.
    private static List<Integer> some(List<Integer> steps) {
        if (steps.size() <= MOST_KEPT) {
            return steps;
        }
        return IntStream.range(0, MOST_KEPT)
                .mapToObj(i -> steps.get(i * (steps.size() - 1) / (MOST_KEPT - 1)))
                .toList();
    }

    /// Runs at full speed, or rests.
    void runOrPause() {
        phases.slowProperty().set(false);
        if (desk.stateProperty().get() == TrainingDesk.State.RUNNING) {
            desk.pause();
        } else {
            desk.run();
        }
    }

    /// Shows a phase, in place of what stood there: one that was done is looked at, one to come is done.
    void go(Phase phase) {
        tensors.shownProperty().set(false);
        probes.shownProperty().set(false);
        phases.go(phase);
    }

    /// Does whole steps.
    void steps(int count) {
        phases.slowProperty().set(false);
        desk.step(count);
    }

    /// Back to the beginning.
    void reset() {
        phases.slowProperty().set(false);
        desk.reset();
    }

    /// Back, or on, to a kept step.
    void rewind(int step) {
        phases.slowProperty().set(false);
        desk.rewind(step);
    }

    /// To the kept step that is nearest to a place on the curves.
    void rewindNear(double step) {
        TrainingMoment now = desk.momentProperty().get();
        if (now != null && !now.kept().isEmpty()) {
            int nearest = now.kept().getFirst();
            for (int each : now.kept()) {
                if (Math.abs(each - step) < Math.abs(nearest - step)) {
                    nearest = each;
                }
            }
            rewind(nearest);
        }
    }

    /// Sets the learning rate from the next step on.
    void setRate(double value) {
        if (value != rate.get()) {
            desk.setPeakRate(value);
        }
    }

    /// Asks how well the task has been learned.
    void check() {
        desk.check();
    }

    /// Writes the model and opens it in the lab.
    void export(Path folder) {
        phases.slowProperty().set(false);
        desk.export(
                folder,
                () -> {
                    opening.open(folder); // which takes away what was told before
                    session.tell(Notice.Tone.INFO, Messages.text("training.exported", folder));
                });
    }

    @Override
    public void playOrPause() {
        if (there.get() && !choosing.get()) {
            runOrPause();
        }
    }

    @Override
    public void one() {
        if (there.get() && !choosing.get()) {
            phases.next();
        }
    }

    @Override
    public boolean step(int by) {
        if (there.get() && !choosing.get()) {
            if (by > 0) {
                phases.next();
            } else {
                phases.back();
            }
        }
        return true;
    }

    @Override
    public boolean row(int by) {
        panels.moveRow(by);
        return true;
    }

    @Override
    public boolean escape() {
        if (choosing.get() && there.get()) {
            choosing.set(false);
            return true;
        }
        if (panels.next().positionProperty().get() != DistributionViewModel.NONE) {
            panels.next().positionProperty().set(DistributionViewModel.NONE);
            return true;
        }
        return false;
    }

    @Override
    public boolean typed(String character) {
        if (!there.get() || choosing.get()) {
            return false;
        }
        BooleanProperty shown =
                switch (character) {
                    case "w", "W" -> tensors.shownProperty();
                    case "p", "P" -> probes.shownProperty();
                    default -> null;
                };
        if (shown == null) {
            return false;
        }
        shown.set(!shown.get());
        return true;
    }

    @Override
    public void shown() {
        desk.rehearse();
        tensors.restingProperty().set(false);
    }

    @Override
    public void hidden() {
        phases.slowProperty().set(false);
        tensors.restingProperty().set(true);
    }

    @Override
    public List<String> keys() {
        return List.of(
                "train", "trainphase", "trainback", "trainrow", "traintensors", "trainprobes");
    }
}
