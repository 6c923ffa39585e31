package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.MergeFlow;
import org.glassformer.app.ui.control.MergeGroup;
import org.glassformer.app.ui.control.PairBar;
import org.glassformer.app.ui.control.PairBars;

/// Pairs with their counts, and text before and after a merge.
final class MergePages {

    private MergePages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("merges", 900, 620, MergePages::all));
    }

    private static PairBars bars(int count, boolean marked) {
        List<PairBar> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FlowToken left =
                    i == 3
                            ? FlowToken.ofBytes(9, new byte[] {(byte) 0xE4, (byte) 0xBD})
                            : FlowToken.text(i, i == 5 ? " a rather long token" : " t" + i);
            pairs.add(
                    new PairBar(
                            left, FlowToken.text(i, i % 2 == 0 ? "h" : "\n"), 23_306 / (i + 1)));
        }
        PairBars bars = new PairBars();
        bars.setPairs(pairs);
        bars.firstMarkedProperty().set(marked);
        return bars;
    }

    private static MergeFlow flow(String text, boolean merged) {
        List<MergeGroup> groups = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            boolean here = merged && text.startsWith("he", i);
            MergeGroup.Part first = part(text, i, i + 1);
            if (here) {
                MergeGroup.Part second = part(text, i + 1, i + 2);
                groups.add(new MergeGroup(List.of(first, second), part(text, i, i + 2), true));
                i++;
            } else {
                groups.add(new MergeGroup(List.of(first), merged ? first : null, false));
            }
        }
        MergeFlow flow = new MergeFlow();
        flow.setGroups(groups);
        return flow;
    }

    private static MergeGroup.Part part(String text, int from, int to) {
        return new MergeGroup.Part(FlowToken.text(from, text.substring(from, to)), from);
    }

    private static Node all() {
        GridPane grid = new GridPane(14, 14);
        String text = "The hen and the other hen were there, he said.\nThen they went home. ";
        add(grid, "Pairs", bars(40, true), 0, 0);
        add(grid, "One pair, none wins", bars(1, false), 1, 0);
        add(grid, "Before and after", flow(text.repeat(20), true), 0, 1);
        add(grid, "Before the first merge", flow(text, false), 1, 1);
        add(grid, "No pairs", bars(0, true), 0, 2);
        add(grid, "No text", flow("", true), 1, 2);
        return grid;
    }

    private static void add(GridPane grid, String title, Region content, int column, int row) {
        Card card = new Card(title, content);
        card.setPrefSize(420, row == 2 ? 60 : 250);
        GridPane.setHgrow(card, Priority.ALWAYS);
        GridPane.setVgrow(card, row == 2 ? Priority.NEVER : Priority.ALWAYS);
        grid.add(card, column, row);
    }
}
