package org.glassformer.app.feature.models.weights;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorScale;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.HistogramData;
import org.glassformer.engine.analysis.ValueSpread;
import org.glassformer.engine.analysis.WeightMap;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// What is to be seen of a weight tensor. The longer axis lies across. Immutable.
final class WeightPictureViewModel {

    /// Cells down and across at most.
    static final int MOST = 1024;

    private static final double TURNED = 1.2;

    private final String name;
    private final String shape;
    private final String type;
    private final int rows;
    private final int columns;
    private final WeightMap map;
    private final ValueSpread spread;
    private final HistogramData histogram;
    private final boolean turned;
    private final HeatmapData cells;

    private WeightPictureViewModel(
            String name,
            Tensor tensor,
            WeightMap map,
            ValueSpread spread,
            HistogramData histogram) {
        this.name = name;
        this.map = map;
        this.spread = spread;
        this.histogram = histogram;
        boolean vector = map.isVector();
        rows = vector ? 1 : tensor.rows();
        columns = vector ? (int) map.elements() : tensor.dim(-1);
        shape =
                vector
                        ? Figures.count(columns)
                        : Figures.count(rows) + " × " + Figures.count(columns);
        type = tensor.dtype().name();
        turned = !vector && rows > TURNED * columns;
        cells = turned ? turned(map) : HeatmapData.of(map.down(), map.across(), map.cells());
    }

    private static HeatmapData turned(WeightMap map) {
        float[] cells = new float[map.down() * map.across()];
        for (int r = 0; r < map.down(); r++) {
            for (int c = 0; c < map.across(); c++) {
                cells[c * map.down() + r] = map.value(r, c);
            }
        }
        return HeatmapData.of(map.across(), map.down(), cells);
    }

    /// Reads a weight of a model, twice: once to measure it, once to draw it.
    ///
    /// @param breath taken now and then, may throw to give up
    static WeightPictureViewModel read(Transformer model, String name, Runnable breath) {
        Tensor tensor = model.parameter(name).value();
        Backend backend = model.backend();
        ValueSpread spread = ValueSpread.of(backend, tensor, breath);
        boolean any = spread.count() > 0;
        HistogramData.Tally tally =
                new HistogramData.Tally(any ? spread.least() : 0, any ? spread.most() : 1);
        WeightMap map = WeightMap.of(backend, tensor, MOST, tally::add, breath);
        return new WeightPictureViewModel(name, tensor, map, spread, tally.data());
    }

    /// The weight's short name.
    String name() {
        return name;
    }

    /// Rows of the tensor; 1 for a vector.
    int rows() {
        return rows;
    }

    /// Columns of the tensor.
    int columns() {
        return columns;
    }

    /// The cells as a heat map shows them.
    HeatmapData cells() {
        return cells;
    }

    /// The colours, the same distance on both sides of 0.
    ColorScale scale() {
        return ColorScale.symmetric(spread.farthest() > 0 ? spread.farthest() : 1);
    }

    /// How the numbers are spread.
    HistogramData histogram() {
        return histogram;
    }

    /// What the vertical axis is; empty for a vector.
    String rowTitle() {
        return map.isVector() ? "" : Messages.text(turned ? "weights.column" : "weights.row");
    }

    /// What the horizontal axis is; empty for a vector.
    String columnTitle() {
        return map.isVector() ? "" : Messages.text(turned ? "weights.row" : "weights.column");
    }

    /// First index of each cell down.
    List<String> rowLabels() {
        int step = turned ? map.blockColumns() : map.isVector() ? map.across() : map.blockRows();
        return labels(cells.rows(), step, "");
    }

    /// First index of each cell across.
    List<String> columnLabels() {
        String sign = map.isVector() && map.down() > 1 ? "+" : "";
        return labels(cells.columns(), turned ? map.blockRows() : map.blockColumns(), sign);
    }

    private static List<String> labels(int count, int step, String sign) {
        List<String> labels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            labels.add(sign + i * step);
        }
        return labels;
    }

    /// Shape, type, and what a cell is where it is not simply a number.
    String about() {
        String said = Messages.text("weights.about", shape, type);
        return map.isReduced()
                ? said + Messages.text("weights.about.blocks", map.blockRows(), map.blockColumns())
                : said;
    }

    /// Index and exact value of a cell; empty beside them.
    String reading(Cell cell) {
        if (!cells.contains(cell) || cells.isMasked(cell.row(), cell.column())) {
            return "";
        }
        int down = turned ? cell.column() : cell.row();
        int right = turned ? cell.row() : cell.column();
        String index =
                map.isVector()
                        ? Long.toString(map.index(down, right))
                        : map.row(down, right) + ", " + map.column(down, right);
        String value = Float.toString(map.value(down, right)).replace('-', '−');
        if (!map.isReduced()) {
            return Messages.text("weights.reading", index, value);
        }
        int top = down * map.blockRows();
        int left = right * map.blockColumns();
        return Messages.text(
                "weights.reading.block",
                range(top, Math.min(rows, top + map.blockRows())),
                range(left, Math.min(columns, left + map.blockColumns())),
                value,
                index);
    }

    private static String range(int from, int to) {
        return to - from == 1 ? Integer.toString(from) : from + "–" + (to - 1);
    }

    /// What the numbers come to, each with its name.
    List<String> figures() {
        List<String> said = new ArrayList<>();
        said.add(Messages.text("weights.mean", Figures.value(spread.mean())));
        said.add(Messages.text("weights.deviation", Figures.value(spread.deviation())));
        said.add(Messages.text("weights.least", Figures.value(spread.least())));
        said.add(Messages.text("weights.most", Figures.value(spread.most())));
        said.add(Messages.text("weights.zeros", Figures.percent(spread.zeroShare())));
        said.add(Messages.text("weights.norm", Figures.value(spread.norm())));
        said.add(Messages.text("weights.numbers", Figures.count(map.elements())));
        if (spread.others() > 0) {
            said.add(Messages.text("weights.others", Figures.count(spread.others())));
        }
        return said;
    }

    /// The same in plain numbers: mean, deviation, least, most, share of zeros, norm.
    ValueSpread spread() {
        return spread;
    }
}
