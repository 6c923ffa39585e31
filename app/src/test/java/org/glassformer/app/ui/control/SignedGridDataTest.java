package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignedGridDataTest {

    private static final SignedGridData DATA =
            new SignedGridData(
                    List.of("0", "1"),
                    List.of("a", "b", "c"),
                    1,
                    new double[] {1, -4, Double.NaN, 2, 0, 3});

    @Test
    void theLargestSizeIsKnownAndGapsDoNotCount() {
        assertThat(DATA.largest()).isEqualTo(4);
        assertThat(DATA.value(0, 2)).isNaN();
        assertThat(DATA.value(1, 0)).isEqualTo(2);
        assertThat(SignedGridData.EMPTY.isEmpty()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedGridData(List.of("0"), List.of("a"), 0, new double[2]));
    }

    @Test
    void everyCellIsFoundWhereItIsDrawn() {
        SignedGridLayout layout = SignedGridLayout.fit(DATA, 20, 10, 206, 80, 100);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                double x = layout.x(column) + layout.width() / 2;
                double y = layout.y(row) + layout.height() / 2;
                assertThat(layout.at(x, y)).isEqualTo(new Cell(row, column));
            }
        }
        assertThat(layout.at(layout.x(2) - 2, 20)).isNull();
        assertThat(layout.at(30, layout.bottom() + 1)).isNull();
    }

    @Test
    void aRunningSumAddsUp() {
        WaterfallData sum =
                new WaterfallData(
                        List.of(
                                new WaterfallData.Step("a", 1.5, ""),
                                new WaterfallData.Step("b", -2, "")),
                        "sum",
                        "");
        assertThat(sum.sum(1)).isEqualTo(1.5);
        assertThat(sum.sum(2)).isCloseTo(-0.5, within(1e-12));
        assertThat(WaterfallData.EMPTY.sum(0)).isZero();
    }
}
