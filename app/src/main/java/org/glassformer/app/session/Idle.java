package org.glassformer.app.session;

import java.util.Optional;
import java.util.stream.IntStream;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.ResidualPlace;

/// Finds interventions that cannot change the next token, whatever the weights of the model are.
public final class Idle {

    private Idle() {}

    /// Why an intervention changes nothing, in a sentence; empty where it may change something, and where it names a
    /// position that the text does not have.
    ///
    /// @param what the intervention
    /// @param reading the text that it is done to
    public static Optional<String> because(Intervention what, Reading reading) {
        int last = reading.tokens().size() - 1;
        return switch (what) {
            case Intervention.CutEdge cut -> cut(cut, reading, last);
            case Intervention.PatchResidual patch -> {
                boolean unread =
                        patch.place() != ResidualPlace.PRE; // keys and values are made of it
                boolean lastLayer = patch.layer() == reading.model().nLayer() - 1;
                yield lastLayer && unread && patch.position() < last
                        ? Optional.of(Messages.text("intervention.idle.lastPatch"))
                        : Optional.empty();
            }
            case Intervention.ScaleHead scale -> timesOne(scale.factor());
            case Intervention.ScaleNeuron scale -> timesOne(scale.factor());
            case Intervention.ScaleMlp scale -> timesOne(scale.factor());
            case Intervention.MeanNeuron mean -> Optional.empty();
            case Intervention.MeanMlp mean -> Optional.empty();
            case Intervention.MeanHead mean -> Optional.empty();
            case Intervention.MaskKey mask -> Optional.empty();
        };
    }

    private static Optional<String> timesOne(float factor) {
        return factor == 1
                ? Optional.of(Messages.text("intervention.idle.timesOne"))
                : Optional.empty();
    }

    private static Optional<String> cut(Intervention.CutEdge cut, Reading reading, int last) {
        int layers = reading.model().nLayer();
        if (cut.key() > last || cut.query() > last) {
            return Optional.empty();
        }
        if (cut.key() > cut.query()) {
            return Optional.of(Messages.text("intervention.idle.later"));
        }
        int[] covered =
                IntStream.range(0, layers)
                        .filter(layer -> Intervention.covers(cut.layer(), layer))
                        .toArray();
        boolean unseen =
                IntStream.of(covered)
                        .allMatch(l -> cut.key() < reading.attention().firstKey(l, cut.query()));
        if (unseen) {
            return Optional.of(Messages.text("intervention.idle.window"));
        }
        boolean unread = IntStream.of(covered).allMatch(layer -> layer == layers - 1);
        return unread && cut.query() < last
                ? Optional.of(Messages.text("intervention.idle.lastLayer"))
                : Optional.empty();
    }
}
