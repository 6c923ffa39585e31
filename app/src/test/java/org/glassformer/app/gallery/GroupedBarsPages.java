package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.GroupedBars;
import org.glassformer.app.ui.control.GroupedBarsData;
import org.glassformer.app.ui.control.SeriesLegend;

/// Grouped bars: one to four series, thousands of rows, unknown values, none.
final class GroupedBarsPages {

    private static final String[] NAMES = {"Alpha", "Beta", "Gamma", "Delta", "A rather long name"};
    private static final String[] NOTES = {"άλφα", "βήτα", "γάμμα", "δέλτα", "שם ארוך"};

    private GroupedBarsPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("groupedbars", 760, 420, () -> card("Two series", data(40, 2))),
                new GalleryPage("groupedbars-edges", 1100, 760, GroupedBarsPages::edges));
    }

    private static Card card(String title, GroupedBarsData data) {
        GroupedBars bars = new GroupedBars();
        bars.setData(data);
        bars.valueTitleProperty().set("tokens");
        bars.ratioTitleProperty().set("ratio");
        bars.placeholderProperty().set("Nothing to compare yet");
        bars.selectedRowProperty().set(Math.min(2, data.rows().size() - 1));
        SeriesLegend legend = new SeriesLegend();
        legend.show(data.series());
        Card card = new Card(title, bars);
        card.addFoot(legend);
        return card;
    }

    private static GroupedBarsData data(int rows, int series) {
        List<GroupedBarsData.Row> made = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Integer> values = new ArrayList<>();
            for (int s = 0; s < series; s++) {
                values.add(i % 11 == 7 ? GroupedBarsData.UNKNOWN : (int) (40 + 7L * i / (s + 1)));
            }
            made.add(
                    new GroupedBarsData.Row(
                            NAMES[i % NAMES.length], NOTES[i % NOTES.length], i % 5 == 1, values));
        }
        List<String> names = new ArrayList<>();
        List<Integer> reference = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            names.add("series " + (s + 1));
            reference.add(40);
        }
        return new GroupedBarsData(names, made, reference);
    }

    private static Node edges() {
        GridPane grid = new GridPane(14, 14);
        grid.add(card("Four series", data(30, 4)), 0, 0);
        grid.add(card("One series, five thousand rows", data(5_000, 1)), 1, 0);
        grid.add(card("Nothing", GroupedBarsData.EMPTY), 0, 1);
        grid.add(card("Three rows, three series", data(3, 3)), 1, 1);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        return grid;
    }
}
