package org.glassformer.app.feature.training;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SavedRun;
import org.glassformer.app.session.SavedRuns;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.LogSeries;
import org.glassformer.engine.train.live.StoredRun;
import org.jspecify.annotations.Nullable;

/// The runs of earlier times: to go on with, to compare with, to remove.
final class RunsViewModel {

    /// As many as can be told apart.
    static final int MOST_OVERLAID = 5;

    private static final int THOUSAND = 1000;

    private final TrainingDesk desk;
    private final SavedRuns files;
    private final TaskRunner runner;
    private final NewestWins listing;
    private final Deque<SavedRun> removed = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<List<SavedRun>> runs =
            new ReadOnlyObjectWrapper<>(this, "runs", List.of());
    private final ReadOnlyObjectWrapper<List<Overlaid>> overlaid =
            new ReadOnlyObjectWrapper<>(this, "overlaid", List.of());
    private final BooleanProperty present = new SimpleBooleanProperty(this, "present", true);
    private final ReadOnlyStringWrapper space = new ReadOnlyStringWrapper(this, "space", "");
    private final ReadOnlyStringWrapper undoText = new ReadOnlyStringWrapper(this, "undo", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /// A run whose curves are in view beside those of the present one.
    ///
    /// @param run which
    /// @param name for the legend
    /// @param log what was measured
    record Overlaid(SavedRun run, String name, LogSeries log) {}

    RunsViewModel(TrainingDesk desk, TaskRunner runner) {
        this.desk = desk;
        this.files = desk.savedRuns();
        this.runner = runner;
        this.listing = runner.newestWins();
        list(true);
    }

    /// The runs, the newest first.
    ReadOnlyObjectProperty<List<SavedRun>> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /// Runs in view beside the present one, in the order in which they were chosen.
    ReadOnlyObjectProperty<List<Overlaid>> overlaidProperty() {
        return overlaid.getReadOnlyProperty();
    }

    /// Whether the curves of the present run are in view.
    BooleanProperty presentProperty() {
        return present;
    }

    /// How many there are and what they take; empty without any.
    ReadOnlyStringProperty spaceProperty() {
        return space.getReadOnlyProperty();
    }

    /// What undoing brings back, in words; empty if nothing was removed.
    ReadOnlyStringProperty undoTextProperty() {
        return undoText.getReadOnlyProperty();
    }

    /// One sentence why the last command was not done; empty if it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Looks which runs there are.
    void look() {
        list(false);
    }

    /// @param anew whether what an earlier lab removed is deleted for good first
    private void list(boolean anew) {
        listing.submit(
                Job.of(
                                Messages.text("training.task.runs"),
                                _ -> {
                                    if (anew) {
                                        files.empty();
                                    }
                                    return files.list();
                                })
                        .whenDone(this::show)
                        .whenFailed(failure -> problem.set(Sentences.alone(failure))));
    }

    private void show(List<SavedRun> found) {
        runs.set(found);
        long bytes = found.stream().mapToLong(SavedRun::bytes).sum();
        space.set(
                found.isEmpty()
                        ? ""
                        : Messages.text(
                                "training.runs.space", found.size(), size(bytes), files.place()));
        List<Overlaid> left =
                overlaid.get().stream()
                        .filter(each -> found.stream().anyMatch(run -> same(run, each.run())))
                        .toList();
        if (left.size() < overlaid.get().size()) {
            overlaid.set(left);
        }
    }

    private static boolean same(SavedRun a, SavedRun b) {
        return a.folder().equals(b.folder());
    }

    /// Whether a run is the one that is open.
    boolean isOpen(SavedRun run) {
        TrainingMoment now = desk.momentProperty().get();
        Path folder = now == null ? null : now.saved().folder();
        return run.folder().equals(folder);
    }

    /// Goes on with a run.
    void resume(SavedRun run) {
        if (!isOpen(run)) {
            desk.resume(run.folder());
        }
    }

    /// Removes a run; it can be brought back until the lab is closed. The open one stays.
    void remove(SavedRun run) {
        if (isOpen(run)) {
            return;
        }
        change(
                () -> files.remove(run),
                () -> {
                    removed.push(run);
                    tellUndo();
                });
    }

    /// Brings back the run that was removed last.
    void undo() {
        SavedRun run = removed.poll();
        if (run != null) {
            tellUndo();
            change(() -> files.restore(run), () -> {});
        }
    }

    private void change(Runnable work, Runnable whenDone) {
        problem.set("");
        runner.submit(
                Job.of(
                                Messages.text("training.task.runs"),
                                _ -> {
                                    work.run();
                                    return true;
                                })
                        .whenDone(_ -> {
                            whenDone.run();
                            look();
                        })
                        .whenFailed(failure -> {
                            problem.set(Sentences.alone(failure));
                            look();
                        }));
    }

    private void tellUndo() {
        SavedRun last = removed.peek();
        undoText.set(last == null ? "" : Messages.text("training.runs.undo", label(last)));
    }

    /// Whether the curves of a run are in view.
    boolean isOverlaid(SavedRun run) {
        return overlaid.get().stream().anyMatch(each -> same(run, each.run()));
    }

    /// Shows the curves of a run beside those of the present one, or hides them again. When there are too many, those
    /// chosen first go.
    void overlay(SavedRun run, boolean on) {
        List<Overlaid> others =
                new ArrayList<>(
                        overlaid.get().stream().filter(each -> !same(run, each.run())).toList());
        if (!on) {
            overlaid.set(List.copyOf(others));
            return;
        }
        problem.set("");
        runner.submit(
                Job.of(
                                Messages.text("training.task.log"),
                                _ ->
                                        new Overlaid(
                                                run, label(run), new StoredRun(run.folder()).log()))
                        .whenDone(this::add)
                        .whenFailed(failure -> problem.set(Sentences.alone(failure))));
    }

    private void add(Overlaid read) {
        List<Overlaid> all =
                new ArrayList<>(
                        overlaid.get().stream()
                                .filter(each -> !same(read.run(), each.run()))
                                .toList());
        all.add(read);
        while (all.size() > MOST_OVERLAID) {
            all.removeFirst();
        }
        overlaid.set(List.copyOf(all));
    }

    /// The task of a run and when it was saved, as short as a legend needs it.
    static String label(SavedRun run) {
        ZonedDateTime saved = run.saved().atZone(ZoneId.systemDefault());
        boolean today = saved.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        DateTimeFormatter format =
                today
                        ? DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                        : DateTimeFormatter.ofLocalizedDateTime(
                                FormatStyle.SHORT, FormatStyle.SHORT);
        return task(run) + " " + format.format(saved);
    }

    /// What a run learns.
    static String task(SavedRun run) {
        LiveSettings settings = run.settings();
        return settings == null
                ? run.name()
                : Messages.text(
                        "training.lesson." + settings.task().kind().name(), settings.task().size());
    }

    /// When a run was saved last.
    static String when(SavedRun run) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault())
                .format(run.saved());
    }

    /// The model of a run and how it learns; empty if that cannot be read.
    static String about(SavedRun run) {
        LiveSettings settings = run.settings();
        if (settings == null) {
            return "";
        }
        Path base = settings.base();
        String model =
                base == null
                        ? Messages.text(
                                "training.runs.shape",
                                settings.shape().nLayer(),
                                settings.shape().nHead(),
                                settings.shape().nEmbd())
                        : Messages.text(
                                "training.runs.base", Objects.toString(base.getFileName(), ""));
        return Messages.text(
                "training.runs.about",
                model,
                Messages.text("training.optimiser." + settings.optimiser().kind().name()),
                Figures.value(settings.optimiser().learningRate()),
                Long.toString(settings.seed()));
    }

    /// Bytes as people read them.
    static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < units.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return Figures.value(value) + " " + units[unit];
    }

    /// The open run was left or another begun: what lies in the folder is another.
    void show(@Nullable TrainingMoment now) {
        if (now == null) {
            return;
        }
        Path folder = now.saved().folder();
        boolean unknown =
                folder != null
                        && now.saved().savedStep() >= 0
                        && runs.get().stream().noneMatch(run -> run.folder().equals(folder));
        if (unknown && !listing.isBusy()) {
            look();
        }
    }
}
