package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.ChangeBarsData;

/// Bars before and after a change: a few, many, one token alone, extreme changes, long tokens, nothing, no comparison.
final class ChangeBarsPages {

    private static final String[] TOKENS = {
        " ball", " flower", " balloon", " leaf", " hat", " bird", "\n", " a token as long as a line"
    };
    private static final double[] BEFORE = {
        0.412, 0.172, 0.128, 0.08, 0.059, 0.043, 0.02, 0.0000001
    };
    private static final double[] AFTER = {0.228, 0.201, 0.094, 0.15, 0.071, 0.049, 0.02, 0.001};

    private ChangeBarsPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("changebars", 320, 420, () -> card(few(true))),
                new GalleryPage("changebars-plain", 320, 300, () -> card(few(false))),
                new GalleryPage("changebars-edges", 1000, 760, ChangeBarsPages::edges));
    }

    private static Card card(ChangeBarsData data) {
        ChangeBars bars = new ChangeBars();
        bars.setData(data);
        bars.beforeTitleProperty().set("before");
        bars.afterTitleProperty().set(data.compared() ? "after 2 interventions" : "");
        bars.noteProperty().set("raw softmax");
        bars.placeholderProperty().set("No distribution yet");
        if (data.rows().size() > 2) {
            bars.selectedIdProperty().set(data.rows().get(1).id());
        }
        return new Card("Next token", bars);
    }

    private static ChangeBarsData few(boolean compared) {
        List<ChangeBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < TOKENS.length; i++) {
            rows.add(new ChangeBarsData.Row(i, TOKENS[i], BEFORE[i], AFTER[i]));
        }
        return new ChangeBarsData(rows, compared);
    }

    private static ChangeBarsData many(boolean compared) {
        List<ChangeBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            double p = 0.05 / (1 + i);
            rows.add(new ChangeBarsData.Row(i, " t" + i, i % 3 == 0 ? p : p * 1.5, p));
        }
        return new ChangeBarsData(rows, compared);
    }

    private static ChangeBarsData one() {
        return new ChangeBarsData(List.of(new ChangeBarsData.Row(7, " only", 0, 1)), true);
    }

    private static Node edges() {
        GridPane grid = new GridPane(14, 14);
        grid.add(card(many(true)), 0, 0);
        grid.add(card(many(false)), 1, 0);
        grid.add(card(one()), 0, 1);
        grid.add(card(ChangeBarsData.EMPTY), 1, 1);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        return grid;
    }
}
