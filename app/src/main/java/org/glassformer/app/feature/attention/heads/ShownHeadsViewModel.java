package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.engine.analysis.HeadId;
import org.jspecify.annotations.Nullable;

/// Which head is looked at, and which are shown alone or together.
///
/// An average of several heads is of those shown together; where fewer than two are, it is of the whole layer, and goes with
/// the layer looked at.
final class ShownHeadsViewModel {
    private final LabSession session;
    private List<HeadId> layerShown = List.of();

    ShownHeadsViewModel(LabSession session) {
        this.session = session;
    }

    /// The head looked at.
    HeadId looked() {
        return new HeadId(session.layerProperty().get(), session.headProperty().get());
    }

    /// Whether heads are shown alone or together because somebody named them, not as a whole layer.
    boolean isNamed() {
        List<HeadId> heads = shown();
        return !heads.isEmpty() && !heads.equals(layerShown);
    }

    private List<HeadId> shown() {
        return session.shownHeadsProperty().get();
    }

    /// As [HeadsViewModel#open].
    void open(Cell head) {
        List<HeadId> shown = shown();
        if (shown.size() == 1 && !shown.contains(id(head))) {
            session.shownHeadsProperty().set(List.of());
        }
        session.layerProperty().set(head.row());
        session.headProperty().set(head.column());
        if (session.mapKindProperty().get() != MapKind.LINES) {
            session.mapKindProperty().set(MapKind.HEAD);
        }
    }

    /// As [HeadsViewModel#isolate].
    void isolate(Cell head) {
        List<HeadId> alone = List.of(id(head));
        boolean back = shown().equals(alone);
        open(head);
        session.shownHeadsProperty().set(back ? List.of() : alone);
    }

    /// As [HeadsViewModel#toggle].
    void toggle(Cell head) {
        HeadId id = id(head);
        List<HeadId> shown = new ArrayList<>(shown());
        if (shown.isEmpty() && !id.equals(looked())) {
            shown.add(looked());
        }
        if (!shown.remove(id)) {
            shown.add(id);
        }
        session.shownHeadsProperty().set(List.copyOf(shown));
    }

    private static HeadId id(Cell head) {
        return new HeadId(head.row(), head.column());
    }

    /// As [HeadsViewModel#showAll].
    void showAll() {
        session.shownHeadsProperty().set(List.of());
        if (session.mapKindProperty().get() == MapKind.AVERAGE) {
            showLayer();
        }
    }

    /// Another model: heads that it does not have are shown no longer.
    void modelChanged(@Nullable ModelSummary model) {
        layerShown = List.of();
        if (model != null) {
            session.shownHeadsProperty()
                    .set(shown().stream().filter(id -> isIn(model, id)).toList());
        }
    }

    private static boolean isIn(ModelSummary model, HeadId id) {
        return id.layer() < model.nLayer() && id.head() < model.nHead();
    }

    /// Another kind of picture: an average begins with the layer, and leaves nothing behind of it.
    void kindChanged(MapKind kind) {
        if (kind == MapKind.AVERAGE && shown().size() < 2) {
            showLayer();
        } else if (kind != MapKind.AVERAGE && !layerShown.isEmpty()) {
            if (shown().equals(layerShown)) {
                session.shownHeadsProperty().set(List.of());
            }
            layerShown = List.of();
        }
    }

    /// Another layer: the average of a whole layer becomes that of this one.
    void layerChanged() {
        boolean whole = !layerShown.isEmpty() && shown().equals(layerShown);
        if (whole && session.mapKindProperty().get() == MapKind.AVERAGE) {
            showLayer();
        }
    }

    private void showLayer() {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            layerShown = HeadId.ofLayer(session.layerProperty().get(), model.nHead());
            session.shownHeadsProperty().set(layerShown);
        }
    }
}
