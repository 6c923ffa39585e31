package org.glassformer.app.feature.training.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassformer.app.ui.control.HeatmapData;
import org.junit.jupiter.api.Test;

class GridTest {

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    private static Grid grid(int rows, int columns, Reduction reduction, float[] values) {
        return new Grid(Grid.Layout.of(rows, columns, false), reduction, null, values);
    }

    @Test
    void aSmallMatrixHasACellForEveryNumber() {
        Grid grid = grid(2, 3, Reduction.FARTHEST, counting(6));
        assertThat(grid.isReduced()).isFalse();
        assertThat(grid.data().value(1, 2)).isEqualTo(5);
        assertThat(grid.index(1, 2)).isEqualTo("1, 2");
    }

    @Test
    void theLongerAxisLiesAcross() {
        Grid grid = grid(4, 2, Reduction.FARTHEST, counting(8));
        assertThat(grid.turned()).isTrue();
        assertThat(grid.data().rows()).isEqualTo(2);
        assertThat(grid.data().columns()).isEqualTo(4);
        assertThat(grid.data().value(1, 3)).isEqualTo(7);
        assertThat(grid.index(1, 3)).isEqualTo("3, 1");
    }

    @Test
    void aVectorIsFoldedIntoLines() {
        Grid grid = new Grid(Grid.Layout.of(1, 768, true), Reduction.FARTHEST, null, counting(768));
        HeatmapData data = grid.data();
        assertThat(data.rows() * data.columns()).isEqualTo(768);
        assertThat(data.rows()).isGreaterThan(4);
        assertThat(data.value(1, 0)).isEqualTo(data.columns());
        assertThat(grid.index(1, 2)).isEqualTo(Integer.toString(data.columns() + 2));
    }

    @Test
    void theRestOfAVectorsLastLineIsMasked() {
        Grid grid = new Grid(Grid.Layout.of(1, 97, true), Reduction.FARTHEST, null, counting(97));
        HeatmapData data = grid.data();
        int cells = data.rows() * data.columns();
        assertThat(cells).isGreaterThan(97);
        assertThat(data.isMasked(data.rows() - 1, data.columns() - 1)).isTrue();
        assertThat(data.isMasked(0, 0)).isFalse();
    }

    @Test
    void aBlockShowsTheNumberFarthestFromZeroWithItsSign() {
        int rows = 200;
        int columns = 1000;
        float[] values = new float[rows * columns];
        values[3 * columns + 10] = -5;
        values[2 * columns + 9] = 4;
        Grid grid = grid(rows, columns, Reduction.FARTHEST, values);
        assertThat(grid.isReduced()).isTrue();
        assertThat(grid.blockRows()).isEqualTo(2);
        assertThat(grid.blockColumns()).isEqualTo(4);
        assertThat(grid.data().value(1, 2)).isEqualTo(-5);
        assertThat(grid.index(1, 2)).isEqualTo("2–3, 8–11");
        assertThat(grid.farthestIndex(1, 2)).isEqualTo("3, 10");
    }

    @Test
    void aBlockShowsTheMeanOfItsNumbersAlsoWhereItIsCutOff() {
        float[] values = counting(161 * 2);
        Grid grid =
                new Grid(
                        new Grid.Layout(161, 200, 161 * 200, false),
                        Reduction.MEAN,
                        null,
                        new float[161 * 200]);
        assertThat(grid.data().value(0, 0)).isZero();
        Grid thin = new Grid(new Grid.Layout(161, 2, 322, false), Reduction.MEAN, null, values);
        assertThat(thin.isReduced()).isFalse();
        float[] ramp = counting(161 * 200);
        Grid mean =
                new Grid(new Grid.Layout(161, 200, 161 * 200, false), Reduction.MEAN, null, ramp);
        assertThat(mean.blockRows()).isEqualTo(2);
        assertThat(mean.data().value(0, 7)).isEqualTo(107);
        assertThat(mean.data().value(80, 7)).isEqualTo(160 * 200 + 7);
    }

    @Test
    void aPartShowsEveryNumberAndStaysInside() {
        int rows = 300;
        int columns = 2000;
        float[] values = counting(rows * columns);
        Grid whole = grid(rows, columns, Reduction.FARTHEST, values);
        Grid.Corner corner = whole.around(whole.data().rows() - 1, whole.data().columns() - 1);
        Grid part = new Grid(Grid.Layout.of(rows, columns, false), Reduction.MEAN, corner, values);
        assertThat(part.isReduced()).isFalse();
        assertThat(part.isLarge()).isTrue();
        int down = part.data().rows();
        int across = part.data().columns();
        assertThat(part.data().value(down - 1, across - 1)).isEqualTo(rows * columns - 1);
        assertThat(part.index(down - 1, across - 1)).isEqualTo("299, 1999");
        assertThat(part.moved(1, 1)).isEqualTo(corner);
        assertThat(part.moved(0, -1).left()).isEqualTo(corner.left() - across / 2);
    }

    @Test
    void spreadLeavesOutWhatIsNoNumberAndSaysHowMany() {
        Spread spread =
                ReadingViewModel.spread(new float[] {1, 3, 0, Float.NaN, Float.POSITIVE_INFINITY});
        assertThat(spread.count()).isEqualTo(3);
        assertThat(spread.others()).isEqualTo(2);
        assertThat(spread.zeros()).isEqualTo(1);
        assertThat(spread.mean()).isEqualTo(4.0 / 3);
        assertThat(spread.norm()).isEqualTo(Math.sqrt(10));
        assertThat(spread.farthest()).isEqualTo(3);
        assertThat(ReadingViewModel.spread(new float[0]).farthest()).isZero();
    }
}
