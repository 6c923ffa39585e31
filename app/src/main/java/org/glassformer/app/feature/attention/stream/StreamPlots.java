package org.glassformer.app.feature.attention.stream;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;

/// What happens at one position from the embeddings up, as curves over the blocks passed.
///
/// @param rank of the followed token, logarithmic
/// @param probability of the followed token, and of the likeliest one at each point
/// @param divergence from the model's own distribution
/// @param norm length of the stream, here and in the mean of all positions
record StreamPlots(PlotData rank, PlotData probability, PlotData divergence, PlotData norm) {

    /// Nothing.
    static final StreamPlots EMPTY =
            new StreamPlots(PlotData.EMPTY, PlotData.EMPTY, PlotData.EMPTY, PlotData.EMPTY);

    /// The curves of a position; those of the lens are empty until it is read.
    ///
    /// @param points those shown, as indices from the embeddings up
    /// @param followed what the followed token is called
    static StreamPlots of(
            StreamNumbers numbers, List<Integer> points, int position, String followed) {
        int vocabulary = numbers.reading().model().vocabSize();
        PlotAxis across = PlotAxis.of(Messages.text("stream.plot.blocks")).ofCounts();
        double[] x = points.stream().mapToDouble(p -> numbers.points().get(p).blocks()).toArray();
        PlotAxis ranks =
                PlotAxis.of(Messages.text("stream.plot.rank"))
                        .logarithmic(true)
                        .ofCounts()
                        .between(0.9, vocabulary);
        PlotAxis chances = PlotAxis.of(Messages.text("stream.plot.probability")).between(0, 1);
        PlotAxis bits = PlotAxis.of(Messages.text("stream.plot.divergence")).fromZero();
        PlotAxis length = PlotAxis.of(Messages.text("stream.plot.norm")).fromZero();
        List<PlotSeries> none = List.of();
        PlotData norm =
                new PlotData(
                        across,
                        length,
                        List.of(
                                curve(
                                        "stream.plot.here",
                                        x,
                                        points,
                                        p -> numbers.norm(p, position)),
                                curve("stream.plot.mean", x, points, numbers::meanNorm)));
        return numbers.at(position)
                .map(seen ->
                        new StreamPlots(
                                new PlotData(
                                        across,
                                        ranks,
                                        List.of(
                                                PlotSeries.line(
                                                        followed,
                                                        x,
                                                        values(
                                                                points,
                                                                p -> seen.rank(p, position))))),
                                new PlotData(
                                        across,
                                        chances,
                                        List.of(
                                                PlotSeries.line(
                                                        followed,
                                                        x,
                                                        values(
                                                                points,
                                                                p -> seen.chosen(p, position))),
                                                curve(
                                                        "stream.plot.likeliest",
                                                        x,
                                                        points,
                                                        p -> seen.probability(p, position, 0)))),
                                new PlotData(
                                        across,
                                        bits,
                                        List.of(
                                                curve(
                                                        "stream.plot.kl",
                                                        x,
                                                        points,
                                                        p -> seen.divergence(p, position)))),
                                norm))
                .orElseGet(() ->
                        new StreamPlots(
                                new PlotData(across, ranks, none),
                                new PlotData(across, chances, none),
                                new PlotData(across, bits, none),
                                norm));
    }

    private static PlotSeries curve(
            String name, double[] x, List<Integer> points, IntToDoubleFunction value) {
        return PlotSeries.line(Messages.text(name), x, values(points, value));
    }

    private static double[] values(List<Integer> points, IntToDoubleFunction value) {
        return points.stream().mapToDouble(value::applyAsDouble).toArray();
    }
}
