package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.Matrix;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// What the picture says when it leaves the lab: a caption with every setting, and its numbers whole.
final class MapNumbersViewModel {

    private final LabSession session;
    private final MapViewModel map;

    MapNumbersViewModel(LabSession session, MapViewModel map) {
        this.session = session;
        this.map = map;
    }

    /// Title, model, device, precision, text, what was done to the picture, and the interventions in force.
    Caption caption() {
        Caption caption = Caption.of(map.titleProperty().get());
        ModelSummary model = session.modelProperty().get();
        Reading reading = session.readingProperty().get();
        if (model != null) {
            caption =
                    caption.with(Messages.text("export.setting.model"), model.name())
                            .with(Messages.text("export.setting.device"), model.device())
                            .with(Messages.text("export.setting.precision"), model.precision());
        }
        if (reading != null) {
            caption = caption.with(Messages.text("export.setting.prompt"), reading.text());
        }
        return caption.with(Messages.text("amap.export.shown"), map.noteProperty().get())
                .with(Messages.text("amap.export.interventions"), interventions(reading));
    }

    /// The interventions in force, written as the command line takes them.
    private static String interventions(@Nullable Reading reading) {
        return reading == null
                ? ""
                : reading.interventions().list().stream()
                        .map(MapNumbersViewModel::text)
                        .collect(Collectors.joining(", "));
    }

    private static String text(Intervention what) {
        return switch (what) {
            case Intervention.ScaleHead i ->
                    i.factor() == 0
                            ? "ablate:" + head(i.layer(), i.head())
                            : "scale:" + head(i.layer(), i.head()) + "=" + i.factor();
            case Intervention.MeanHead i -> "mean:" + head(i.layer(), i.head());
            case Intervention.CutEdge i ->
                    "cut:" + head(i.layer(), i.head()) + ":" + i.query() + ">" + i.key();
            case Intervention.MaskKey i -> "mask:" + i.key();
            case Intervention.ScaleNeuron i -> neuron(i.layer(), i.neuron()) + "=" + i.factor();
            case Intervention.MeanNeuron i -> neuron(i.layer(), i.neuron()) + "=mean";
            case Intervention.ScaleMlp i -> mlp(i.layer()) + "=" + i.factor();
            case Intervention.MeanMlp i -> mlp(i.layer()) + "=mean";
            case Intervention.PatchResidual i ->
                    "patch:" + i.place().hookName(i.layer()) + ":" + i.position();
        };
    }

    private static String neuron(int layer, int neuron) {
        return "neuron:" + layer + "." + neuron;
    }

    private static String mlp(int layer) {
        return "mlp:" + (layer == Intervention.ALL ? "*" : layer);
    }

    private static String head(int layer, int head) {
        return (layer == Intervention.ALL ? "*" : layer)
                + "."
                + (head == Intervention.ALL ? "*" : head);
    }

    /// A row for each query, a column for each key; as an array, 0 stands for what a query cannot see.
    Optional<NumbersTable> numbers() {
        MapPicture picture = map.pictureProperty().get();
        HeatmapData data = picture.data();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(Messages.text("export.column.query"), row -> row));
        columns.add(Column.text(Messages.text("export.column.token"), picture.labels()::get));
        for (int key = 0; key < data.columns(); key++) {
            int at = key;
            columns.add(
                    Column.float32(
                            key + " " + picture.labels().get(key),
                            "",
                            row -> data.isMasked(row, at) ? Float.NaN : data.value(row, at)));
        }
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Matrix matrix =
                new Matrix(
                        data.rows(),
                        data.columns(),
                        (row, key) -> data.isMasked(row, key) ? 0 : data.value(row, key));
        return Optional.of(new NumbersTable(caption(), data.rows(), columns).with(matrix));
    }
}
