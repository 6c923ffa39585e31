package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.color.ColorScale;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.HeatmapLegend;

/// Heat maps: a head, one cell, one row, none, a thousand tokens, signed values.
final class HeatmapPages {

    static final List<String> STORY =
            List.of(
                    "Once", "·upon", "·a", "·time", ",", "·there", "·was", "·a", "·little", "·girl",
                    "·named", "·Mia", ".", "·She", "·found", "·a", "·red");

    private HeatmapPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("heatmap", 700, 740, () -> card("Layer 3 · Head 5", head())),
                new GalleryPage(
                        "heatmap-locked", 700, 740, () -> card("Layer 3 · Head 5", locked())),
                new GalleryPage("heatmap-edges", 1000, 760, HeatmapPages::edges),
                new GalleryPage(
                        "heatmap-thousand", 760, 800, () -> card("1,024 tokens", large(1024))),
                new GalleryPage("heatmap-zoomed", 760, 800, () -> card("1,024 tokens", zoomed())),
                new GalleryPage("heatmap-crossed", 700, 740, HeatmapPages::crossed),
                new GalleryPage("heatmap-hundred", 760, 800, () -> card("96 tokens", large(96))));
    }

    private static Node card(String title, Node heatmap) {
        Card card = new Card(title, heatmap);
        card.subtitleProperty().set("stories · F32");
        return card;
    }

    static Heatmap heatmap(HeatmapData data) {
        Heatmap heatmap = new Heatmap(Runnable::run);
        heatmap.setData(data);
        return heatmap;
    }

    static Heatmap head() {
        Heatmap heatmap = heatmap(attention(STORY.size(), 11));
        label(heatmap, STORY);
        return heatmap;
    }

    private static void label(Heatmap heatmap, List<String> labels) {
        heatmap.rowLabelsProperty().set(labels);
        heatmap.columnLabelsProperty().set(labels);
        heatmap.rowTitleProperty().set("query: the token that looks");
        heatmap.columnTitleProperty().set("key: what it looks at");
    }

    private static Heatmap locked() {
        Heatmap heatmap = head();
        heatmap.selectedCellProperty().set(new Cell(16, 11));
        return heatmap;
    }

    private static Heatmap large(int n) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add(STORY.get(i % STORY.size()));
        }
        Heatmap heatmap = heatmap(attention(n, 200));
        label(heatmap, labels);
        heatmap.selectedCellProperty().set(new Cell(n * 3 / 4, n / 4));
        return heatmap;
    }

    private static Node zoomed() {
        Heatmap heatmap = large(1024);
        heatmap.zoomBy(30);
        return heatmap;
    }

    /// A cut edge, a masked token, a row previewed from elsewhere, and a legend beside the map.
    private static Node crossed() {
        Heatmap heatmap = head();
        List<Cell> cells = new ArrayList<>(List.of(new Cell(14, 2), new Cell(9, 9)));
        for (int query = 5; query < STORY.size(); query++) {
            cells.add(new Cell(query, 5));
        }
        heatmap.setData(heatmap.dataProperty().get().crossing(cells));
        heatmap.legendVisibleProperty().set(false);
        heatmap.previewProperty().set(new Cell(14, -1));
        Card card = new Card("Layer 3 · Head 5", heatmap);
        card.addFoot(new HeatmapLegend(heatmap));
        return card;
    }

    /// A made-up head: a sink, a diagonal and some content.
    static HeatmapData attention(int n, long seed) {
        Random random = new Random(seed);
        float[] weights = new float[n * n];
        for (int q = 0; q < n; q++) {
            double sum = 0;
            for (int k = 0; k <= q; k++) {
                double z = random.nextGaussian() * 1.4;
                z += k == 0 ? 4.2 - 0.05 * q : 0;
                z += k == q - 1 ? 1.5 : 0;
                double e = Math.exp(z);
                weights[q * n + k] = (float) e;
                sum += e;
            }
            for (int k = 0; k <= q; k++) {
                weights[q * n + k] /= (float) sum;
            }
        }
        return HeatmapData.causal(n, n, weights);
    }

    private static Node edges() {
        GridPane grid = new GridPane(14, 14);
        Heatmap one = heatmap(HeatmapData.of(1, 1, new float[] {0.7f}));
        label(one, List.of("Hello"));
        Heatmap row = heatmap(HeatmapData.of(1, 17, attentionRow()));
        row.columnLabelsProperty().set(STORY);
        row.rowLabelsProperty().set(List.of("·red"));
        Heatmap signed = heatmap(signed());
        signed.scaleProperty().set(ColorScale.symmetric(3));
        Heatmap none = heatmap(HeatmapData.EMPTY);
        grid.add(card("One cell", one), 0, 0);
        grid.add(card("One row", row), 1, 0);
        grid.add(card("Signed values", signed), 0, 1);
        grid.add(card("Nothing", none), 1, 1);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        return grid;
    }

    private static float[] attentionRow() {
        HeatmapData data = attention(17, 11);
        float[] row = new float[17];
        for (int k = 0; k < 17; k++) {
            row[k] = data.value(16, k);
        }
        return row;
    }

    private static HeatmapData signed() {
        Random random = new Random(5);
        float[] values = new float[24 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HeatmapData.of(24, 32, values);
    }
}
