package org.glassformer.app.feature.attention.outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.PromptTokens;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.DistributionChange;
import org.glassformer.engine.analysis.PatchGrid;
import org.glassformer.engine.analysis.PatchSweep;
import org.jspecify.annotations.Nullable;

/// Patches every layer and position in turn and tells what each does to the followed token's logit.
final class SweepViewModel {

    /// How many positions are swept: the last ones of a longer text.
    static final int MOST_POSITIONS = 64;

    /// What a sweep found.
    ///
    /// @param data a row for each layer, a column for each position: the change of the target's logit
    /// @param columns the tokens
    /// @param first the position of the first column
    /// @param shift position p was patched from the other prompt's p - shift
    /// @param largest change, either way, more than 0
    record Picture(HeatmapData data, List<String> columns, int first, int shift, double largest) {

        static final Picture NONE = new Picture(HeatmapData.EMPTY, List.of(), 0, 0, 1);
    }

    private final LabSession session;
    private final EngineService engine;
    private final PatchViewModel patch;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<Picture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Picture.NONE);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final DoubleProperty progress = new SimpleDoubleProperty(this, "progress", 0);
    private final TokenSearch search;
    private final IntegerProperty against =
            new SimpleIntegerProperty(this, "against", LabSession.NONE);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    private @Nullable PatchGrid grid;
    private Map<String, String> swept = Map.of();

    SweepViewModel(
            LabSession session, EngineService engine, PatchViewModel patch, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.patch = patch;
        this.turns = runner.newestWins();
        this.search = new TokenSearch(session, runner);
        session.modelProperty().subscribe((before, now) -> against.set(LabSession.NONE));
        session.readingProperty().subscribe(this::readingChanged);
        title.set(Messages.text("outcome.sweep.hint"));
    }

    /// What was found stays while the text does, so that one cell after the other can be patched and compared.
    private void readingChanged(@Nullable Reading before, @Nullable Reading now) {
        if (before == null || now == null || !before.tokens().equals(now.tokens())) {
            forget();
        }
    }

    /// What the last sweep found, [Picture#NONE] before the first.
    ReadOnlyObjectProperty<Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// Whether a sweep is under way.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// The part that is done, 0 to 1.
    DoubleProperty progressProperty() {
        return progress;
    }

    /// What the picture shows, or what a sweep would.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// Starts, with the place, the shift between the texts and the target as they are.
    void start() {
        Reading reading = session.readingProperty().get();
        PromptTokens other = patch.usable().orElse(null);
        if (reading == null || other == null || !patch.possibleProperty().get()) {
            return;
        }
        int followed = session.targetProperty().get();
        int target =
                followed == LabSession.NONE
                        ? DistributionChange.none(reading.logits()).likeliestAfter()
                        : followed;
        int size = reading.tokens().size();
        PatchSweep.Plan plan =
                new PatchSweep.Plan(
                        reading.tokens().stream().mapToInt(SessionToken::id).toArray(),
                        reading.interventions(),
                        other.tokens().stream().mapToInt(SessionToken::id).toArray(),
                        PatchViewModel.residual(patch.placeProperty().get()),
                        patch.toProperty().get() - patch.fromProperty().get(),
                        Math.max(0, size - MOST_POSITIONS),
                        target,
                        against.get());
        progress.set(0);
        running.set(true);
        turns.submit(
                Job.of(Messages.text("task.sweep"), context -> run(context, reading, plan))
                        .whenDone(made -> {
                            swept = settings(reading, plan, other.text());
                            show(reading, made);
                        })
                        .whenFailed(this::failed)
                        .asShown());
    }

    private PatchGrid run(TaskContext context, Reading reading, PatchSweep.Plan plan) {
        return engine.study(
                reading.model(),
                (model, breath) ->
                        new PatchSweep(model)
                                .run(
                                        plan,
                                        part -> {
                                            context.checkCancelled();
                                            context.progress(part, "");
                                            context.deliver(() -> progress.set(part));
                                            breath.run();
                                        }));
    }

    private void show(Reading reading, PatchGrid found) {
        grid = found;
        running.set(false);
        progress.set(1);
        int columns = found.positions();
        int first = found.plan().first();
        float[] changes = new float[found.layers() * columns];
        double largest = 0;
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            labels.add(TokenText.visible(reading.tokens().get(first + column).text()));
            for (int layer = 0; layer < found.layers(); layer++) {
                float change = found.logit(layer, first + column) - found.baseLogit();
                changes[layer * columns + column] = change;
                largest = Float.isNaN(change) ? largest : Math.max(largest, Math.abs(change));
            }
        }
        picture.set(
                new Picture(
                        HeatmapData.of(found.layers(), columns, changes),
                        labels,
                        first,
                        found.plan().shift(),
                        largest == 0 ? 1 : largest));
        String target = name(reading, found.plan().target());
        String before = Figures.fixed(found.baseLogit(), 2);
        title.set(
                found.plan().against() == PatchSweep.NONE
                        ? Messages.text(
                                "outcome.sweep.title",
                                target,
                                before,
                                Figures.percent(found.baseProbability()))
                        : Messages.text(
                                "outcome.sweep.difference",
                                target,
                                name(reading, found.plan().against()),
                                before));
    }

    private static String name(Reading reading, int token) {
        return label(reading.vocabulary().token(token));
    }

    private static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// The token whose logit a sweep tells, the session's followed one; [LabSession#NONE] for the likeliest.
    IntegerProperty targetProperty() {
        return session.targetProperty();
    }

    /// The token whose logit is taken from it, or [LabSession#NONE].
    IntegerProperty againstProperty() {
        return against;
    }

    /// What a token is called; empty for none.
    ObservableValue<String> nameOf(IntegerProperty token) {
        return Bindings.createStringBinding(
                () -> {
                    Reading reading = session.readingProperty().get();
                    int id = token.get();
                    return reading == null || id == LabSession.NONE ? "" : name(reading, id);
                },
                token,
                session.readingProperty());
    }

    /// The tokens that fit what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> matches() {
        return search.matchesProperty()
                .map(find ->
                        typed ->
                                find.apply(typed).stream()
                                        .map(each ->
                                                new TokenChoice(
                                                        each.id(),
                                                        label(each),
                                                        Integer.toString(each.id())))
                                        .toList());
    }

    private void failed(Throwable failure) {
        running.set(false);
        title.set(Messages.text("outcome.patch.failed", Sentences.of(failure)));
    }

    /// What was swept, and for which token.
    Caption caption() {
        return Caption.of(Messages.text("outcome.sweep.caption"))
                .with(RunSettings.of(session))
                .with(swept);
    }

    private Map<String, String> settings(Reading reading, PatchSweep.Plan plan, String other) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Messages.text("outcome.setting.other"), other);
        settings.put(
                Messages.text("outcome.setting.place"),
                Messages.text("outcome.place." + plan.place()));
        settings.put(Messages.text("outcome.setting.target"), name(reading, plan.target()));
        if (plan.against() != PatchSweep.NONE) {
            settings.put(Messages.text("outcome.setting.against"), name(reading, plan.against()));
        }
        settings.put(Messages.text("outcome.setting.shift"), Integer.toString(plan.shift()));
        return settings;
    }

    /// A row for each block and position.
    Optional<NumbersTable> table() {
        PatchGrid found = grid;
        List<String> tokens = picture.get().columns();
        if (found == null || tokens.isEmpty()) {
            return Optional.empty();
        }
        int columns = found.positions();
        int first = found.plan().first();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        found.layers() * columns,
                        List.of(
                                Column.whole(column("block"), row -> row / columns),
                                Column.whole(column("position"), row -> first + row % columns),
                                Column.text(column("token"), row -> tokens.get(row % columns)),
                                Column.float32(column("logitBefore"), "", row -> found.baseLogit()),
                                Column.float32(
                                        column("logitAfter"),
                                        "",
                                        row -> found.logit(row / columns, first + row % columns)),
                                Column.float64(
                                        column("before"), "", row -> found.baseProbability()),
                                Column.float64(
                                        column("after"),
                                        "",
                                        row ->
                                                found.probability(
                                                        row / columns, first + row % columns)))));
    }

    private static String column(String name) {
        return Messages.text("outcome.column." + name);
    }

    /// Ends a sweep that is under way; what it found is lost.
    void cancel() {
        turns.cancel();
        running.set(false);
    }

    /// Drops what was found, because it is about another text.
    void forget() {
        cancel();
        grid = null;
        picture.set(Picture.NONE);
        title.set(Messages.text("outcome.sweep.hint"));
    }

    /// Patches what a cell stands for: its layer and position, from the place that the sweep took.
    ///
    /// @param cell of the picture
    void choose(Cell cell) {
        Picture shown = picture.get();
        if (shown.data().contains(cell) && !shown.data().isMasked(cell.row(), cell.column())) {
            patch.layerProperty().set(cell.row());
            patch.toProperty().set(shown.first() + cell.column());
            patch.fromProperty().set(shown.first() + cell.column() - shown.shift());
        }
    }
}
