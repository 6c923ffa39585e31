package org.glassformer.app.gallery;

import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Histogram;
import org.glassformer.app.ui.control.HistogramData;

/// The histogram with weights, counts on a logarithmic axis, one number, numbers that are all the same, and none.
final class HistogramPages {

    private HistogramPages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("histogram", 900, 620, HistogramPages::all));
    }

    private static float[] bell(int count, double size) {
        Random random = new Random(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return values;
    }

    private static Card card(String title, HistogramData data, boolean logarithmic) {
        Histogram histogram = new Histogram();
        histogram.dataProperty().set(data);
        histogram.logarithmicProperty().set(logarithmic);
        histogram.valueTitleProperty().set("numbers in each range");
        histogram.placeholderProperty().set("No numbers");
        return new Card(title, histogram);
    }

    private static Node all() {
        float[] bell = bell(40_000, 0.02);
        bell[7] = 0.31f;
        List<Card> cards =
                List.of(
                        card("Weights", HistogramData.of(bell, -0.09, 0.31), false),
                        card("Logarithmic", HistogramData.of(bell, -0.09, 0.31), true),
                        card("Held", HistogramData.of(bell, -0.03, 0.03), false),
                        card("Tiny", HistogramData.of(bell(300, 2e-9), -7e-9, 7e-9), false),
                        card("All the same", HistogramData.of(new float[64], 0, 0), true),
                        card("None", HistogramData.EMPTY, false));
        GridPane pane = new GridPane(12, 12);
        for (int i = 0; i < cards.size(); i++) {
            pane.add(cards.get(i), i % 2, i / 2);
            GridPane.setHgrow(cards.get(i), Priority.ALWAYS);
            GridPane.setVgrow(cards.get(i), Priority.ALWAYS);
        }
        return pane;
    }
}
