package org.glassformer.app.gallery;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;

/// The line plot with a training run, a falling count, logarithmic axes, and edge cases.
final class LinePlotPages {

    private LinePlotPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("line-plot", 900, 560, LinePlotPages::usual),
                new GalleryPage("line-plot-edges", 900, 560, LinePlotPages::edges));
    }

    /// Losses of a made-up run: raw, smoothed, held out, and the loss of guessing.
    static PlotData losses(int steps, boolean logX, boolean logY) {
        double[] x = new double[steps];
        double[] raw = new double[steps];
        double[] smooth = new double[steps];
        double[] heldOut = new double[steps];
        Random random = new Random(4);
        for (int i = 0; i < steps; i++) {
            x[i] = i + 1;
            smooth[i] = 0.25 + 2.1 * Math.exp(-i / (steps / 4.0)) + 0.2 / (1 + i);
            raw[i] = Math.max(0.02, smooth[i] + random.nextGaussian() * 0.12);
            heldOut[i] = i % 50 == 0 ? smooth[i] * 1.15 + 0.05 : Double.NaN;
        }
        double[] places = Arrays.stream(x).filter(i -> (i - 1) % 50 == 0).toArray();
        double[] values = Arrays.stream(heldOut).filter(Double::isFinite).toArray();
        return new PlotData(
                PlotAxis.of("step").ofCounts().logarithmic(logX),
                PlotAxis.of("loss, nats per token").logarithmic(logY),
                List.of(
                        PlotSeries.faint("each batch", x, raw),
                        PlotSeries.line("smoothed", x, smooth),
                        PlotSeries.line("held out", places, values),
                        PlotSeries.reference("uniform guess", 2.3)));
    }

    /// Tokens of a made-up text for each size of the vocabulary.
    static PlotData tokens(int merges, double scale) {
        double[] x = new double[merges + 1];
        double[] y = new double[merges + 1];
        for (int i = 0; i <= merges; i++) {
            x[i] = 257 + i;
            y[i] = Math.rint(scale * (0.36 + 0.64 / (1 + i / 90.0)));
        }
        return new PlotData(
                PlotAxis.of("vocabulary").ofCounts(),
                PlotAxis.of("tokens of the text").ofCounts().fromZero(),
                List.of(PlotSeries.line("tokens", x, y)));
    }

    private static LinePlot plot(PlotData data) {
        LinePlot plot = new LinePlot();
        plot.placeholderProperty().set("Nothing learned yet");
        plot.setData(data);
        return plot;
    }

    private static GridPane grid(Node... nodes) {
        GridPane grid = new GridPane(14, 14);
        for (int i = 0; i < nodes.length; i++) {
            GridPane.setHgrow(nodes[i], Priority.ALWAYS);
            GridPane.setVgrow(nodes[i], Priority.ALWAYS);
            grid.add(nodes[i], i % 2, i / 2);
        }
        return grid;
    }

    private static Node usual() {
        LinePlot marked = plot(tokens(1000, 5_200_000));
        marked.markedXProperty().set(400);
        return grid(
                new Card("Loss", plot(losses(2000, false, false))),
                new Card("Tokens", marked),
                new Card("Both axes logarithmic", plot(losses(100_000, true, true))),
                new Card("Small numbers", plot(rates())));
    }

    private static PlotData rates() {
        double[] x = new double[300];
        double[] y = new double[300];
        double[] other = new double[300];
        double[] third = new double[300];
        double[] fourth = new double[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 4;
            y[i] = 3e-4 * (1 + Math.cos(Math.PI * i / 300));
            other[i] = 4e-4;
            third[i] = 6e-4 * i / 300;
            fourth[i] = 5e-4 * Math.sqrt(i / 300.0);
        }
        return new PlotData(
                PlotAxis.of("step").ofCounts(),
                PlotAxis.of("learning rate"),
                List.of(
                        PlotSeries.line("cosine", x, y),
                        PlotSeries.line("constant", x, other),
                        PlotSeries.line("linear", x, third),
                        PlotSeries.line("root", x, fourth)));
    }

    private static Node edges() {
        double[] x = {1, 2, 3, 4, 5, 6, 7};
        double[] gaps = {3, Double.NaN, 2, 2.5, Double.POSITIVE_INFINITY, 1, 1.2};
        PlotAxis plain = PlotAxis.of("value");
        return grid(
                new Card("Empty", plot(PlotData.EMPTY)),
                new Card(
                        "One point",
                        plot(
                                new PlotData(
                                        PlotAxis.of("step").ofCounts(),
                                        plain,
                                        List.of(
                                                PlotSeries.line(
                                                        "a",
                                                        new double[] {5},
                                                        new double[] {2}))))),
                new Card(
                        "Gaps",
                        plot(
                                new PlotData(
                                        PlotAxis.of("step").ofCounts(),
                                        plain,
                                        List.of(PlotSeries.line("a", x, gaps))))),
                new Card("Few", plot(tokens(3, 120))));
    }
}
