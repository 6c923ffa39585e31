package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensCells;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.app.ui.control.TokenField;

/// Lens tables: a short text, a long one partly read, one cell, none; a text on the colours of numbers; the field for a
/// token.
final class LensPages {

    private static final String[] WORDS = {
        "Once", "·upon", "·a", "·time", ",", "·there", "·was", "·little", "·girl", "·extraordinary"
    };

    private LensPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("lens", 940, 330, () -> card(data(9, 14, false))),
                new GalleryPage("lens-edges", 1100, 700, LensPages::edges),
                new GalleryPage("lens-shadedtext", 760, 420, LensPages::shaded),
                new GalleryPage("tokenfield", 420, 120, LensPages::fields));
    }

    private static Node shaded() {
        VBox all = new VBox(10, card(20), card(1000));
        all.getChildren().forEach(card -> VBox.setVgrow(card, Priority.ALWAYS));
        return all;
    }

    private static Card card(int tokens) {
        List<String> labels = new ArrayList<>();
        float[] values = new float[tokens];
        for (int t = 0; t < tokens; t++) {
            labels.add(WORDS[t % WORDS.length]);
            values[t] = (float) (4 * Math.sin(t * 0.7) * (t % 3));
        }
        ShadedText text = new ShadedText();
        text.setData(new ShadedTextData(labels, values, 8, "activation"));
        text.selectedProperty().set(Math.min(12, tokens - 1));
        return new Card("A neuron along " + tokens + " tokens", text);
    }

    private static Node fields() {
        TokenField field = new TokenField();
        field.shownProperty().set("·little");
        field.noneProperty().set("most likely");
        field.matchesProperty().set(typed -> List.of(new TokenChoice(7, "·little", "7")));
        TokenField empty = new TokenField();
        empty.promptTextProperty().set("a token or its id");
        return new Card("Tokens", new VBox(8, new HBox(8, field, empty)));
    }

    private static Card card(LensTableData data) {
        LensTable table = new LensTable();
        table.setData(data);
        table.rowTitleProperty().set("last block on top");
        table.columnTitleProperty().set("token read last; each cell says what would come next");
        table.placeholderProperty().set("Nothing read yet");
        table.selectedCellProperty().set(new Cell(2, 5));
        return new Card("Logit lens", table);
    }

    private static Node edges() {
        GridPane pane = new GridPane(12, 12);
        pane.addRow(0, card(data(25, 1024, true)), card(data(5, 5, true)));
        pane.addRow(1, card(data(1, 1, false)), card(LensTableData.EMPTY));
        pane.getChildren()
                .forEach(node -> {
                    GridPane.setHgrow(node, Priority.ALWAYS);
                    GridPane.setVgrow(node, Priority.ALWAYS);
                });
        return pane;
    }

    private static LensTableData data(int points, int positions, boolean second) {
        List<String> rows = new ArrayList<>();
        for (int row = points - 1; row > 0; row--) {
            rows.add((row - 1) / 2 + (row % 2 == 0 ? " · MLP" : " · attn"));
        }
        rows.add("embed");
        List<String> columns = new ArrayList<>();
        for (int column = 0; column < positions; column++) {
            columns.add(WORDS[column % WORDS.length]);
        }
        return new LensTableData(
                rows,
                columns,
                new Made(points, positions, second),
                second
                        ? new LensTableData.Legend("KL to the last", "0", "8.3 nats", "", true)
                        : new LensTableData.Legend(
                                "probability of the token shown",
                                "0",
                                "1",
                                "underlined: the token that follows",
                                false));
    }

    private record Made(int points, int positions, boolean second) implements LensCells {

        private int pick(int row, int column) {
            return new Random(row * 977L + column * 31L).nextInt(1000);
        }

        @Override
        public String text(int row, int column) {
            return WORDS[pick(row, column) % WORDS.length];
        }

        @Override
        public double shade(int row, int column) {
            boolean unread = second && column % 100 > 95;
            double least = 1 - (double) row / points;
            return unread ? Double.NaN : least * (pick(row, column) % 100) / 100;
        }

        @Override
        public boolean marked(int row, int column) {
            return pick(row, column) % 7 == 0;
        }

        @Override
        public List<Line> lines(int row, int column) {
            return List.of(new Line(text(row, column), 0.5), new Line("·a", 0.25));
        }

        @Override
        public String note(int row, int column) {
            return "rank of ·girl 12";
        }
    }
}
