package org.glassformer.app.feature.attention.stream;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.LensCells;

/// The cells of the lens: the rows are points of the stream, the last one on top.
///
/// @param numbers what is known
/// @param points of each row, as indices from the embeddings up
/// @param coloring what the colours mean
record StreamCells(StreamNumbers numbers, List<Integer> points, LensColoring coloring)
        implements LensCells {

    @Override
    public String text(int row, int column) {
        return numbers.at(column)
                .map(seen -> label(seen.id(points.get(row), column, 0)))
                .orElse("");
    }

    @Override
    public double shade(int row, int column) {
        int point = points.get(row);
        double all = Math.log(numbers.reading().model().vocabSize());
        return numbers.at(column)
                .map(seen ->
                        switch (coloring) {
                            case PROBABILITY -> (double) seen.probability(point, column, 0);
                            case RANK -> 1 - Math.log(seen.rank(point, column)) / all;
                            case DIVERGENCE ->
                                    Math.min(1, seen.divergence(point, column) * Math.log(2) / all);
                        })
                .orElse(Double.NaN);
    }

    @Override
    public boolean marked(int row, int column) {
        int next = column + 1;
        return next < numbers.positions()
                && numbers.at(column)
                        .filter(seen ->
                                seen.id(points.get(row), column, 0)
                                        == numbers.reading().tokens().get(next).id())
                        .isPresent();
    }

    @Override
    public List<Line> lines(int row, int column) {
        int point = points.get(row);
        return numbers.at(column)
                .map(seen -> {
                    List<Line> lines = new ArrayList<>();
                    for (int n = 0; n < seen.top(); n++) {
                        lines.add(
                                new Line(
                                        label(seen.id(point, column, n)),
                                        seen.probability(point, column, n)));
                    }
                    return lines;
                })
                .orElse(new ArrayList<>());
    }

    @Override
    public String note(int row, int column) {
        int point = points.get(row);
        return numbers.at(column)
                .map(seen ->
                        Messages.text(
                                "stream.lens.note",
                                label(seen.followed(column)),
                                seen.rank(point, column),
                                Figures.percent(seen.chosen(point, column)),
                                Figures.fixed(seen.divergence(point, column), 2)))
                .orElse("");
    }

    private String label(int id) {
        return StreamWords.label(numbers.reading().vocabulary().token(id));
    }
}
