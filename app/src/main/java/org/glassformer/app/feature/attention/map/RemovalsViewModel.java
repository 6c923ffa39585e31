package org.glassformer.app.feature.attention.map;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.glassformer.app.session.Idle;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// What can be taken out of the model from the picture: the locked edge, and the head that is shown alone.
final class RemovalsViewModel {

    private final LabSession session;
    private final InterventionList interventions;
    private final PictureViewModel pictures;
    private final ReadOnlyObjectProperty<@Nullable Cell> locked;
    private final ReadOnlyBooleanWrapper cuttable = new ReadOnlyBooleanWrapper(this, "cuttable");
    private final ReadOnlyBooleanWrapper cut = new ReadOnlyBooleanWrapper(this, "cut");
    private final ReadOnlyBooleanWrapper ablatable = new ReadOnlyBooleanWrapper(this, "ablatable");
    private final ReadOnlyBooleanWrapper ablated = new ReadOnlyBooleanWrapper(this, "ablated");

    /// @param locked the locked pair
    RemovalsViewModel(
            LabSession session,
            InterventionList interventions,
            PictureViewModel pictures,
            ReadOnlyObjectProperty<@Nullable Cell> locked) {
        this.session = session;
        this.interventions = interventions;
        this.pictures = pictures;
        this.locked = locked;
    }

    /// Looks again at what is locked, shown and in force.
    void update() {
        Optional<Intervention> edge = edge();
        cuttable.set(edge.isPresent());
        cut.set(edge.filter(this::isInForce).isPresent());
        Optional<HeadId> head = shownAlone();
        ablated.set(head.filter(this::isTakenOut).isPresent());
        ablatable.set(head.filter(one -> !isTakenOut(one) || !removals(one).isEmpty()).isPresent());
    }

    void toggleEdge() {
        edge().ifPresent(this::toggle);
    }

    void toggleHead() {
        shownAlone()
                .ifPresent(one -> {
                    List<Intervention> done = removals(one);
                    if (!isTakenOut(one)) {
                        interventions.add(new Intervention.ScaleHead(one.layer(), one.head(), 0));
                    } else {
                        done.forEach(interventions::remove);
                    }
                });
    }

    /// Why cutting the locked edge would change nothing, or there is none, in a sentence; empty where it may.
    String idle() {
        Cell cell = locked.get();
        Reading reading = session.readingProperty().get();
        boolean pair = cell != null && cell.row() >= 0 && cell.column() >= 0;
        if (!pair || reading == null || session.mapKindProperty().get() == MapKind.ROLLOUT) {
            return "";
        }
        int layer = session.layerProperty().get();
        return edge().or(() -> edge(layer, Intervention.ALL, cell))
                .flatMap(what -> Idle.because(what, reading))
                .orElse("");
    }

    /// Whether the locked pair is an edge that can be cut here.
    ReadOnlyBooleanProperty cuttableProperty() {
        return cuttable.getReadOnlyProperty();
    }

    /// Whether that edge is cut.
    ReadOnlyBooleanProperty cutProperty() {
        return cut.getReadOnlyProperty();
    }

    /// Whether one head is shown, which can be taken out or put back. One that went with its layer comes back with it,
    /// by the list.
    ReadOnlyBooleanProperty ablatableProperty() {
        return ablatable.getReadOnlyProperty();
    }

    /// Whether that head is taken out.
    ReadOnlyBooleanProperty ablatedProperty() {
        return ablated.getReadOnlyProperty();
    }

    private boolean isInForce(Intervention what) {
        return session.interventionsProperty().get().contains(new SwitchedIntervention(what, true));
    }

    /// The locked edge in the heads shown, where they are one head or all of a layer or of the model.
    private Optional<Intervention> edge() {
        Cell cell = locked.get();
        MapPicture shown = pictures.pictureProperty().get();
        if (cell == null || !shown.data().contains(cell) || cell.column() > cell.row()) {
            return Optional.empty();
        }
        int layer = session.layerProperty().get();
        return switch (session.mapKindProperty().get()) {
            case HEAD -> edge(layer, session.headProperty().get(), cell);
            case ROLLOUT -> Optional.empty();
            case AVERAGE, LINES ->
                    switch (pictures.scope()) {
                        case ONE -> edge(layer, session.headProperty().get(), cell);
                        case LAYER -> edge(layer, Intervention.ALL, cell);
                        case ALL -> edge(Intervention.ALL, Intervention.ALL, cell);
                        case CHOSEN -> Optional.empty();
                    };
        };
    }

    private static Optional<Intervention> edge(int layer, int head, Cell cell) {
        return Optional.of(new Intervention.CutEdge(layer, head, cell.row(), cell.column()));
    }

    /// The head looked at, where it is shown alone.
    private Optional<HeadId> shownAlone() {
        List<HeadId> heads = pictures.heads();
        boolean one = heads.size() == 1 && session.mapKindProperty().get() != MapKind.ROLLOUT;
        return one ? Optional.of(heads.getFirst()) : Optional.empty();
    }

    /// Whether a head's own output is gone: set to zero or to its mean, alone or with others.
    private boolean isTakenOut(HeadId head) {
        return session.interventionsInForce().list().stream()
                .anyMatch(each -> takesOut(each, head));
    }

    private static boolean takesOut(Intervention what, HeadId head) {
        return switch (what) {
            case Intervention.ScaleHead i -> i.factor() == 0 && covers(i.layer(), i.head(), head);
            case Intervention.MeanHead i -> covers(i.layer(), i.head(), head);
            case Intervention.CutEdge i -> false;
            case Intervention.MaskKey i -> false;
            case Intervention.OfMlp i -> false;
            case Intervention.PatchResidual i -> false;
        };
    }

    private static boolean covers(int layer, int number, HeadId head) {
        return Intervention.covers(layer, head.layer()) && Intervention.covers(number, head.head());
    }

    /// What takes out this head alone.
    private List<Intervention> removals(HeadId head) {
        return session.interventionsInForce().list().stream()
                .filter(each -> takesOut(each, head))
                .filter(each ->
                        switch (each) {
                            case Intervention.ScaleHead i ->
                                    i.layer() != Intervention.ALL && i.head() != Intervention.ALL;
                            case Intervention.MeanHead i ->
                                    i.layer() != Intervention.ALL && i.head() != Intervention.ALL;
                            default -> false;
                        })
                .toList();
    }

    private void toggle(Intervention what) {
        if (isInForce(what)) {
            interventions.remove(what);
        } else {
            interventions.add(what);
        }
    }
}
