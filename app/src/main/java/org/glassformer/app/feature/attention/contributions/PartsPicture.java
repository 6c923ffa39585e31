package org.glassformer.app.feature.attention.contributions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.control.SignedGridData;
import org.glassformer.app.ui.control.WaterfallData;

/// Contributions as a grid, as bars and as a running sum.
final class PartsPicture {

    private final Attribution attribution;
    private final int layers;
    private final int heads;
    private final boolean biased;
    private final List<Step> steps = new ArrayList<>();

    private record Step(int layer, String name, String longName, double value) {}

    private PartsPicture(Attribution attribution) {
        this.attribution = attribution;
        layers = attribution.reading().model().nLayer();
        heads = attribution.reading().model().nHead();
        biased = parts().stream().anyMatch(part -> part.kind().isLayerBias());
        addSteps();
    }

    static PartsPicture of(Attribution attribution) {
        return new PartsPicture(attribution);
    }

    private List<Part> parts() {
        return attribution.parts();
    }

    /// Layers as rows; heads, the MLP and, where there are some, the biases of both as columns.
    SignedGridData grid() {
        List<String> columns =
                new ArrayList<>(IntStream.range(0, heads).mapToObj(Integer::toString).toList());
        columns.add(Messages.text("contributions.mlp"));
        if (biased) {
            columns.add(Messages.text("contributions.bias"));
        }
        double[] values = new double[layers * columns.size()];
        for (Part part : parts()) {
            int column = column(part);
            if (column >= 0) {
                values[part.layer() * columns.size() + column] += part.value();
            }
        }
        return new SignedGridData(
                IntStream.range(0, layers).mapToObj(Integer::toString).toList(),
                columns,
                biased ? 2 : 1,
                values);
    }

    private int column(Part part) {
        return switch (part.kind()) {
            case HEAD -> part.head();
            case MLP -> heads;
            case ATTENTION_BIAS, MLP_BIAS -> heads + 1;
            case TOKEN_EMBEDDING, POSITION_EMBEDDING, FINAL_NORM_BIAS -> -1;
        };
    }

    /// What stands in a cell of the grid; the biases of a layer together.
    Optional<Part> partAt(Cell cell) {
        List<Part> there =
                parts().stream()
                        .filter(part -> part.layer() == cell.row() && column(part) == cell.column())
                        .toList();
        if (there.size() < 2) {
            return there.stream().findFirst();
        }
        double both = there.stream().mapToDouble(Part::value).sum();
        Part first = there.getFirst();
        return Optional.of(new Part(first.kind(), first.layer(), first.head(), both));
    }

    /// All parts, the largest first.
    SignedBarsData bars() {
        return new SignedBarsData(
                attribution.ranked().stream()
                        .map(part ->
                                new SignedBarsData.Row(
                                        PartWords.name(part),
                                        part.value(),
                                        PartWords.signed(part.value(), 3)))
                        .toList(),
                0,
                false);
    }

    private double sum(int layer, Part.Kind... kinds) {
        return parts().stream()
                .filter(part -> part.layer() == layer && Arrays.asList(kinds).contains(part.kind()))
                .mapToDouble(Part::value)
                .sum();
    }

    private void addSteps() {
        String token = Messages.text("contributions.step.token");
        steps.add(
                new Step(
                        -1,
                        token,
                        Messages.text("contributions.part.TOKEN_EMBEDDING"),
                        sum(-1, Part.Kind.TOKEN_EMBEDDING)));
        if (parts().stream().anyMatch(part -> part.kind() == Part.Kind.POSITION_EMBEDDING)) {
            steps.add(
                    new Step(
                            -1,
                            Messages.text("contributions.step.position"),
                            Messages.text("contributions.part.POSITION_EMBEDDING"),
                            sum(-1, Part.Kind.POSITION_EMBEDDING)));
        }
        for (int layer = 0; layer < layers; layer++) {
            steps.add(
                    new Step(
                            layer,
                            Messages.text("contributions.step.attention"),
                            Messages.text("contributions.step.attentionOf", layer),
                            sum(layer, Part.Kind.HEAD, Part.Kind.ATTENTION_BIAS)));
            steps.add(
                    new Step(
                            layer,
                            Messages.text("contributions.mlp"),
                            Messages.text("contributions.step.mlpOf", layer),
                            sum(layer, Part.Kind.MLP, Part.Kind.MLP_BIAS)));
        }
        if (parts().stream().anyMatch(part -> part.kind() == Part.Kind.FINAL_NORM_BIAS)) {
            steps.add(
                    new Step(
                            -1,
                            Messages.text("contributions.step.norm"),
                            Messages.text("contributions.part.FINAL_NORM_BIAS"),
                            sum(-1, Part.Kind.FINAL_NORM_BIAS)));
        }
        if (attribution.hasRemainder()) {
            String patched = Messages.text("contributions.step.remainder");
            steps.add(new Step(-1, patched, patched, attribution.remainder()));
        }
    }

    /// From the embeddings through the layers to the logit.
    WaterfallData sum() {
        return new WaterfallData(
                steps.stream()
                        .map(step ->
                                new WaterfallData.Step(
                                        step.name(),
                                        step.value(),
                                        step.layer() < 0
                                                ? ""
                                                : Messages.text(
                                                        "contributions.step.layer", step.layer())))
                        .toList(),
                Messages.text(
                        attribution.isDifference()
                                ? "contributions.difference"
                                : "contributions.logit"),
                Messages.text("contributions.logit"));
    }

    /// The layer of a step of the running sum, or -1.
    int layerOfStep(int step) {
        return step >= 0 && step < steps.size() ? steps.get(step).layer() : -1;
    }

    /// A step's name at length.
    String stepName(int step) {
        return steps.get(step).longName();
    }
}
