package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.control.BatchTableData;
import org.glassformer.app.ui.control.Card;

/// Windows of a batch: digits before and after the forward pass, long words over several lines, and none.
final class BatchTablePages {
    private static final String DIGITS = "92285480>02245889▪";
    private static final List<String> WORDS =
            List.of(
                    "Once",
                    "·upon",
                    "·a",
                    "·time",
                    ",",
                    "·there",
                    "·was",
                    "·a",
                    "·little",
                    "·girl",
                    "·named",
                    "·Mia",
                    ".",
                    "·She",
                    "·found",
                    "·incomprehensibilities",
                    "·red");

    private BatchTablePages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("batch-table", 900, 980, BatchTablePages::tables));
    }

    private static BatchTableData digits(boolean predicted, boolean again) {
        Random random = new Random(4);
        List<BatchTableData.Cell> cells = new ArrayList<>();
        for (int t = 0; t + 1 < DIGITS.length(); t++) {
            double p = random.nextDouble();
            boolean counted = t >= 8;
            cells.add(
                    new BatchTableData.Cell(
                            DIGITS.substring(t, t + 1),
                            DIGITS.substring(t + 1, t + 2),
                            counted,
                            predicted ? -Math.log(p) : Double.NaN,
                            predicted ? p : Double.NaN,
                            again ? Math.sqrt(p) : Double.NaN));
        }
        return new BatchTableData(cells);
    }

    private static BatchTableData words() {
        Random random = new Random(5);
        List<BatchTableData.Cell> cells = new ArrayList<>();
        for (int t = 0; t < 2 * WORDS.size(); t++) {
            double p = random.nextDouble();
            cells.add(
                    new BatchTableData.Cell(
                            WORDS.get(t % WORDS.size()),
                            WORDS.get((t + 1) % WORDS.size()),
                            true,
                            -Math.log(p),
                            p,
                            Double.NaN));
        }
        return new BatchTableData(cells);
    }

    private static Card card(String title, BatchTableData data) {
        BatchTable table = new BatchTable();
        table.placeholderProperty().set("nothing yet");
        table.dataProperty().set(data);
        return new Card(title, table);
    }

    private static Node tables() {
        return new VBox(
                8,
                card("Taken from the data", digits(false, false)),
                card("Predicted", digits(true, false)),
                card("With the new weights", digits(true, true)),
                card("Words", words()),
                card("None", BatchTableData.EMPTY));
    }
}
