package org.glassformer.app.feature.models.experts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.control.TokenText;

/// Experts as people read them: maps, bars and tables.
final class ExpertWords {

    private ExpertWords() {}

    /// A token as it is shown in a narrow place.
    static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// An expert, with a mark where it is among those chosen for a token.
    static String name(RoutedLayer layer, int token, int expert) {
        return Messages.text(
                layer.isChosen(token, expert) ? "experts.chosen" : "experts.other",
                Integer.toString(expert));
    }

    /// The map of all layers and tokens.
    static LensTableData table(RoutingViewModel routing) {
        if (!routing.isMixture()) {
            return LensTableData.EMPTY;
        }
        List<String> rows = new ArrayList<>();
        for (int layer = routing.layers().size() - 1; layer >= 0; layer--) {
            rows.add(Integer.toString(layer));
        }
        boolean dense = routing.layers().stream().anyMatch(layer -> layer.isEmpty());
        boolean shared = routing.layers().stream().anyMatch(ExpertWords::isShared);
        List<String> legend = new ArrayList<>(List.of(Messages.text("experts.legend")));
        if (dense) {
            legend.add(Messages.text("experts.legend.plain"));
        }
        if (shared) {
            legend.add(Messages.text("experts.legend.shared"));
        }
        return new LensTableData(
                rows,
                routing.reading().tokens().stream().map(ExpertWords::label).toList(),
                new ExpertCells(routing),
                new LensTableData.Legend(String.join(" ", legend), "", "", "", false));
    }

    private static boolean isShared(Optional<RoutedLayer> layer) {
        return layer.filter(RoutedLayer::shared).isPresent();
    }

    /// The router's probabilities for a token, the likeliest first, and the gate of the shared expert below them.
    static SignedBarsData router(RoutedLayer layer, int token) {
        List<SignedBarsData.Row> rows = new ArrayList<>();
        List<Integer> ranked = layer.ranked(token);
        for (int rank = 0; rank < ranked.size(); rank++) {
            int expert = ranked.get(rank);
            double probability = layer.probability(token, expert);
            String printed = Figures.percent(probability);
            if (layer.isChosen(token, expert)) {
                int place = placeOf(layer, token, expert);
                printed =
                        Messages.text(
                                "experts.bar",
                                printed,
                                Figures.fixed(layer.weight(token, place), 2));
            }
            rows.add(new SignedBarsData.Row(name(layer, token, expert), probability, printed));
        }
        if (layer.shared()) {
            boolean known = token < layer.gates().length;
            double gate = known ? layer.gates()[token] : 0;
            rows.add(
                    layer.chosen(),
                    new SignedBarsData.Row(
                            Messages.text("experts.shared"),
                            gate,
                            known ? Messages.text("experts.gate", Figures.fixed(gate, 2)) : ""));
        }
        return new SignedBarsData(rows, 0, false);
    }

    private static int placeOf(RoutedLayer layer, int token, int expert) {
        int place = 0;
        while (layer.expert(token, place) != expert) {
            place++;
        }
        return place;
    }

    /// How many tokens each expert of a layer took, by number.
    static SignedBarsData load(RoutedLayer layer) {
        List<SignedBarsData.Row> rows = new ArrayList<>();
        int[] load = layer.load();
        for (int expert = 0; expert < load.length; expert++) {
            rows.add(
                    new SignedBarsData.Row(
                            Messages.text("experts.other", Integer.toString(expert)),
                            load[expert],
                            Messages.text(
                                    "experts.taken",
                                    load[expert],
                                    Figures.percent(
                                            (double) load[expert] / layer.indices().length))));
        }
        return new SignedBarsData(rows, 0, false);
    }

    /// Every choice of the text: a row for each token, layer and expert chosen.
    static NumbersTable choices(Caption caption, RoutingViewModel routing) {
        List<int[]> rows = new ArrayList<>();
        for (int layer = 0; layer < routing.layers().size(); layer++) {
            int number = layer;
            routing.layer(layer)
                    .ifPresent(routed -> {
                        for (int at = 0; at < routed.indices().length; at++) {
                            rows.add(
                                    new int[] {number, at / routed.chosen(), at % routed.chosen()});
                        }
                    });
        }
        return new NumbersTable(
                caption,
                rows.size(),
                List.of(
                        Column.whole("layer", i -> rows.get(i)[0]),
                        Column.whole("position", i -> rows.get(i)[1]),
                        Column.text(
                                "token",
                                i -> routing.reading().tokens().get(rows.get(i)[1]).text()),
                        Column.whole("place", i -> rows.get(i)[2] + 1L),
                        Column.whole(
                                "expert",
                                i ->
                                        layer(routing, rows.get(i))
                                                .expert(rows.get(i)[1], rows.get(i)[2])),
                        Column.float64(
                                "router probability",
                                "",
                                i -> probability(layer(routing, rows.get(i)), rows.get(i))),
                        Column.float64(
                                "weight",
                                "",
                                i ->
                                        layer(routing, rows.get(i))
                                                .weight(rows.get(i)[1], rows.get(i)[2]))));
    }

    private static RoutedLayer layer(RoutingViewModel routing, int[] row) {
        return routing.layer(row[0]).orElseThrow();
    }

    private static double probability(RoutedLayer layer, int[] row) {
        return layer.probability(row[1], layer.expert(row[1], row[2]));
    }

    /// The load of all layers: a row for each layer and expert.
    static NumbersTable loads(Caption caption, RoutingViewModel routing) {
        List<int[]> rows = new ArrayList<>(); // layer, expert, tokens, places
        List<RoutedLayer> layers = routing.layers().stream().flatMap(Optional::stream).toList();
        for (RoutedLayer layer : layers) {
            int[] load = layer.load();
            for (int expert = 0; expert < load.length; expert++) {
                rows.add(new int[] {layer.layer(), expert, load[expert], layer.indices().length});
            }
        }
        return new NumbersTable(
                caption,
                rows.size(),
                List.of(
                        Column.whole("layer", i -> rows.get(i)[0]),
                        Column.whole("expert", i -> rows.get(i)[1]),
                        Column.whole("tokens", i -> rows.get(i)[2]),
                        Column.float64(
                                "share", "", i -> (double) rows.get(i)[2] / rows.get(i)[3])));
    }
}
