package org.glassformer.app.feature.attention.outcome;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.PromptTokens;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.DistributionChange;
import org.glassformer.engine.analysis.PatchGrid;
import org.glassformer.engine.analysis.PatchSweep;

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
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    SweepViewModel(
            LabSession session, EngineService engine, PatchViewModel patch, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.patch = patch;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> forget());
        title.set(Messages.text("outcome.sweep.hint"));
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
                        target);
        progress.set(0);
        running.set(true);
        turns.submit(
                Job.of(Messages.text("task.sweep"), context -> run(context, reading, plan))
                        .whenDone(grid -> show(reading, grid))
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

    private void show(Reading reading, PatchGrid grid) {
        running.set(false);
        progress.set(1);
        int columns = grid.positions();
        int first = grid.plan().first();
        float[] changes = new float[grid.layers() * columns];
        double largest = 0;
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            labels.add(TokenText.visible(reading.tokens().get(first + column).text()));
            for (int layer = 0; layer < grid.layers(); layer++) {
                float change = grid.logit(layer, first + column) - grid.baseLogit();
                changes[layer * columns + column] = change;
                largest = Float.isNaN(change) ? largest : Math.max(largest, Math.abs(change));
            }
        }
        picture.set(
                new Picture(
                        HeatmapData.of(grid.layers(), columns, changes),
                        labels,
                        first,
                        grid.plan().shift(),
                        largest == 0 ? 1 : largest));
        String target = TokenText.visible(reading.vocabulary().token(grid.plan().target()).text());
        title.set(
                Messages.text(
                        "outcome.sweep.title",
                        target,
                        Figures.fixed(grid.baseLogit(), 2),
                        Figures.percent(grid.baseProbability())));
    }

    private void failed(Throwable failure) {
        running.set(false);
        title.set(Messages.text("outcome.patch.failed", Sentences.of(failure)));
    }

    /// Ends a sweep that is under way; what it found is lost.
    void cancel() {
        turns.cancel();
        running.set(false);
    }

    /// Drops what was found, because it is about another text.
    void forget() {
        cancel();
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
