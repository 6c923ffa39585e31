package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.AttentionLines;
import org.glassformer.app.ui.control.AttentionLinesData;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenWeightBars;
import org.glassformer.app.ui.control.TokenWeights;

/// Lines between tokens: one head, twelve heads with a token locked, one token, none, a thousand tokens; and the weights
/// of one token as bars along the text.
final class AttentionLinesPages {

    private AttentionLinesPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("lines", 620, 640, () -> card("One head", lines(17, 1))),
                new GalleryPage("lines-heads", 620, 640, AttentionLinesPages::heads),
                new GalleryPage("lines-thousand", 620, 640, () -> card("1,024", lines(1024, 3))),
                new GalleryPage("lines-edges", 800, 360, AttentionLinesPages::edges),
                new GalleryPage("token-weights", 700, 560, AttentionLinesPages::bars));
    }

    private static Card card(String title, Node content) {
        return new Card(title, content);
    }

    private static List<String> labels(int count) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(HeatmapPages.STORY.get(i % HeatmapPages.STORY.size()));
        }
        return labels;
    }

    private static AttentionLines lines(int count, int heads) {
        List<String> names = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            names.add("3." + head);
        }
        AttentionLinesData.Collector collector =
                new AttentionLinesData.Collector(labels(count), names, 1500);
        for (int head = 0; head < heads; head++) {
            HeatmapData weights = HeatmapPages.attention(count, head + 5);
            for (int query = 0; query < count; query++) {
                for (int key = 0; key <= query; key++) {
                    collector.add(head, query, key, weights.value(query, key));
                }
            }
        }
        AttentionLines lines = new AttentionLines();
        lines.dataProperty().set(collector.finish());
        return lines;
    }

    private static Node heads() {
        AttentionLines lines = lines(17, 12);
        lines.selectedProperty().set(new Cell(16, -1));
        return card("Twelve heads", lines);
    }

    private static Node edges() {
        GridPane grid = new GridPane(14, 14);
        grid.add(card("One token", lines(1, 1)), 0, 0);
        grid.add(card("Nothing", new AttentionLines()), 1, 0);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        return grid;
    }

    private static Node bars() {
        VBox box = new VBox(14);
        for (int count : new int[] {1, 17, 1024}) {
            float[] weights = new float[count];
            HeatmapData data = HeatmapPages.attention(count, 9);
            int subject = count - 1 - count / 4;
            for (int key = 0; key < count; key++) {
                weights[key] = key <= subject ? data.value(subject, key) : Float.NaN;
            }
            TokenWeightBars bars = new TokenWeightBars();
            bars.weightsProperty().set(new TokenWeights(labels(count), weights, subject));
            box.getChildren().add(card(count + " tokens", bars));
        }
        return box;
    }
}
