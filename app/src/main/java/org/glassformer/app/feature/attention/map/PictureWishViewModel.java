package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.ui.control.AttentionLinesData;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HiddenKey;
import org.glassformer.engine.analysis.Rollout;
import org.glassformer.engine.hook.Intervention;

/// What a picture is made of, and its making.
///
/// @param reading whose attention
/// @param kind a map or lines
/// @param layer the layer looked at, the last one of a rollout
/// @param heads at least one
/// @param sinkHidden whether the first token is left out and the rows are divided by what is left
record PictureWishViewModel(
        Reading reading, MapKind kind, int layer, List<HeadId> heads, boolean sinkHidden) {

    /// Lines beyond so many are left out, the weakest first.
    private static final int MOST_LINES = 1500;

    /// Its place on the shelf; of a single head only.
    PictureShelf.Key key() {
        HeadId only = heads.getFirst();
        return new PictureShelf.Key(only.layer(), only.head(), sinkHidden);
    }

    /// The same picture of another head.
    PictureWishViewModel of(HeadId head) {
        return new PictureWishViewModel(reading, kind, head.layer(), List.of(head), sinkHidden);
    }

    /// Computes the picture; off the JavaFX thread.
    ///
    /// @param labels the tokens
    /// @param context asked between parts whether anybody still wants it
    MapPicture make(List<String> labels, TaskContext context) {
        AttentionTrace trace = reading.attention();
        int length = reading.tokens().size();
        AttentionLinesData lines = AttentionLinesData.EMPTY;
        float[] weights;
        if (kind == MapKind.LINES) {
            AttentionLinesData.Collector collector = collector(labels);
            weights = lines(collector, context);
            lines = collector.finish();
        } else {
            weights = weights(trace, context);
            context.checkCancelled();
            if (sinkHidden && length > 1) {
                weights = HiddenKey.of(weights, length, 0).weights();
            }
        }
        context.checkCancelled();
        HeatmapData data =
                HeatmapData.causal(length, length, weights, firstKey(trace)).crossing(cuts(length));
        return new MapPicture(kind, data, labels, lines, sinkHidden);
    }

    private float[] weights(AttentionTrace trace, TaskContext context) {
        HeadId first = heads.getFirst();
        return switch (kind) {
            case HEAD -> trace.pattern(first.layer(), first.head());
            case AVERAGE, LINES -> trace.average(heads, part -> context.checkCancelled());
            case ROLLOUT -> Rollout.of(trace, layer, part -> context.checkCancelled());
        };
    }

    private AttentionLinesData.Collector collector(List<String> labels) {
        List<String> names =
                heads.stream()
                        .map(id -> String.format(Locale.ROOT, "%d.%d", id.layer(), id.head()))
                        .toList();
        return new AttentionLinesData.Collector(labels, names, MOST_LINES);
    }

    /// Collects the lines of each head and gives the mean of their patterns.
    private float[] lines(AttentionLinesData.Collector collector, TaskContext context) {
        AttentionTrace trace = reading.attention();
        int length = reading.tokens().size();
        float[] mean = new float[Math.multiplyExact(length, length)];
        float part = 1f / heads.size();
        for (int i = 0; i < heads.size(); i++) {
            context.checkCancelled();
            HeadId id = heads.get(i);
            float[] pattern = trace.pattern(id.layer(), id.head());
            if (sinkHidden && length > 1) {
                pattern = HiddenKey.of(pattern, length, 0).weights();
            }
            for (int query = 0; query < length; query++) {
                for (int key = 0; key <= query; key++) {
                    float weight = pattern[query * length + key];
                    mean[query * length + key] += part * weight;
                    collector.add(i, query, key, weight);
                }
            }
        }
        return mean;
    }

    /// The first key that is not masked: windows and a hidden first token mask some more than causality.
    private IntUnaryOperator firstKey(AttentionTrace trace) {
        int hidden = sinkHidden && reading.tokens().size() > 1 ? 1 : 0;
        if (kind == MapKind.ROLLOUT) {
            return query -> hidden;
        }
        int[] layers = heads.stream().mapToInt(HeadId::layer).distinct().toArray();
        return query -> {
            int first = query;
            for (int layer : layers) {
                first = Math.min(first, trace.firstKey(layer, query));
            }
            return Math.max(hidden, first);
        };
    }

    /// The edges that are cut in every head of the picture.
    private List<Cell> cuts(int length) {
        if (kind == MapKind.ROLLOUT) {
            return List.of();
        }
        AttentionTrace trace = reading.attention();
        List<Cell> candidates = new ArrayList<>();
        for (Intervention each : reading.interventions().list()) {
            switch (each) {
                case Intervention.CutEdge cut -> candidates.add(new Cell(cut.query(), cut.key()));
                case Intervention.MaskKey mask -> {
                    for (int query = Math.max(0, mask.key()); query < length; query++) {
                        candidates.add(new Cell(query, mask.key()));
                    }
                }
                case Intervention.ScaleHead scale -> {}
                case Intervention.MeanHead mean -> {}
                case Intervention.OfMlp mlp -> {}
                case Intervention.PatchResidual patch -> {}
            }
        }
        return candidates.stream()
                .distinct()
                .filter(cell ->
                        heads.stream()
                                .allMatch(id ->
                                        trace.isCut(
                                                id.layer(), id.head(), cell.row(), cell.column())))
                .toList();
    }
}
