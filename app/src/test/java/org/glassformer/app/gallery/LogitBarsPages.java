package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LogitBars;

/// Bars: a chain at work, neutral, one token, none, narrow.
final class LogitBarsPages {

    private static final String[] WORDS = {
        " ball", " flower", " balloon", " leaf", " hat", " bird", " apple", " toy", " shiny",
                " car",
        " box", " stone", " bug", " kite", " book", " shell", " coat", " bag", " cup", " door"
    };

    private LogitBarsPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage(
                        "logitbars", 980, 480, () -> card("Next token after “ red”", chain())),
                new GalleryPage("logitbars-edges", 1100, 720, LogitBarsPages::edges),
                new GalleryPage(
                        "logitbars-masked", 980, 480, () -> card("Within choices", masked())));
    }

    static Node card(String title, LogitBars bars) {
        Card card = new Card(title, bars);
        card.subtitleProperty().set("exact over 4,096 tokens");
        card.actions().add(new Button("raw"));
        return card;
    }

    static LogitBars chain() {
        LogitBars bars = new LogitBars();
        bars.maxRowsProperty().set(13);
        bars.setData(data(20, 9));
        bars.selectedRowProperty().set(1);
        bars.noteProperty()
                .set("why not ·dragon? rank 212 · removed by top-k · back at k ≥ 212, or T ≥ 3.1");
        return bars;
    }

    /// A constraint that forbids every third token, and what came of a dragged bar.
    private static LogitBars masked() {
        LogitBars bars = new LogitBars();
        bars.maxRowsProperty().set(13);
        BarsData plain = data(20, 14);
        List<BarsData.Bar> rows = new ArrayList<>();
        for (BarsData.Bar bar : plain.bars()) {
            boolean masked = rows.size() % 3 == 1;
            rows.add(
                    new BarsData.Bar(
                            bar.id(),
                            bar.token(),
                            bar.logit(),
                            bar.adjusted(),
                            bar.rawP(),
                            masked ? 0 : bar.p(),
                            masked ? "mask" : bar.removedBy(),
                            masked));
        }
        bars.setData(new BarsData(rows, plain.others(), 9, 0.61));
        bars.aimNoteProperty().set("Temperature 0.63 gives “·ball” 42.0 %");
        return bars;
    }

    /// A made-up distribution of which the chain keeps the first tokens.
    static BarsData data(int listed, int kept) {
        double[] p = new double[listed];
        double sum = 0;
        for (int i = 0; i < listed; i++) {
            p[i] = 0.42 / Math.pow(i + 1, 1.15);
            sum += i < kept ? p[i] : 0;
        }
        double total = 0;
        for (double each : p) {
            total += each;
        }
        double scale = total > 0.97 ? 0.97 / total : 1;
        List<BarsData.Bar> bars = new ArrayList<>();
        for (int i = 0; i < listed; i++) {
            String removedBy = i < kept ? null : i < kept + 3 ? "top-p 0.95" : "min-p 0.05";
            double logit = 6.31 - 0.31 * i;
            bars.add(
                    new BarsData.Bar(
                            500 + i,
                            WORDS[i % WORDS.length],
                            logit,
                            logit / 0.8,
                            p[i] * scale,
                            removedBy == null ? p[i] / sum : 0,
                            removedBy));
        }
        double rest = 1 - Math.min(total * scale, 1);
        return new BarsData(
                bars, new BarsData.Others(4096 - listed, rest, 0, "top-k 40"), kept, sum * scale);
    }

    private static Node edges() {
        GridPane grid = new GridPane(14, 14);
        LogitBars neutral = new LogitBars();
        BarsData all = data(20, 20);
        neutral.setData(
                new BarsData(all.bars(), new BarsData.Others(4076, 0.03, 0.03, null), 4096, 1));
        LogitBars one = new LogitBars();
        one.setData(data(5, 1));
        LogitBars none = new LogitBars();
        LogitBars raw = new LogitBars();
        raw.setData(data(20, 7));
        raw.rawShownProperty().set(true);
        grid.add(card("Neutral", neutral), 0, 0);
        grid.add(card("Greedy", one), 1, 0);
        grid.add(new Card("Nothing", none), 0, 1);
        grid.add(new Card("Raw, few rows fit", raw), 1, 1);
        for (Node child : grid.getChildren()) {
            GridPane.setHgrow(child, Priority.ALWAYS);
            GridPane.setVgrow(child, Priority.ALWAYS);
        }
        grid.getRowConstraints();
        return grid;
    }
}
