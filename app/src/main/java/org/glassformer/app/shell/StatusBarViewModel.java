package org.glassformer.app.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.RunningTask;
import org.jspecify.annotations.Nullable;

/// The figures of the status bar as text.
public final class StatusBarViewModel {

    private final LabSession session;
    private final ReadOnlyBooleanProperty generating;
    private final ObservableList<RunningTask> tasks;
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper(this, "device", "");
    private final ReadOnlyStringWrapper precision =
            new ReadOnlyStringWrapper(this, "precision", "");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper(this, "counts", "");
    private final ReadOnlyStringWrapper forward = new ReadOnlyStringWrapper(this, "forward", "");
    private final ReadOnlyStringWrapper forwardTip = new ReadOnlyStringWrapper(this, "forwardTip");
    private final ReadOnlyStringWrapper chain = new ReadOnlyStringWrapper(this, "chain", "");
    private final ReadOnlyStringWrapper seed = new ReadOnlyStringWrapper(this, "seed", "");
    private final ReadOnlyStringWrapper speed = new ReadOnlyStringWrapper(this, "speed", "");
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity");
    private Subscription watched = Subscription.EMPTY;

    /// The figures of a session.
    ///
    /// @param session what all screens share
    /// @param generating whether tokens are being generated
    /// @param tasks the background tasks that people should know of
    public StatusBarViewModel(
            LabSession session,
            ReadOnlyBooleanProperty generating,
            ObservableList<RunningTask> tasks) {
        this.session = session;
        this.generating = generating;
        this.tasks = tasks;
        session.modelProperty().subscribe(this::showModel);
        session.tokensProperty().subscribe(tokens -> showCounts());
        session.promptProperty().subscribe(text -> showCounts());
        session.readingProperty().subscribe(this::showForward);
        session.chainMsProperty().subscribe(ms -> chain.set(millis(ms.doubleValue())));
        session.seedProperty().subscribe(n -> seed.set(Long.toString(n.longValue())));
        session.tokensPerSecondProperty().subscribe(n -> speed.set(speed(n.doubleValue())));
        session.stateProperty().subscribe(state -> showActivity());
        generating.subscribe(on -> showActivity());
        tasks.addListener((ListChangeListener<RunningTask>) change -> watchTask());
    }

    private void showModel(@Nullable ModelSummary model) {
        device.set(model == null ? "" : DeviceText.name(model.deviceNote()));
        precision.set(model == null ? "" : model.precision());
    }

    /// The time is that of the run whose results are shown, be it slow or fast.
    private void showForward(@Nullable Reading reading) {
        boolean first = reading != null && reading.firstRun();
        String ms = reading == null ? "" : millis(reading.forwardMs());
        forward.set(first ? Messages.text("status.firstRun", ms) : ms);
        forwardTip.set(Messages.text(first ? "status.forward.first" : "status.forward.tip"));
    }

    private void showCounts() {
        ModelSummary model = session.modelProperty().get();
        String text = session.promptProperty().get();
        int characters = text.codePointCount(0, text.length());
        int tokens = session.tokensProperty().get().size();
        counts.set(
                model == null
                        ? ""
                        : Messages.text(
                                "status.counts",
                                Messages.text("status.tokens", tokens, model.context()),
                                characters == 1
                                        ? Messages.text("status.character")
                                        : Messages.text("status.characters", characters)));
    }

    /// The first task is followed while there are any.
    private void watchTask() {
        watched.unsubscribe();
        watched =
                tasks.isEmpty()
                        ? Subscription.EMPTY
                        : tasks.getFirst()
                                .progressProperty()
                                .subscribe((before, now) -> showActivity());
        showActivity();
    }

    private String background() {
        if (tasks.isEmpty()) {
            return Messages.text("status.ready");
        }
        RunningTask first = tasks.getFirst();
        double part = first.progressProperty().get();
        String name =
                part < 0
                        ? first.name()
                        : Messages.text("status.task", first.name(), (int) Math.floor(100 * part));
        return tasks.size() == 1 ? name : Messages.text("status.tasks", name, tasks.size() - 1);
    }

    private void showActivity() {
        activity.set(
                switch (session.stateProperty().get()) {
                    case EMPTY -> Messages.text("status.empty");
                    case BUSY -> Messages.text("status.busy");
                    case STALE -> Messages.text("status.stale");
                    case FAILED -> Messages.text("status.failed");
                    case READY ->
                            generating.get() ? Messages.text("status.generating") : background();
                });
    }

    private static String millis(double ms) {
        if (Double.isNaN(ms)) {
            return "";
        }
        return ms < 1000
                ? Messages.text("status.ms", Figures.fixed(ms, ms < 10 ? 1 : 0))
                : Messages.text("status.s", Figures.fixed(ms / 1000, 1));
    }

    private static String speed(double tokensPerSecond) {
        return Double.isNaN(tokensPerSecond)
                ? ""
                : Messages.text("status.speed", Figures.fixed(tokensPerSecond, 0));
    }

    ReadOnlyStringProperty deviceProperty() {
        return device.getReadOnlyProperty();
    }

    ReadOnlyStringProperty precisionProperty() {
        return precision.getReadOnlyProperty();
    }

    /// How many tokens and characters the prompt has.
    ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Time of the run of the model that is shown.
    ReadOnlyStringProperty forwardProperty() {
        return forward.getReadOnlyProperty();
    }

    /// What the time of the run means.
    ReadOnlyStringProperty forwardTipProperty() {
        return forwardTip.getReadOnlyProperty();
    }

    /// Time of the last run of the chain.
    ReadOnlyStringProperty chainProperty() {
        return chain.getReadOnlyProperty();
    }

    ReadOnlyStringProperty seedProperty() {
        return seed.getReadOnlyProperty();
    }

    /// Tokens per second of the last generation.
    ReadOnlyStringProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /// What the lab is doing.
    ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }
}
