package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScatterViewTest {

    private static final ScatterData CORNERS =
            new ScatterData(
                    new float[] {-1, 3}, new float[] {-2, 2}, point -> "p" + point, "x", "y");

    @Test
    void allPointsAreInSightAtFirst() {
        ScatterView whole = ScatterView.WHOLE.on(CORNERS, 400, 300);
        assertThat(whole.x()).isEqualTo(1);
        assertThat(whole.y()).isZero();
        assertThat(whole.scale() * 4).isLessThan(300).isGreaterThan(200);
    }

    @Test
    void zoomingLeavesThePlaceUnderThePointerWhereItIs() {
        ScatterView whole = ScatterView.WHOLE.on(CORNERS, 400, 300);
        double dx = 55;
        double dy = -40;
        ScatterView nearer = whole.zoom(3, dx, dy, whole.scale());
        assertThat(nearer.scale()).isCloseTo(3 * whole.scale(), within(1e-9));
        assertThat(nearer.x() + dx / nearer.scale())
                .isCloseTo(whole.x() + dx / whole.scale(), within(1e-9));
        assertThat(nearer.y() + dy / nearer.scale())
                .isCloseTo(whole.y() + dy / whole.scale(), within(1e-9));
        assertThat(nearer.zoom(0.1, 0, 0, whole.scale())).isEqualTo(ScatterView.WHOLE);
    }

    @Test
    void panningMovesByPixels() {
        ScatterView view = new ScatterView(1, 2, 10);
        assertThat(view.pan(5, -20)).isEqualTo(new ScatterView(0.5, 4, 10));
    }

    @Test
    void dotsAreCountedAndFreePlacesFound() {
        ScatterView view = ScatterView.WHOLE.on(CORNERS, 100, 100);
        ScatterDots dots = new ScatterDots(CORNERS, view, 100, 100, 3);
        assertThat(dots.inSight()).isEqualTo(2);
        assertThat(dots.isFree(30, 30, 40, 40, 0)).isTrue();
        assertThat(dots.isFree(0, 0, 100, 100, 4)).isFalse();
        assertThat(dots.isFree(0, 0, 100, 100, 10)).isTrue();
    }

    @Test
    void placesWithoutAPartnerAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScatterData(new float[2], new float[1], point -> "", "", ""));
    }
}
