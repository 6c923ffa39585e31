package org.glassformer.app.feature.models.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.OpenedModel;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.InStep;
import org.jspecify.annotations.Nullable;

/// The devices, and the session's text on the one in use and on another in step: both read the same tokens, and the
/// logits are laid side by side.
public final class DevicesViewModel {

    /// How many tokens both devices go on for after the text.
    private static final int MORE = 20;

    private static final String ORACLE = "scalar";
    private static final long REDRAW_NANOS = 100_000_000;

    /// What came of a comparison.
    ///
    /// @param model that was compared, on its device
    /// @param device the other one
    /// @param report the figures
    /// @param vocabulary names the tokens
    record Compared(
            ModelSummary model, String device, InStep.Report report, TokenTexts vocabulary) {

        /// Whether nothing is known yet.
        boolean isEmpty() {
            return report.positions().isEmpty();
        }

        /// The positions as people read them.
        List<RowViewModel> rows() {
            List<RowViewModel> rows = new ArrayList<>();
            for (InStep.Position each : report.positions()) {
                rows.add(
                        new RowViewModel(
                                each,
                                vocabulary.token(each.id()).text(),
                                vocabulary.token(each.token()).text(),
                                vocabulary.token(each.bestA()).text(),
                                vocabulary.token(each.bestB()).text(),
                                each.index() < report.prompt()));
            }
            return rows;
        }
    }

    private final LabSession session;
    private final EngineService engine;
    private final ModelOpening opening;
    private final TaskRunner runner;
    private final NewestWins turns;
    private final ObjectProperty<@Nullable String> other =
            new SimpleObjectProperty<>(this, "other");
    private final ReadOnlyObjectWrapper<@Nullable Compared> compared =
            new ReadOnlyObjectWrapper<>(this, "compared");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");

    /// The devices of a session.
    ///
    /// @param session has the model, the text and the devices
    /// @param engine opens the model once more
    /// @param opening moves the model to a device
    /// @param runner compares in the background
    public DevicesViewModel(
            LabSession session, EngineService engine, ModelOpening opening, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.opening = opening;
        this.runner = runner;
        turns = runner.newestWins();
        session.modelProperty().subscribe(this::offer);
        session.devicesProperty().subscribe(ignored -> offerOthers());
    }

    /// Another model: what was compared is of the past.
    private void offer(@Nullable ModelSummary model) {
        cancel();
        compared.set(null);
        failure.set("");
        offerOthers();
    }

    private void offerOthers() {
        List<String> offered = others();
        if (other.get() == null || !offered.contains(other.get())) {
            other.set(
                    offered.contains(ORACLE) ? ORACLE : offered.stream().findFirst().orElse(null));
        }
    }

    /// All devices.
    ReadOnlyObjectProperty<List<DeviceSummary>> devicesProperty() {
        return session.devicesProperty();
    }

    /// The model in use.
    ReadOnlyObjectProperty<@Nullable ModelSummary> modelProperty() {
        return session.modelProperty();
    }

    /// Moves the model to a device.
    void use(String device) {
        opening.moveTo(device);
    }

    /// What a device is, or why it cannot be used.
    static String words(DeviceSummary device) {
        String words = device.available() ? device.description() : device.why();
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// The devices that can be compared with the one in use.
    List<String> others() {
        ModelSummary model = session.modelProperty().get();
        return session.devicesProperty().get().stream()
                .filter(DeviceSummary::available)
                .map(DeviceSummary::name)
                .filter(name -> model == null || !name.equals(model.device()))
                .toList();
    }

    /// The device to compare with; null while there is no other.
    ObjectProperty<@Nullable String> otherProperty() {
        return other;
    }

    /// What is known; null before the first comparison.
    ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /// Whether a comparison runs.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why the last comparison came to nothing; empty if it did not.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Compares the session's text on both devices.
    void compare() {
        Reading reading = session.readingProperty().get();
        String device = other.get();
        if (reading == null || device == null) {
            return;
        }
        busy.set(true);
        failure.set("");
        turns.submit(
                Job.of(
                                Messages.text("devices.task", device),
                                context -> compare(reading, device, MORE, context))
                        .asShown()
                        .whenDone(done -> {
                            busy.set(false);
                            compared.set(done);
                        })
                        .whenFailed(thrown -> {
                            busy.set(false);
                            failure.set(Sentences.alone(thrown));
                        }));
    }

    /// Gives up what runs; what is known stays.
    void cancel() {
        turns.cancel();
        busy.set(false);
    }

    private Compared compare(Reading reading, String device, int tokens, TaskContext context) {
        ModelSummary model = reading.model();
        try (OpenedModel opened =
                engine.open(
                        model.folder(),
                        device,
                        part -> {
                            context.checkCancelled();
                            context.progress(part / 2, "");
                        })) {
            AtomicLong shown = new AtomicLong(System.nanoTime());
            InStep.Report report =
                    engine.study(
                            model,
                            (first, breath) ->
                                    InStep.run(
                                            first,
                                            opened.languageModel().transformer(),
                                            reading.ids(),
                                            tokens,
                                            soFar -> {
                                                breath.run();
                                                context.checkCancelled();
                                                show(reading, device, soFar, shown, context);
                                                return true;
                                            }));
            return new Compared(model, device, report, reading.vocabulary());
        }
    }

    private void show(
            Reading reading,
            String device,
            InStep.Report soFar,
            AtomicLong shown,
            TaskContext context) {
        long now = System.nanoTime();
        if (now - shown.get() < REDRAW_NANOS) {
            return;
        }
        shown.set(now);
        Compared known = new Compared(reading.model(), device, soFar, reading.vocabulary());
        runner.later(() -> {
            if (!context.isCancelled() && busy.get()) {
                compared.set(known);
            }
        });
    }

    /// The comparison in a sentence.
    static String sentence(Compared now) {
        InStep.Report report = now.report();
        InStep.Position worst = report.worst();
        int first = report.firstDifferent();
        String most =
                worst.largest() == 0
                        ? Messages.text("devices.equal", report.positions().size())
                        : Messages.text(
                                "devices.largest",
                                worst.largest(),
                                visible(now, worst.token()),
                                worst.index());
        if (first < 0) {
            return most + " " + Messages.text("devices.agreed");
        }
        InStep.Position at = report.positions().get(first);
        return most
                + " "
                + Messages.text(
                        "devices.differs",
                        first,
                        visible(now, at.bestA()),
                        visible(now, at.bestB()));
    }

    private static String visible(Compared now, int id) {
        return TokenText.visible(now.vocabulary().token(id).text());
    }

    /// What both took for it.
    static String times(Compared now) {
        return Messages.text(
                "devices.times",
                now.model().device(),
                Figures.value(now.report().secondsA() * 1000),
                now.device(),
                Figures.value(now.report().secondsB() * 1000),
                now.report().positions().stream().filter(each -> each.moved() > 0).count(),
                now.report().positions().size());
    }

    /// The largest difference and the divergence at each position; where there is none, a gap.
    static PlotData curves(Compared now) {
        List<InStep.Position> positions = now.report().positions();
        double[] x = positions.stream().mapToDouble(InStep.Position::index).toArray();
        double[] largest = positions.stream().mapToDouble(InStep.Position::largest).toArray();
        double[] kl = positions.stream().mapToDouble(InStep.Position::klBits).toArray();
        return new PlotData(
                PlotAxis.of(Messages.text("devices.position")).ofCounts(),
                PlotAxis.of("").logarithmic(true),
                List.of(
                        PlotSeries.line(Messages.text("devices.curve.largest"), x, largest),
                        PlotSeries.line(Messages.text("devices.curve.kl"), x, kl)));
    }

    /// What an exported panel says about itself.
    Caption caption() {
        Compared now = compared.get();
        Caption caption = Caption.of(Messages.text("devices.compare.title"));
        return now == null
                ? caption
                : caption.with(Messages.text("models.fact.name"), now.model().name())
                        .with("A", now.model().device())
                        .with("B", now.device());
    }

    /// Every position's figures; empty before the first comparison.
    Optional<NumbersTable> numbers() {
        Compared now = compared.get();
        if (now == null) {
            return Optional.empty();
        }
        List<RowViewModel> rows = now.rows();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        rows.size(),
                        List.of(
                                new Column.Wholes("position", i -> rows.get(i).position().index()),
                                new Column.Wholes("id", i -> rows.get(i).position().id()),
                                new Column.Texts("token", i -> rows.get(i).token()),
                                new Column.Texts(
                                        "largest difference",
                                        i -> Double.toString(rows.get(i).position().largest())),
                                new Column.Wholes("at id", i -> rows.get(i).position().token()),
                                new Column.Texts(
                                        "KL (bits)",
                                        i -> Double.toString(rows.get(i).position().klBits())),
                                new Column.Wholes("moved", i -> rows.get(i).position().moved()),
                                new Column.Texts("A next", i -> rows.get(i).best()),
                                new Column.Texts("B next", i -> rows.get(i).otherBest())),
                        null));
    }
}
