package org.glassformer.app.feature.models.experts;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.LensCells;

/// The cells of the map of experts: the rows are layers, the last one on top.
///
/// @param routing what is known
record ExpertCells(RoutingViewModel routing) implements LensCells {

    private static final int MORE = 2;

    /// The layer in a row, or the row of a layer.
    int turned(int index) {
        return routing.layers().size() - 1 - index;
    }

    @Override
    public String text(int row, int column) {
        return routing.layer(turned(row)).isPresent() ? "" : Messages.text("experts.plain");
    }

    @Override
    public double shade(int row, int column) {
        return Double.NaN;
    }

    @Override
    public boolean marked(int row, int column) {
        return false;
    }

    @Override
    public List<Part> parts(int row, int column) {
        return routing.layer(turned(row)).map(layer -> parts(layer, column)).orElse(List.of());
    }

    private static List<Part> parts(RoutedLayer layer, int token) {
        List<Part> parts = new ArrayList<>();
        double mass = layer.chosenMass(token);
        for (int place = 0; place < layer.chosen(); place++) {
            int expert = layer.expert(token, place);
            double share = layer.probability(token, expert) / mass;
            parts.add(new Part(Integer.toString(expert), expert, share));
        }
        return parts;
    }

    @Override
    public List<Line> lines(int row, int column) {
        return routing.layer(turned(row))
                .map(layer ->
                        layer.ranked(column).stream()
                                .limit(layer.chosen() + MORE)
                                .map(expert ->
                                        new Line(
                                                ExpertWords.name(layer, column, expert),
                                                layer.probability(column, expert)))
                                .toList())
                .orElse(List.of());
    }

    @Override
    public String note(int row, int column) {
        return routing.layer(turned(row))
                .map(layer -> {
                    List<String> weights = new ArrayList<>();
                    for (int place = 0; place < layer.chosen(); place++) {
                        weights.add(Figures.fixed(layer.weight(column, place), 2));
                    }
                    return Messages.text("experts.weights", String.join(", ", weights));
                })
                .orElse("");
    }
}
