package org.glassformer.app.feature.attention.heads;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadMark;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.hook.Intervention;

/// What is marked on the small pictures of heads: those shown, those listed by their rank, those changed.
final class MarksViewModel {
    private final LabSession session;
    private final PatternsViewModel patterns;
    private final ReadOnlyObjectWrapper<Map<Cell, HeadMark>> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", Map.of());

    MarksViewModel(LabSession session, PatternsViewModel patterns) {
        this.session = session;
        this.patterns = patterns;
    }

    /// The marks by layer and head; heads that are as usual have none.
    ReadOnlyObjectProperty<Map<Cell, HeadMark>> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// Marks anew.
    void mark() {
        marks.set(marked());
    }

    private Map<Cell, HeadMark> marked() {
        Map<Cell, HeadMark> all = new HashMap<>();
        for (HeadId id : session.shownHeadsProperty().get()) {
            all.put(cell(id), new HeadMark(true, 0, HeadMark.Change.NONE));
        }
        int rank = 0;
        for (HeadId id : patterns.rankedHeads()) {
            boolean alone = all.getOrDefault(cell(id), HeadMark.NONE).shown();
            all.put(cell(id), new HeadMark(alone, ++rank, HeadMark.Change.NONE));
        }
        ModelSummary model = session.modelProperty().get();
        if (model == null) {
            return Map.copyOf(all);
        }
        for (int layer = 0; layer < model.nLayer(); layer++) {
            for (int head = 0; head < model.nHead(); head++) {
                HeadMark.Change change = change(layer, head);
                if (change != HeadMark.Change.NONE) {
                    Cell at = new Cell(layer, head);
                    HeadMark mark = all.getOrDefault(at, HeadMark.NONE);
                    all.put(at, new HeadMark(mark.shown(), mark.rank(), change));
                }
            }
        }
        return Map.copyOf(all);
    }

    private static Cell cell(HeadId id) {
        return new Cell(id.layer(), id.head());
    }

    /// What the interventions in force do to a head; the strongest counts.
    private HeadMark.Change change(int layer, int head) {
        HeadMark.Change strongest = HeadMark.Change.NONE;
        for (SwitchedIntervention each : session.interventionsProperty().get()) {
            HeadMark.Change change =
                    each.on() ? change(each.what(), layer, head) : HeadMark.Change.NONE;
            boolean first = strongest == HeadMark.Change.NONE;
            if (change != HeadMark.Change.NONE && (first || change.compareTo(strongest) < 0)) {
                strongest = change;
            }
        }
        return strongest;
    }

    private static HeadMark.Change change(Intervention what, int layer, int head) {
        return switch (what) {
            case Intervention.ScaleHead i when covers(i.layer(), i.head(), layer, head) ->
                    i.factor() == 0 ? HeadMark.Change.ABLATED : HeadMark.Change.SCALED;
            case Intervention.MeanHead i when covers(i.layer(), i.head(), layer, head) ->
                    HeadMark.Change.MEAN;
            case Intervention.ScaleHead i -> HeadMark.Change.NONE;
            case Intervention.MeanHead i -> HeadMark.Change.NONE;
            case Intervention.OfMlp i -> HeadMark.Change.NONE;
            case Intervention.CutEdge i -> HeadMark.Change.NONE;
            case Intervention.MaskKey i -> HeadMark.Change.NONE;
            case Intervention.PatchResidual i -> HeadMark.Change.NONE;
        };
    }

    private static boolean covers(int chosenLayer, int chosenHead, int layer, int head) {
        return Intervention.covers(chosenLayer, layer) && Intervention.covers(chosenHead, head);
    }
}
