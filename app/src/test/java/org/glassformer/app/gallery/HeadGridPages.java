package org.glassformer.app.gallery;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadGrid;
import org.glassformer.app.ui.control.HeadMark;
import org.glassformer.app.ui.control.HeadMark.Change;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.app.ui.control.HeatmapData;

/// Grids of heads: six layers of eight, one head, a thousand heads, none.
final class HeadGridPages {

    private HeadGridPages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("headgrid", 900, 640, HeadGridPages::grids));
    }

    private static Node grids() {
        GridPane grid = new GridPane(14, 14);
        HeadGrid marked = grid(6, 8, 17);
        marked.marksProperty().set(marks());
        grid.add(new Card("6 layers × 8 heads", marked), 0, 0);
        grid.add(new Card("32 layers × 32 heads", grid(32, 32, 9)), 1, 0);
        grid.add(new Card("One head of one token", grid(1, 1, 1)), 0, 1);
        grid.add(new Card("None", new HeadGrid()), 1, 1);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        return grid;
    }

    private static Map<Cell, HeadMark> marks() {
        return Map.of(
                new Cell(1, 3), new HeadMark(false, 0, Change.ABLATED),
                new Cell(2, 2), new HeadMark(true, 0, Change.MEAN),
                new Cell(4, 6), new HeadMark(false, 0, Change.SCALED),
                new Cell(3, 4), new HeadMark(true, 2, Change.NONE),
                new Cell(3, 5), new HeadMark(false, 1, Change.NONE),
                new Cell(0, 0), new HeadMark(true, 0, Change.NONE));
    }

    private static HeadGrid grid(int layers, int heads, int tokens) {
        HeadThumbnails thumbnails = HeadThumbnails.blank(layers, heads);
        for (int i = 0; i < layers * heads; i++) {
            HeatmapData head = HeatmapPages.attention(tokens, i);
            byte[] cells = new byte[tokens * tokens];
            for (int q = 0; q < tokens; q++) {
                for (int k = 0; k <= q; k++) {
                    cells[q * tokens + k] = (byte) Math.round(head.value(q, k) * 255);
                }
            }
            thumbnails = thumbnails.with(i / heads, i % heads, tokens, cells);
        }
        HeadGrid grid = new HeadGrid();
        grid.thumbnailsProperty().set(thumbnails);
        grid.layerProperty().set(layers / 2);
        grid.headProperty().set(heads / 2);
        return grid;
    }
}
