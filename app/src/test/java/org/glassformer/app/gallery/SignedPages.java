package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.control.SignedGrid;
import org.glassformer.app.ui.control.SignedGridData;
import org.glassformer.app.ui.control.Waterfall;
import org.glassformer.app.ui.control.WaterfallData;

/// Signed grid, signed bars and running sums with made-up contributions, and edge cases.
final class SignedPages {

    private SignedPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("signed-grid", 900, 620, SignedPages::grids),
                new GalleryPage("signed-bars", 900, 560, SignedPages::bars),
                new GalleryPage("waterfall", 900, 560, SignedPages::waterfalls));
    }

    /// Made-up numbers of layers and heads, with the MLPs apart.
    static SignedGridData numbers(int layers, int heads, double size) {
        Random random = new Random(7);
        List<String> columns =
                new ArrayList<>(IntStream.range(0, heads).mapToObj(Integer::toString).toList());
        columns.add("MLP");
        double[] values =
                random.doubles((long) layers * (heads + 1), -1, 1)
                        .map(x -> x * x * x * size)
                        .toArray();
        if (layers > 1) {
            values[heads + 1] = Double.NaN;
        }
        return new SignedGridData(
                IntStream.range(0, layers).mapToObj(Integer::toString).toList(),
                columns,
                1,
                values);
    }

    private static SignedGrid grid(SignedGridData data) {
        SignedGrid grid = new SignedGrid();
        grid.rowTitleProperty().set("layer");
        grid.columnTitleProperty().set("head");
        grid.placeholderProperty().set("Nothing yet");
        grid.dataProperty().set(data);
        return grid;
    }

    private static GridPane pane(Node... nodes) {
        GridPane pane = new GridPane(14, 14);
        for (int i = 0; i < nodes.length; i++) {
            GridPane.setHgrow(nodes[i], Priority.ALWAYS);
            GridPane.setVgrow(nodes[i], Priority.ALWAYS);
            pane.add(nodes[i], i % 2, i / 2);
        }
        return pane;
    }

    private static Node grids() {
        SignedGrid small = grid(numbers(6, 8, 2.4));
        small.selectedProperty().set(new Cell(3, 5));
        return pane(
                new Card("6 x 8", small),
                new Card("12 x 12", grid(numbers(12, 12, 1.1))),
                new Card("48 x 25", grid(numbers(48, 25, 30))),
                new Card("Nothing", grid(SignedGridData.EMPTY)));
    }

    private static SignedBarsData rows(int count, boolean positive) {
        Random random = new Random(4);
        return new SignedBarsData(
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            double value =
                                    3.0 / (i + 1) * (positive || random.nextBoolean() ? 1 : -1);
                            String name = positive ? "·token" + i : "Head " + i / 8 + "." + i % 8;
                            return new SignedBarsData.Row(name, value, Figures.fixed(value, 3));
                        })
                        .toList(),
                0,
                positive);
    }

    private static SignedBars bars(SignedBarsData data) {
        SignedBars bars = new SignedBars();
        bars.placeholderProperty().set("Nothing yet");
        bars.dataProperty().set(data);
        return bars;
    }

    private static Node bars() {
        SignedBars chosen = bars(rows(60, false));
        chosen.selectedRowProperty().set(2);
        return pane(
                new Card("Both signs", chosen),
                new Card("One sign", bars(rows(8, true))),
                new Card("One", bars(rows(1, false))),
                new Card("Nothing", bars(SignedBarsData.EMPTY)));
    }

    private static WaterfallData sum(int layers) {
        Random random = new Random(3);
        List<WaterfallData.Step> steps = new ArrayList<>();
        steps.add(new WaterfallData.Step("token", 1.2, "embeddings"));
        for (int layer = 0; layer < layers; layer++) {
            steps.add(
                    new WaterfallData.Step("attn", random.nextGaussian(), Integer.toString(layer)));
            steps.add(
                    new WaterfallData.Step(
                            "MLP", random.nextGaussian() + 0.4, Integer.toString(layer)));
        }
        return new WaterfallData(steps, "logit", "logit");
    }

    private static Waterfall waterfall(WaterfallData data) {
        Waterfall waterfall = new Waterfall();
        waterfall.placeholderProperty().set("Nothing yet");
        waterfall.dataProperty().set(data);
        return waterfall;
    }

    private static Node waterfalls() {
        return pane(
                new Card("6 layers", waterfall(sum(6))),
                new Card("48 layers", waterfall(sum(48))),
                new Card("2 layers", waterfall(sum(2))),
                new Card("Nothing", waterfall(WaterfallData.EMPTY)));
    }
}
