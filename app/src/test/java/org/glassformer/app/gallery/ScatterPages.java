package org.glassformer.app.gallery;

import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ScatterData;
import org.glassformer.app.ui.control.ScatterMarks;
import org.glassformer.app.ui.control.ScatterPlot;

/// Scatter plots of made-up vocabularies: usual, large, near, and edge cases.
final class ScatterPages {

    private ScatterPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("scatter-plot", 900, 620, ScatterPages::usual),
                new GalleryPage("scatter-edges", 900, 560, ScatterPages::edges));
    }

    /// Points in three clouds.
    static ScatterData clouds(int count) {
        Random random = new Random(9);
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            int cloud = i % 3;
            x[i] = (float) (random.nextGaussian() * (1 + cloud) + 4 * (cloud - 1));
            y[i] = (float) (random.nextGaussian() * 1.5 + (cloud == 1 ? 3 : 0));
        }
        return new ScatterData(
                x, y, i -> "·token" + i, "first axis · 4.1 %", "second axis · 2.8 %");
    }

    private static ScatterPlot plot(ScatterData data, ScatterMarks marks) {
        ScatterPlot plot = new ScatterPlot();
        plot.placeholderProperty().set("Nothing yet");
        plot.dataProperty().set(data);
        plot.marksProperty().set(marks);
        return plot;
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

    private static Node usual() {
        ScatterMarks marks =
                new ScatterMarks(
                        40,
                        List.of(7, 70, 700),
                        List.of(41, 43, 46, 49),
                        List.of(1, 2, 3, 5, 8),
                        "in the text");
        return pane(
                new Card("4,096 points", plot(clouds(4096), marks)),
                new Card("150,000 points", plot(clouds(150_000), ScatterMarks.NONE)));
    }

    private static Node edges() {
        ScatterPlot near = plot(clouds(4096), ScatterMarks.NONE);
        near.centreOn(List.of(5));
        return pane(
                new Card("Near", near),
                new Card("Few", plot(clouds(12), ScatterMarks.NONE)),
                new Card("One", plot(clouds(1), ScatterMarks.NONE)),
                new Card("Nothing", plot(ScatterData.EMPTY, ScatterMarks.NONE)));
    }
}
