package org.glassformer.app.feature.models.weights;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.Matrix;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ArchitectureData;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HistogramData;
import org.glassformer.engine.model.ModelAnatomy;
import org.jspecify.annotations.Nullable;

/// The open model as a drawing, and the weights of the box that is picked. The box stays picked from block to block. Weights
/// are read only while they are in view.
public final class WeightsViewModel {

    private static final String FIRST = "wq";

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins studies;
    private final NewestWins readings;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final BooleanProperty table = new SimpleBooleanProperty(this, "table");
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final StringProperty selected = new SimpleStringProperty(this, "selected", FIRST);
    private final StringProperty weight = new SimpleStringProperty(this, "weight", "");
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
    private final ReadOnlyIntegerWrapper layer = new ReadOnlyIntegerWrapper(this, "layer");
    private final ReadOnlyObjectWrapper<ArchitectureData> drawing =
            new ReadOnlyObjectWrapper<>(this, "drawing", ArchitectureData.EMPTY);
    private final ReadOnlyObjectWrapper<List<String>> inside =
            new ReadOnlyObjectWrapper<>(this, "inside", List.of());
    private final ReadOnlyObjectWrapper<List<WeightRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyObjectWrapper<@Nullable WeightPictureViewModel> picture =
            new ReadOnlyObjectWrapper<>(this, "picture");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private @Nullable ModelSummary studied;
    private @Nullable ModelAnatomy anatomy;
    private @Nullable DrawnModelViewModel drawn;
    private int nth;

    /// The weights of a session's open model.
    ///
    /// @param session has the model, and the layer that all screens show
    /// @param engine reads the weights
    /// @param runner does so in the background
    public WeightsViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        studies = runner.newestWins();
        readings = runner.newestWins();
        session.modelProperty().subscribe(this::study);
        session.layerProperty().subscribe((_, _) -> draw());
        shown.subscribe((_, _) -> lookAgain());
        selected.subscribe((_, _) -> picked());
        weight.subscribe((_, _) -> read());
    }

    /// Whether all this is in view.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether a table of all weights stands in place of the drawing.
    BooleanProperty tableProperty() {
        return table;
    }

    /// Whether the counts of the histogram are on a logarithmic axis.
    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// Id of the box that is picked.
    StringProperty selectedProperty() {
        return selected;
    }

    /// Name of the weight in view, one of those in the box.
    StringProperty weightProperty() {
        return weight;
    }

    /// The locked cell, or null.
    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    /// The block that is drawn in full.
    ReadOnlyIntegerProperty layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /// The drawing.
    ReadOnlyObjectProperty<ArchitectureData> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    /// Names of the weights in the picked box.
    ReadOnlyObjectProperty<List<String>> insideProperty() {
        return inside.getReadOnlyProperty();
    }

    /// All weights of the model.
    ReadOnlyObjectProperty<List<WeightRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// What is to be seen of the weight; null before the first.
    ReadOnlyObjectProperty<@Nullable WeightPictureViewModel> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// One sentence why there is nothing to be seen; empty if there is.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// The model or the layer may have changed while this was out of view.
    private void lookAgain() {
        if (!Objects.equals(studied, session.modelProperty().get())) {
            study();
        } else if (layer.get() != session.layerProperty().get()) {
            draw();
        }
    }

    private void study() {
        ModelSummary model = session.modelProperty().get();
        if (model == null || !shown.get() || model.equals(studied)) {
            return;
        }
        studies.submit(
                Job.of(
                                Messages.text("weights.task.study"),
                                _ -> engine.study(model, (open, _) -> ModelAnatomy.of(open)))
                        .whenDone(found -> {
                            studied = model;
                            anatomy = found;
                            weight.set("");
                            draw();
                        })
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    private void draw() {
        ModelAnatomy of = anatomy;
        if (of == null || !shown.get()) {
            return;
        }
        int block = Math.clamp(session.layerProperty().get(), 0, of.config().nLayer() - 1);
        DrawnModelViewModel made = new DrawnModelViewModel(of, block);
        drawn = made;
        layer.set(block);
        drawing.set(made.data());
        rows.set(made.rows());
        choose();
    }

    private void picked() {
        nth = 0;
        choose();
    }

    /// Shows the weight of the picked box that has the same place in it as before.
    private void choose() {
        DrawnModelViewModel now = drawn;
        if (now == null) {
            return;
        }
        List<String> names = now.inside(selected.get());
        if (names.isEmpty()) {
            selected.set(FIRST);
            return;
        }
        int place = Math.clamp(nth, 0, names.size() - 1);
        inside.set(names);
        weight.set(names.get(place));
    }

    private void read() {
        ModelSummary model = studied;
        String name = weight.get();
        DrawnModelViewModel now = drawn;
        if (model == null || now == null || !now.has(name)) {
            return;
        }
        nth = Math.max(0, inside.get().indexOf(name));
        readings.submit(
                Job.of(
                                Messages.text("weights.task.read", name),
                                context ->
                                        engine.study(
                                                model,
                                                (open, breath) ->
                                                        WeightPictureViewModel.read(
                                                                open,
                                                                name,
                                                                () -> {
                                                                    context.checkCancelled();
                                                                    breath.run();
                                                                })))
                        .whenDone(read -> {
                            failure.set("");
                            locked.set(null);
                            picture.set(read);
                        })
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    /// Shows another block in full, on all screens.
    void showLayer(int wanted) {
        session.layerProperty().set(Math.clamp(wanted, 0, Math.max(0, drawing.get().layers() - 1)));
    }

    /// Shows a weight of any block.
    void show(WeightRow row) {
        if (row.layer() >= 0) {
            showLayer(row.layer());
        }
        selected.set(row.box());
        DrawnModelViewModel now = drawn;
        if (now != null && now.inside(row.box()).contains(row.name())) {
            weight.set(row.name());
        }
    }

    /// Index and exact value of a cell; empty without one.
    String reading(@Nullable Cell cell) {
        WeightPictureViewModel now = picture.get();
        return now == null || cell == null ? "" : now.reading(cell);
    }

    private Caption of(String title) {
        ModelSummary model = studied;
        return model == null
                ? Caption.of(title)
                : Caption.of(title).with(Messages.text("models.fact.name"), model.name());
    }

    /// What an exported drawing says of itself.
    Caption caption() {
        return of(Messages.text("weights.title"))
                .with(Messages.text("weights.layer"), Integer.toString(layer.get()));
    }

    /// All weights of the model as a table; empty without a model.
    Optional<NumbersTable> numbers() {
        List<WeightRow> all = rows.get();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption(),
                                all.size(),
                                List.of(
                                        Column.text(column("name"), i -> all.get(i).name()),
                                        Column.text(column("part"), i -> all.get(i).part()),
                                        Column.whole(column("layer"), i -> all.get(i).layer()),
                                        Column.text(column("shape"), i -> all.get(i).shape()),
                                        Column.whole(column("count"), i -> all.get(i).count()),
                                        Column.text(column("type"), i -> all.get(i).type()),
                                        Column.whole(column("bytes"), i -> all.get(i).bytes()))));
    }

    private static String column(String name) {
        return Messages.text("weights.column." + name);
    }

    private Caption weightCaption(String title) {
        WeightPictureViewModel now = picture.get();
        return now == null
                ? of(title)
                : of(title)
                        .with(Messages.text("weights.caption.weight"), now.name())
                        .with(Messages.text("weights.caption.shown"), now.about())
                        .with(
                                Messages.text("weights.caption.figures"),
                                String.join("  ·  ", now.figures()));
    }

    /// What an exported heat map says of itself.
    Caption mapCaption() {
        return weightCaption(weight.get());
    }

    /// What an exported histogram says of itself.
    Caption histogramCaption() {
        return weightCaption(Messages.text("weights.histogram"));
    }

    /// All numbers of the weight with their indices, read from the model while they are written; empty without any, or
    /// with more than a table can have.
    Optional<NumbersTable> weightNumbers() {
        WeightPictureViewModel now = picture.get();
        ModelSummary model = studied;
        if (now == null || model == null || (long) now.rows() * now.columns() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        int columns = now.columns();
        Matrix.Source source = new WeightSourceViewModel(engine, model, now.name(), columns);
        return Optional.of(
                new NumbersTable(
                                mapCaption(),
                                now.rows() * columns,
                                List.of(
                                        Column.whole(
                                                Messages.text("weights.row"),
                                                i -> (long) i / columns),
                                        Column.whole(
                                                Messages.text("weights.column"),
                                                i -> (long) i % columns),
                                        Column.float32(
                                                Messages.text("weights.value"),
                                                "",
                                                i -> source.at(i / columns, i % columns))))
                        .with(new Matrix(now.rows(), columns, source)));
    }

    /// The ranges of the histogram with their counts; empty without any.
    Optional<NumbersTable> histogramNumbers() {
        WeightPictureViewModel now = picture.get();
        if (now == null) {
            return Optional.empty();
        }
        HistogramData data = now.histogram();
        return Optional.of(
                new NumbersTable(
                        histogramCaption(),
                        data.size(),
                        List.of(
                                Column.float64(Messages.text("weights.from"), "", data::edge),
                                Column.float64(
                                        Messages.text("weights.to"), "", i -> data.edge(i + 1)),
                                Column.whole(Messages.text("weights.many"), data::count))));
    }
}
