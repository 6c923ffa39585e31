package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.app.ui.control.AttentionLinesData;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HiddenKey;
import org.glassformer.engine.analysis.Rollout;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// Which attention is looked at, and its picture, computed off the JavaFX thread; the newest wish wins.
final class PictureViewModel {

    /// Lines beyond so many are left out, the weakest first.
    private static final int MOST_LINES = 1500;

    /// What a picture is made of.
    private record Wish(
            Reading reading, MapKind kind, int layer, List<HeadId> heads, boolean sinkHidden) {

        PictureShelf.Key key() {
            HeadId only = heads.getFirst();
            return new PictureShelf.Key(only.layer(), only.head(), sinkHidden);
        }

        /// The same picture of another head.
        Wish of(HeadId head) {
            return new Wish(reading, kind, head.layer(), List.of(head), sinkHidden);
        }
    }

    private final LabSession session;
    private final NewestWins jobs;
    private final NewestWins ahead;
    private final PictureShelf shelf = new PictureShelf();
    private final ReadOnlyObjectWrapper<MapPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", MapPicture.NONE);
    private final ObjectProperty<HeadScope> averageOver =
            new SimpleObjectProperty<>(this, "averageOver", HeadScope.LAYER);
    private final ObjectProperty<HeadScope> linesOf =
            new SimpleObjectProperty<>(this, "linesOf", HeadScope.ONE);
    private final BooleanProperty sinkHidden = new SimpleBooleanProperty(this, "sinkHidden");
    private Optional<Wish> wished = Optional.empty();
    private boolean resting;
    private @Nullable Reading labelled;
    private List<String> labels = List.of();

    PictureViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.jobs = runner.newestWins();
        this.ahead = runner.newestWins();
        session.shownHeadsProperty().subscribe((before, now) -> chosen(now));
        List.of(
                        session.readingProperty(),
                        session.layerProperty(),
                        session.headProperty(),
                        session.mapKindProperty(),
                        session.shownHeadsProperty(),
                        averageOver,
                        linesOf,
                        sinkHidden)
                .forEach(value -> value.subscribe(this::make));
    }

    /// Choosing heads somewhere else means to see them; choosing none, the usual ones.
    private void chosen(List<HeadId> heads) {
        averageOver.set(heads.isEmpty() ? HeadScope.LAYER : HeadScope.CHOSEN);
        linesOf.set(heads.isEmpty() ? HeadScope.ONE : HeadScope.CHOSEN);
    }

    ReadOnlyObjectProperty<MapPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// The heads of the average.
    ObjectProperty<HeadScope> averageOverProperty() {
        return averageOver;
    }

    /// The heads of the lines.
    ObjectProperty<HeadScope> linesOfProperty() {
        return linesOf;
    }

    /// Whether the first token is left out and the rows are divided by what is left.
    BooleanProperty sinkHiddenProperty() {
        return sinkHidden;
    }

    /// The heads of what is shown; meaningless for one head and for the rollout.
    HeadScope scope() {
        return session.mapKindProperty().get() == MapKind.LINES ? linesOf.get() : averageOver.get();
    }

    /// The scopes that mean something for what is shown; none where there is no choice.
    List<HeadScope> scopes() {
        boolean chosen = !session.shownHeadsProperty().get().isEmpty();
        List<HeadScope> scopes = new ArrayList<>();
        switch (session.mapKindProperty().get()) {
            case AVERAGE -> scopes.addAll(List.of(HeadScope.LAYER, HeadScope.ALL));
            case LINES -> scopes.addAll(List.of(HeadScope.ONE, HeadScope.LAYER));
            case HEAD, ROLLOUT -> {
                return List.of();
            }
        }
        if (chosen) {
            scopes.add(HeadScope.CHOSEN);
        }
        return scopes;
    }

    /// The heads that the picture is made of; of a rollout, those of all its layers.
    List<HeadId> heads() {
        ModelSummary model = session.modelProperty().get();
        if (model == null) {
            return List.of();
        }
        int layer = session.layerProperty().get();
        return switch (session.mapKindProperty().get()) {
            case HEAD -> heads(HeadScope.ONE, model);
            case AVERAGE -> heads(averageOver.get(), model);
            case LINES -> heads(linesOf.get(), model);
            case ROLLOUT -> layers(layer + 1, model.nHead());
        };
    }

    private List<HeadId> heads(HeadScope scope, ModelSummary model) {
        int layer = session.layerProperty().get();
        HeadId one = new HeadId(layer, session.headProperty().get());
        List<HeadId> heads =
                switch (scope) {
                    case ONE -> List.of(one);
                    case LAYER -> HeadId.ofLayer(layer, model.nHead());
                    case ALL -> layers(model.nLayer(), model.nHead());
                    case CHOSEN -> List.copyOf(session.shownHeadsProperty().get());
                };
        return heads.isEmpty() ? List.of(one) : heads;
    }

    private static List<HeadId> layers(int count, int nHead) {
        List<HeadId> all = new ArrayList<>();
        for (int layer = 0; layer < count; layer++) {
            all.addAll(HeadId.ofLayer(layer, nHead));
        }
        return all;
    }

    /// Makes pictures from now on, and the one that was left out meanwhile.
    void resume() {
        if (resting) {
            resting = false;
            make();
        }
    }

    /// Makes no picture while nobody looks.
    void rest() {
        resting = true;
        ahead.cancel();
    }

    private void make() {
        Reading reading = session.readingProperty().get();
        if (reading == null || resting) {
            return;
        }
        Wish wish =
                new Wish(
                        reading,
                        session.mapKindProperty().get(),
                        session.layerProperty().get(),
                        heads().stream().filter(id -> exists(id, reading)).toList(),
                        sinkHidden.get());
        boolean known = wished.isPresent() && wished.get().equals(wish);
        if (!known && !wish.heads().isEmpty() && wish.layer() < reading.model().nLayer()) {
            wished = Optional.of(wish);
            fetch(wish);
        }
    }

    private void fetch(Wish wish) {
        ahead.cancel();
        Optional<MapPicture> kept =
                wish.kind() == MapKind.HEAD
                        ? shelf.find(wish.reading(), wish.key())
                        : Optional.empty();
        if (kept.isPresent()) {
            jobs.cancel();
            show(wish, kept.get());
            return;
        }
        List<String> labels = labels(wish.reading());
        jobs.submit(
                Job.of("Attention map", context -> picture(wish, labels, context))
                        .with(Urgency.PRESSING)
                        .whenDone(made -> show(wish, made)));
    }

    private void show(Wish wish, MapPicture made) {
        picture.set(made);
        if (wish.kind() == MapKind.HEAD) {
            shelf.put(wish.reading(), wish.key(), made);
            lookAhead(wish);
        }
    }

    /// Makes the pictures of the heads beside this one, so that a step to one of them waits for no pattern.
    private void lookAhead(Wish wish) {
        HeadId head = wish.heads().getFirst();
        int layers = wish.reading().model().nLayer();
        int heads = wish.reading().model().nHead();
        int length = wish.reading().tokens().size();
        List<Wish> missing =
                Stream.of(
                                new HeadId(head.layer(), (head.head() + 1) % heads),
                                new HeadId(head.layer(), (head.head() + heads - 1) % heads),
                                new HeadId((head.layer() + 1) % layers, head.head()),
                                new HeadId((head.layer() + layers - 1) % layers, head.head()))
                        .filter(id -> !id.equals(head))
                        .distinct()
                        .limit(Math.max(0, PictureShelf.room(length) - 1))
                        .map(wish::of)
                        .filter(next -> shelf.find(next.reading(), next.key()).isEmpty())
                        .toList();
        if (!missing.isEmpty()) {
            List<String> labels = labels(wish.reading());
            ahead.submit(
                    Job.of("Attention maps beside it", context -> makeAll(missing, labels, context))
                            .with(Urgency.PATIENT));
        }
    }

    private boolean makeAll(List<Wish> wishes, List<String> labels, TaskContext context) {
        for (Wish each : wishes) {
            context.checkCancelled();
            MapPicture made = picture(each, labels, context);
            context.deliver(() -> shelf.put(each.reading(), each.key(), made));
        }
        return true;
    }

    /// How many pictures are kept.
    int kept() {
        return shelf.size();
    }

    /// The same list for all pictures of a reading, so that nothing is measured anew.
    private List<String> labels(Reading reading) {
        if (!reading.equals(labelled)) {
            labelled = reading;
            labels = reading.tokens().stream().map(PictureViewModel::label).toList();
        }
        return labels;
    }

    private static boolean exists(HeadId id, Reading reading) {
        return id.layer() < reading.model().nLayer() && id.head() < reading.model().nHead();
    }

    private static MapPicture picture(Wish wish, List<String> labels, TaskContext context) {
        AttentionTrace trace = wish.reading().attention();
        int length = wish.reading().tokens().size();
        AttentionLinesData lines = AttentionLinesData.EMPTY;
        float[] weights;
        if (wish.kind() == MapKind.LINES) {
            AttentionLinesData.Collector collector = collector(wish, labels);
            weights = lines(wish, collector, context);
            lines = collector.finish();
        } else {
            weights = weights(wish, trace, context);
            context.checkCancelled();
            if (wish.sinkHidden() && length > 1) {
                weights = HiddenKey.of(weights, length, 0).weights();
            }
        }
        context.checkCancelled();
        HeatmapData data =
                HeatmapData.causal(length, length, weights, firstKey(wish, trace))
                        .crossing(cuts(wish, length));
        return new MapPicture(wish.kind(), data, labels, lines, wish.sinkHidden());
    }

    private static float[] weights(Wish wish, AttentionTrace trace, TaskContext context) {
        HeadId first = wish.heads().getFirst();
        return switch (wish.kind()) {
            case HEAD -> trace.pattern(first.layer(), first.head());
            case AVERAGE, LINES -> trace.average(wish.heads(), part -> context.checkCancelled());
            case ROLLOUT -> Rollout.of(trace, wish.layer(), part -> context.checkCancelled());
        };
    }

    private static AttentionLinesData.Collector collector(Wish wish, List<String> labels) {
        List<String> names =
                wish.heads().stream()
                        .map(id -> String.format(Locale.ROOT, "%d.%d", id.layer(), id.head()))
                        .toList();
        return new AttentionLinesData.Collector(labels, names, MOST_LINES);
    }

    /// Collects the lines of each head and gives the mean of their patterns.
    private static float[] lines(
            Wish wish, AttentionLinesData.Collector collector, TaskContext context) {
        AttentionTrace trace = wish.reading().attention();
        int length = wish.reading().tokens().size();
        float[] mean = new float[Math.multiplyExact(length, length)];
        float part = 1f / wish.heads().size();
        for (int i = 0; i < wish.heads().size(); i++) {
            context.checkCancelled();
            HeadId id = wish.heads().get(i);
            float[] pattern = trace.pattern(id.layer(), id.head());
            if (wish.sinkHidden() && length > 1) {
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
    private static IntUnaryOperator firstKey(Wish wish, AttentionTrace trace) {
        int hidden = wish.sinkHidden() && wish.reading().tokens().size() > 1 ? 1 : 0;
        if (wish.kind() == MapKind.ROLLOUT) {
            return query -> hidden;
        }
        int[] layers = wish.heads().stream().mapToInt(HeadId::layer).distinct().toArray();
        return query -> {
            int first = query;
            for (int layer : layers) {
                first = Math.min(first, trace.firstKey(layer, query));
            }
            return Math.max(hidden, first);
        };
    }

    /// The edges that are cut in every head of the picture.
    private static List<Cell> cuts(Wish wish, int length) {
        if (wish.kind() == MapKind.ROLLOUT) {
            return List.of();
        }
        AttentionTrace trace = wish.reading().attention();
        List<Cell> candidates = new ArrayList<>();
        for (Intervention each : wish.reading().interventions().list()) {
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
                        wish.heads().stream()
                                .allMatch(id ->
                                        trace.isCut(
                                                id.layer(), id.head(), cell.row(), cell.column())))
                .toList();
    }

    private static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }
}
