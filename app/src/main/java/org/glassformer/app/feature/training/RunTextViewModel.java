package org.glassformer.app.feature.training;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.export.Caption;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.live.CheckResult;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.SaveStatus;
import org.jspecify.annotations.Nullable;

/// What is said of a run, in words: its step, its task, its speed, how far it is saved, how well it has learned.
final class RunTextViewModel {
    private final ReadOnlyStringWrapper stepText = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyStringWrapper about = new ReadOnlyStringWrapper(this, "about", "");
    private final ReadOnlyStringWrapper task = new ReadOnlyStringWrapper(this, "task", "");
    private final ReadOnlyStringWrapper watch = new ReadOnlyStringWrapper(this, "watch", "");
    private final ReadOnlyStringWrapper speed = new ReadOnlyStringWrapper(this, "speed", "");
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper(this, "saved", "");
    private final ReadOnlyStringWrapper saving = new ReadOnlyStringWrapper(this, "saving", "");
    private final ReadOnlyStringWrapper checked = new ReadOnlyStringWrapper(this, "checked", "");
    private final ReadOnlyStringWrapper cases = new ReadOnlyStringWrapper(this, "cases", "");

    /// The number of the step at hand, or of steps done.
    ReadOnlyStringProperty stepTextProperty() {
        return stepText.getReadOnlyProperty();
    }

    /// The task and the model.
    ReadOnlyStringProperty aboutProperty() {
        return about.getReadOnlyProperty();
    }

    /// The task alone.
    ReadOnlyStringProperty taskProperty() {
        return task.getReadOnlyProperty();
    }

    /// What to watch while the task is learned.
    ReadOnlyStringProperty watchProperty() {
        return watch.getReadOnlyProperty();
    }

    /// Steps a second; empty before it was measured.
    ReadOnlyStringProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /// How far the run is saved.
    ReadOnlyStringProperty savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /// One sentence why the run cannot be saved; empty if it can.
    ReadOnlyStringProperty savingProperty() {
        return saving.getReadOnlyProperty();
    }

    /// How well the task had been learned when that was last asked, in a sentence; empty if it was not.
    ReadOnlyStringProperty checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// Some of the cases asked, line by line.
    ReadOnlyStringProperty casesProperty() {
        return cases.getReadOnlyProperty();
    }

    /// Tells of another moment.
    void show(@Nullable TrainingMoment now) {
        if (now == null) {
            return;
        }
        stepText.set(Messages.text("training.step", number(now)));
        about.set(about(now.run().settings()));
        task.set(task(now.run().settings()));
        watch.set(watch(now));
        speed.set(
                Double.isNaN(now.stepsPerSecond())
                        ? ""
                        : Messages.text("training.speed", now.stepsPerSecond()));
        saved.set(saved(now.saved()));
        String unsaved = now.saved().problem();
        saving.set(unsaved == null ? "" : unsaved);
    }

    /// Tells how well the task has been learned.
    void show(@Nullable CheckResult result) {
        checked.set(result == null ? "" : sentence(result));
        cases.set(
                result == null
                        ? ""
                        : result.shown().stream()
                                .map(RunTextViewModel::line)
                                .collect(Collectors.joining("\n")));
    }

    private static String sentence(CheckResult result) {
        String which = result.unseen() ? "unseen" : "seen";
        String verdict =
                Double.isNaN(result.goal())
                        ? ""
                        : Messages.text(
                                result.passed() ? "training.check.passed" : "training.check.goal",
                                result.measure() == CheckResult.Measure.EXACT
                                        ? Figures.percent(result.goal())
                                        : Figures.value(result.goal()));
        return result.measure() == CheckResult.Measure.EXACT
                ? Messages.text(
                        "training.check.exact." + which,
                        result.step(),
                        result.right(),
                        result.cases(),
                        Figures.percent(result.value()),
                        verdict)
                : Messages.text(
                        "training.check.bits." + which,
                        result.step(),
                        Figures.fixed(result.value(), 3),
                        verdict);
    }

    private static String line(CheckResult.Case asked) {
        String key = asked.right() ? "training.check.right" : "training.check.wrong";
        return Messages.text(key, asked.prompt(), asked.written(), asked.expected());
    }

    /// The step at hand; between steps the number of those done.
    private static int number(TrainingMoment now) {
        return now.phase() == null || now.view() == null ? now.step() : now.view().step();
    }

    private static String task(LiveSettings settings) {
        return Messages.text(
                "training.lesson." + settings.task().kind().name(), settings.task().size());
    }

    private static String about(LiveSettings settings) {
        ModelShape shape = settings.shape();
        String task = task(settings);
        Path base = settings.base();
        return base == null
                ? Messages.text(
                        "training.about", task, shape.nLayer(), shape.nHead(), shape.nEmbd())
                : Messages.text("training.about.base", task, base.getFileName());
    }

    private static String saved(SaveStatus status) {
        if (status.problem() != null) {
            return Messages.text("training.saved.not");
        }
        if (status.folder() == null) {
            return Messages.text("training.saved.memory");
        }
        return status.savedStep() < 0 ? "" : Messages.text("training.saved", status.savedStep());
    }

    /// Where a run stands that shows no step, and what can be done; at the beginning also what to watch.
    static String hint(TrainingMoment now) {
        String step =
                Messages.text(
                        now.step() == 0 ? "training.hint.first" : "training.hint", now.step());
        return now.step() == 0 ? watch(now) + "\n\n" + step : step;
    }

    private static String watch(TrainingMoment now) {
        return Messages.text("training.watch." + now.run().settings().task().kind().name());
    }

    /// What an exported panel of a run says of itself.
    static Caption caption(String title, TrainingMoment now) {
        LiveSettings settings = now.run().settings();
        return Caption.of(title)
                .with(Messages.text("training.caption.run"), about(settings))
                .with(Messages.text("training.caption.step"), Figures.count(number(now)))
                .with(Messages.text("training.field.BATCH"), Integer.toString(settings.batch()))
                .with(Messages.text("training.field.RATE"), Figures.value(now.rate()))
                .with(
                        Messages.text("training.optimiser"),
                        settings.optimiser().kind().name().toLowerCase(Locale.ROOT))
                .with(Messages.text("training.field.SEED"), Long.toString(settings.seed()));
    }
}
