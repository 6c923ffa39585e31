package org.glassformer.app.gallery;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.VectorStrip;
import org.glassformer.app.ui.control.VectorStripData;

/// Strips of numbers: channels, scores with masked keys, weights of few and of a thousand keys, one number, none.
final class VectorStripPages {

    private static final List<String> WORDS =
            List.of(
                    "Once", "·upon", "·a", "·time", ",", "·there", "·was", "·a", "·little", "·girl",
                    "·named", "·Mia", ".", "·She", "·found", "·a", "·red");

    private VectorStripPages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("vector-strip", 900, 760, VectorStripPages::strips));
    }

    private static float[] numbers(int count, double middle) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() + middle);
        }
        return values;
    }

    private static float[] weights(int count) {
        float[] values = numbers(count, 0);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.exp(2 * values[i]);
            sum += values[i];
        }
        for (int i = 0; i < count; i++) {
            values[i] /= (float) sum;
        }
        return values;
    }

    private static Node strips() {
        float[] masked = numbers(WORDS.size(), 0.3);
        for (int i : new int[] {3, 12, 13, 14, 15, 16}) {
            masked[i] = Float.NEGATIVE_INFINITY;
        }
        List<String> many = IntStream.range(0, 1024).mapToObj(i -> "t" + i).toList();
        float[] longOnes = weights(1024);
        for (int i = 900; i < 1024; i++) {
            longOnes[i] = Float.NaN;
        }
        GridPane grid = new GridPane(14, 14);
        add(grid, "32 channels", VectorStripData.of(numbers(32, 0)));
        add(grid, "128 channels", VectorStripData.of(numbers(128, 0)));
        add(grid, "Scores, some masked", VectorStripData.of(masked).labelled(WORDS).marking(11));
        add(grid, "Weights", VectorStripData.of(weights(WORDS.size())).labelled(WORDS).marking(16));
        add(grid, "A thousand weights", VectorStripData.of(longOnes).labelled(many).marking(512));
        add(
                grid,
                "Few, up to 1",
                VectorStripData.of(weights(4)).labelled(WORDS.subList(0, 4)).upTo(1));
        add(grid, "One number", VectorStripData.of(new float[] {-2}));
        add(grid, "None", VectorStripData.EMPTY);
        return grid;
    }

    private static void add(GridPane grid, String title, VectorStripData data) {
        VectorStrip strip = new VectorStrip();
        strip.setData(data);
        Card card = new Card(title, strip);
        int at = grid.getChildren().size();
        GridPane.setHgrow(card, Priority.ALWAYS);
        GridPane.setVgrow(card, Priority.ALWAYS);
        grid.add(card, at % 2, at / 2);
    }
}
