package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.HeadId;
import org.jspecify.annotations.Nullable;

/// Which attention is looked at, and its picture, computed off the JavaFX thread; the newest wish wins.
final class PictureViewModel {

    private final LabSession session;
    private final NewestWins jobs;
    private final PictureShelf shelf = new PictureShelf();
    private final NextPicturesViewModel ahead;
    private final ReadOnlyObjectWrapper<MapPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", MapPicture.NONE);
    private final ObjectProperty<HeadScope> averageOver =
            new SimpleObjectProperty<>(this, "averageOver", HeadScope.LAYER);
    private final ObjectProperty<HeadScope> linesOf =
            new SimpleObjectProperty<>(this, "linesOf", HeadScope.ONE);
    private final BooleanProperty sinkHidden = new SimpleBooleanProperty(this, "sinkHidden");
    private Optional<PictureWishViewModel> wished = Optional.empty();
    private boolean resting;
    private @Nullable Reading labelled;
    private List<String> labels = List.of();

    PictureViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.jobs = runner.newestWins();
        this.ahead = new NextPicturesViewModel(shelf, runner);
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

    /// The pictures that may be shown next.
    ReadOnlyObjectProperty<List<MapPicture>> nextProperty() {
        return ahead.madeProperty();
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
        PictureWishViewModel wish =
                new PictureWishViewModel(
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

    private void fetch(PictureWishViewModel wish) {
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
                Job.of("Attention map", context -> wish.make(labels, context))
                        .with(Urgency.PRESSING)
                        .whenDone(made -> show(wish, made)));
    }

    private void show(PictureWishViewModel wish, MapPicture made) {
        picture.set(made);
        if (wish.kind() == MapKind.HEAD) {
            shelf.put(wish.reading(), wish.key(), made);
            ahead.make(wish, labels(wish.reading()));
        } else {
            ahead.none();
        }
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

    private static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }
}
