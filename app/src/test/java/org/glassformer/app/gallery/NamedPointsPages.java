package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.NamedPoints;
import org.glassformer.app.ui.control.NamedPointsData;
import org.glassformer.app.ui.control.PlotAxis;

/// Named points: usual with one at zero, crowded, one, and none.
final class NamedPointsPages {

    private NamedPointsPages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("named-points", 900, 560, NamedPointsPages::all));
    }

    private static NamedPoints plot(boolean logarithmic, List<NamedPointsData.Point> points) {
        NamedPoints plot = new NamedPoints();
        plot.placeholderProperty().set("Nothing yet");
        plot.selectedProperty().set("Q8_0");
        plot.dataProperty()
                .set(
                        new NamedPointsData(
                                PlotAxis.of("size (MB)").fromZero(),
                                PlotAxis.of("mean KL (bits)").logarithmic(logarithmic),
                                points));
        return plot;
    }

    private static NamedPointsData.Point point(String name, double x, double y) {
        return new NamedPointsData.Point(name, x, y, x + " MB, " + y);
    }

    private static Node all() {
        List<NamedPointsData.Point> usual =
                List.of(
                        point("F32", 498, 0),
                        point("F16", 249, 1e-7),
                        point("Q8_0", 132, 2e-4),
                        point("Q6_K", 102, 9e-4),
                        point("Q4_K", 70, 0.02),
                        point("Q4_0", 70, 0.05));
        List<NamedPointsData.Point> crowd = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            crowd.add(point("point " + i, 100 + 3 * i, 0.4 + 0.02 * (i % 3)));
        }
        GridPane pane = new GridPane(14, 14);
        List<Card> cards =
                List.of(
                        new Card("Usual, one at zero", plot(true, usual)),
                        new Card("Crowded", plot(false, crowd)),
                        new Card("One", plot(true, usual.subList(2, 3))),
                        new Card("None", plot(true, List.of())));
        for (int i = 0; i < cards.size(); i++) {
            GridPane.setHgrow(cards.get(i), Priority.ALWAYS);
            GridPane.setVgrow(cards.get(i), Priority.ALWAYS);
            pane.add(cards.get(i), i % 2, i / 2);
        }
        return pane;
    }
}
