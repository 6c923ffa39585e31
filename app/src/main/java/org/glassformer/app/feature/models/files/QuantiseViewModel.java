package org.glassformer.app.feature.models.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.OpenedModel;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.NamedPointsData;
import org.glassformer.engine.generate.DecodeSpeed;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.QualityLoss;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.jspecify.annotations.Nullable;

/// What the open model loses by being rounded to each type, measured on a text. The model is opened once more for that,
/// so that the one in use goes on meanwhile.
public final class QuantiseViewModel {

    private static final DType USUAL = DType.Q8_0;
    private static final double OPENING = 0.05;

    private final LabSession session;
    private final EngineService engine;
    private final LossTextViewModel text;
    private final ModelFileViewModel file;
    private final NewestWins offering;
    private final NewestWins measuring;
    private final ReadOnlyObjectWrapper<List<TypeRowViewModel>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ObjectProperty<@Nullable TypeRowViewModel> chosen =
            new SimpleObjectProperty<>(this, "chosen");
    private final ObjectProperty<LossMeasure> measure =
            new SimpleObjectProperty<>(this, "measure", LossMeasure.KL);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private String measuredText = "";

    /// The open model of a session.
    ///
    /// @param session has the model
    /// @param engine reads it, and opens it once more
    /// @param opening opens what was written
    /// @param runner measures and writes in the background
    public QuantiseViewModel(
            LabSession session, EngineService engine, ModelOpening opening, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        text = new LossTextViewModel(session, engine, runner);
        file = new ModelFileViewModel(session, engine, opening, runner);
        offering = runner.newestWins();
        measuring = runner.newestWins();
        session.modelProperty().subscribe(this::offer);
    }

    /// Another model: what was measured is of the past.
    private void offer(@Nullable ModelSummary model) {
        cancel();
        failure.set("");
        rows.set(List.of());
        chosen.set(null);
        if (model == null) {
            return;
        }
        offering.submit(
                Job.of(
                                Messages.text("quantise.task.offer"),
                                context ->
                                        engine.study(
                                                model,
                                                (open, breath) -> TypeOffersViewModel.of(open)))
                        .whenDone(this::offered)
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    private void offered(List<TypeRowViewModel> known) {
        rows.set(known);
        chosen.set(
                known.stream()
                        .filter(row -> row.type() == USUAL && row.isWritten())
                        .findFirst()
                        .orElse(known.getFirst()));
    }

    /// The text that it is measured on.
    LossTextViewModel text() {
        return text;
    }

    /// The file of the chosen type.
    ModelFileViewModel file() {
        return file;
    }

    /// The model as it is, then the other types; empty before there is a model.
    ReadOnlyObjectProperty<List<TypeRowViewModel>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The type meant; null before there is a model.
    ObjectProperty<@Nullable TypeRowViewModel> chosenProperty() {
        return chosen;
    }

    /// What is drawn over the memory.
    ObjectProperty<LossMeasure> measureProperty() {
        return measure;
    }

    /// Whether it is being measured.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// How far measuring is, 0 to 1.
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What is being measured; empty for nothing.
    ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// Why the last measurement came to nothing; empty if it did not.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Measures all types that make the model smaller.
    void measure() {
        ModelSummary model = session.modelProperty().get();
        if (model == null || rows.get().isEmpty()) {
            return;
        }
        if (!text.isEnough()) {
            failure.set(
                    Messages.text(
                            "quantise.text.short",
                            Math.max(0, text.tokensProperty().get()),
                            LossTextViewModel.LEAST_TOKENS));
            return;
        }
        List<TypeRowViewModel> wanted = rows.get().stream().map(row -> row.with(null)).toList();
        String of = text.textProperty().get();
        measuredText = of;
        show(wanted);
        failure.set("");
        progress.set(0);
        busy.set(true);
        measuring.submit(
                Job.of(
                                Messages.text("quantise.task", model.name()),
                                context -> {
                                    measure(model, of, wanted, context);
                                    return wanted.size();
                                })
                        .asShown()
                        .whenDone(ignored -> ended())
                        .whenFailed(thrown -> {
                            ended();
                            failure.set(Sentences.alone(thrown));
                        }));
    }

    /// Gives up measuring; what is known stays.
    void cancel() {
        measuring.cancel();
        ended();
    }

    private void ended() {
        busy.set(false);
        step.set("");
    }

    private void measure(
            ModelSummary model, String of, List<TypeRowViewModel> wanted, TaskContext context) {
        try (OpenedModel opened =
                engine.open(
                        model.folder(),
                        model.device(),
                        part -> tell(context, OPENING * part, "quantise.step.open", ""))) {
            LanguageModel original = opened.languageModel();
            int[] ids = original.tokenizer().encode(of, SpecialTokens.PLAIN).ids();
            List<TypeRowViewModel> measured =
                    wanted.stream().filter(row -> isFirst(row) || row.isMeasured()).toList();
            for (int i = 0; i < measured.size(); i++) {
                TypeRowViewModel row = measured.get(i);
                double from = OPENING + (1 - OPENING) * i / measured.size();
                double share = (1 - OPENING) / measured.size() / ids.length;
                Stretch stretch = new Stretch(original, of, ids, from, share);
                tell(context, from, "quantise.step.type", row.name());
                MeasuredViewModel known = measured(row, stretch, context);
                context.deliver(() -> put(row, known));
            }
        }
    }

    private static boolean isFirst(TypeRowViewModel row) {
        return row.fit() == TypeRowViewModel.Fit.SAME;
    }

    /// One type's part of the work.
    ///
    /// @param original the model as it is
    /// @param text that is read
    /// @param ids its tokens
    /// @param from progress at its begin
    /// @param share progress of a token
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stretch(
            LanguageModel original, String text, int[] ids, double from, double share) {}

    private MeasuredViewModel measured(TypeRowViewModel row, Stretch work, TaskContext context) {
        Transformer original = work.original().transformer();
        DType type = row.type();
        if (isFirst(row) || type == null) {
            return measured(row, original, work, context);
        }
        try (Transformer changed = original.packedCopy(type)) {
            return measured(row, changed, work, context);
        }
    }

    private MeasuredViewModel measured(
            TypeRowViewModel row, Transformer changed, Stretch work, TaskContext context) {
        LanguageModel original = work.original();
        QualityLoss loss =
                QualityLoss.measure(
                        original,
                        changed,
                        List.of(work.text()),
                        done ->
                                tell(
                                        context,
                                        work.from() + work.share() * done,
                                        "quantise.step.type",
                                        row.name()));
        double speed = DecodeSpeed.measure(changed, work.ids(), context::checkCancelled);
        TokenTexts texts =
                new TokenTexts(original.tokenizer(), () -> original.tokenBytes(Set.of()));
        DType type = row.type();
        boolean widened = type != null && !changed.weightTypes().containsKey(type);
        return new MeasuredViewModel(
                loss,
                texts.token(loss.largestAt().id()).text(),
                speed,
                changed.weightBytes(),
                widened);
    }

    private void tell(TaskContext context, double part, String what, String name) {
        context.checkCancelled();
        context.progress(part, "");
        context.deliver(() -> {
            progress.set(part);
            step.set(Messages.text(what, name));
        });
    }

    private void put(TypeRowViewModel row, MeasuredViewModel known) {
        List<TypeRowViewModel> now = new ArrayList<>(rows.get());
        now.replaceAll(each -> each.name().equals(row.name()) ? each.with(known) : each);
        show(now);
    }

    /// Shows other figures; the chosen type stays chosen.
    private void show(List<TypeRowViewModel> now) {
        TypeRowViewModel before = chosen.get();
        rows.set(List.copyOf(now));
        chosen.set(
                now.stream()
                        .filter(each -> before != null && each.name().equals(before.name()))
                        .findFirst()
                        .orElse(now.getFirst()));
    }

    /// What a type does to the model, in a sentence or two.
    String about(@Nullable TypeRowViewModel row) {
        return row == null ? "" : TypeWordsViewModel.about(row, rows.get().getFirst());
    }

    /// The types measured so far, over their memory.
    NamedPointsData points() {
        return TypeWordsViewModel.points(rows.get(), measure.get());
    }

    /// What an exported panel says about itself.
    ///
    /// @param title the panel's
    Caption caption(String title) {
        ModelSummary model = session.modelProperty().get();
        Caption caption = Caption.of(title);
        return model == null
                ? caption
                : caption.with(Messages.text("models.fact.name"), model.name())
                        .with(Messages.text("models.fact.device"), model.device())
                        .with(Messages.text("quantise.caption.text"), measuredText);
    }

    /// Every type's figures; empty before there is a model.
    Optional<NumbersTable> numbers(String title) {
        List<TypeRowViewModel> now = rows.get();
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(TypeWordsViewModel.numbers(caption(title), now));
    }
}
