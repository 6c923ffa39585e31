package org.glassformer.app.gallery;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.CumulativeLine;
import org.glassformer.app.ui.control.CumulativeLine.Candidate;

/// Lines of a few candidates, of one, of thousands, of none.
final class CumulativeLinePages {

    private CumulativeLinePages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage(
                        "cumulative-line",
                        900,
                        560,
                        () ->
                                new VBox(
                                        12,
                                        card("A few", candidates(9, 0.6), 0.5731),
                                        card("One", candidates(1, 1), 0.2),
                                        card("Thousands", candidates(4096, 0.999), 0.97),
                                        card("None", List.of(), Double.NaN))));
    }

    private static Card card(String title, List<Candidate> candidates, double u) {
        CumulativeLine line = new CumulativeLine();
        line.setCandidates(candidates);
        line.needleProperty().set(u);
        return new Card(title, line);
    }

    private static List<Candidate> candidates(int count, double ratio) {
        double sum = IntStream.range(0, count).mapToDouble(i -> Math.pow(ratio, i)).sum();
        return IntStream.range(0, count)
                .mapToObj(i -> new Candidate("·token" + i, Math.pow(ratio, i) / sum))
                .toList();
    }
}
