package org.glassformer.app.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.hook.Intervention;

/// Interventions as sentences for people, with the tokens of the text in place of positions.
public final class InterventionWords {

    private final List<SessionToken> tokens;
    private final Function<Intervention.PatchResidual, Optional<String>> origins;

    /// Words over a text.
    ///
    /// @param tokens of the text
    /// @param origins where the values of a patch come from, if that is known
    public InterventionWords(
            List<SessionToken> tokens,
            Function<Intervention.PatchResidual, Optional<String>> origins) {
        this.tokens = tokens;
        this.origins = origins;
    }

    /// What is done, on one line.
    public String sentence(Intervention what) {
        return switch (what) {
            case Intervention.ScaleHead i when i.factor() == 0 ->
                    Messages.text("intervention.zero", heads(i.layer(), i.head()));
            case Intervention.ScaleHead i -> scaling(i);
            case Intervention.MeanHead i ->
                    Messages.text("intervention.mean", heads(i.layer(), i.head()));
            case Intervention.CutEdge i ->
                    Messages.text(
                            "intervention.cut",
                            places(i.layer(), i.head()),
                            token(i.query()),
                            token(i.key()));
            case Intervention.MaskKey i -> Messages.text("intervention.mask", token(i.key()));
            case Intervention.ScaleNeuron i -> scaled(neuron(i.layer(), i.neuron()), i.factor());
            case Intervention.MeanNeuron i ->
                    Messages.text("intervention.mean", neuron(i.layer(), i.neuron()));
            case Intervention.ScaleMlp i -> scaled(mlp(i.layer()), i.factor());
            case Intervention.MeanMlp i -> Messages.text("intervention.mean", mlp(i.layer()));
            case Intervention.PatchResidual i -> patch(i);
        };
    }

    /// What is done by a head that is scaled, also where the factor is 0.
    ///
    /// @param what the head and its factor
    public static String scaling(Intervention.ScaleHead what) {
        return Messages.text(
                "intervention.scale",
                heads(what.layer(), what.head()),
                Figures.fixed(what.factor(), 2));
    }

    private static String scaled(String name, float factor) {
        return factor == 0
                ? Messages.text("intervention.zero", name)
                : Messages.text("intervention.scale", name, Figures.fixed(factor, 2));
    }

    /// A neuron: `neuron L0.N123`.
    public static String neuron(int layer, int neuron) {
        return Messages.text(
                "intervention.neuron", Integer.toString(layer), Integer.toString(neuron));
    }

    private static String mlp(int layer) {
        return layer == Intervention.ALL
                ? Messages.text("intervention.everyMlp")
                : Messages.text("intervention.mlp", layer);
    }

    private String patch(Intervention.PatchResidual patch) {
        String place = Messages.text("intervention.place." + patch.place(), patch.layer());
        return origins.apply(patch)
                .map(from ->
                        Messages.text(
                                "intervention.patchFrom", place, token(patch.position()), from))
                .orElseGet(
                        () -> Messages.text("intervention.patch", place, token(patch.position())));
    }

    /// How it is done, exactly, in a sentence or two.
    public static String detail(Intervention what) {
        return switch (what) {
            case Intervention.ScaleHead i when i.factor() == 0 ->
                    Messages.text("intervention.zero.detail");
            case Intervention.ScaleHead i -> Messages.text("intervention.scale.detail");
            case Intervention.MeanHead i -> Messages.text("intervention.mean.detail");
            case Intervention.ScaleNeuron i -> Messages.text("intervention.neuron.detail");
            case Intervention.MeanNeuron i -> Messages.text("intervention.neuronMean.detail");
            case Intervention.ScaleMlp i -> Messages.text("intervention.mlp.detail");
            case Intervention.MeanMlp i -> Messages.text("intervention.mlpMean.detail");
            case Intervention.CutEdge i ->
                    Messages.text("intervention.cut.detail", i.query(), i.key());
            case Intervention.MaskKey i -> Messages.text("intervention.mask.detail", i.key());
            case Intervention.PatchResidual i ->
                    Messages.text("intervention.patch.detail", i.position(), i.value().size());
        };
    }

    /// The first position that an intervention names and the text does not have; empty when it has all of them.
    public OptionalInt beyond(Intervention what) {
        int last =
                switch (what) {
                    case Intervention.ScaleHead i -> -1;
                    case Intervention.MeanHead i -> -1;
                    case Intervention.OfMlp i -> -1;
                    case Intervention.CutEdge i -> i.key() >= tokens.size() ? i.key() : i.query();
                    case Intervention.MaskKey i -> i.key();
                    case Intervention.PatchResidual i -> i.position();
                };
        return last >= tokens.size() ? OptionalInt.of(last) : OptionalInt.empty();
    }

    /// The token at a position in quotation marks, or the position where the text has no such token.
    ///
    /// @param position from 0
    public String token(int position) {
        return position < tokens.size()
                ? Messages.text("intervention.token", readable(tokens.get(position)))
                : Messages.text("intervention.position", position);
    }

    private static String readable(SessionToken token) {
        String bare = token.text().strip();
        return bare.isEmpty()
                ? token.text().replace(' ', '·').replace('\n', '↵').replace('\t', '→')
                : bare.replace('\n', '↵');
    }

    /// A head, or several, by number: `1.3`, `layer 1`.
    ///
    /// @param layer or all of them
    /// @param head or all of them
    public static String heads(int layer, int head) {
        return named(layer, head, "intervention.everyHead");
    }

    private static String places(int layer, int head) {
        return named(layer, head, "intervention.everywhere");
    }

    private static String named(int layer, int head, String all) {
        if (layer == Intervention.ALL) {
            return head == Intervention.ALL
                    ? Messages.text(all)
                    : Messages.text("intervention.everyLayer", head);
        }
        return head == Intervention.ALL
                ? Messages.text("intervention.layer", layer)
                : layer + "." + head;
    }
}
