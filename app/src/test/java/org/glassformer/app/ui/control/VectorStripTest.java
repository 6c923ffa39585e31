package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class VectorStripTest extends RobotTest {

    @Test
    void theScaleReachesToZeroAndToTheLargestNumber() {
        VectorStripData positive = VectorStripData.of(new float[] {2, 3});
        assertThat(positive.lowest()).isZero();
        assertThat(positive.highest()).isEqualTo(3);
        VectorStripData negative = VectorStripData.of(new float[] {-2, -3});
        assertThat(negative.lowest()).isEqualTo(-3);
        assertThat(negative.highest()).isZero();
        assertThat(positive.upTo(5).highest()).isEqualTo(5);
        assertThat(positive.upTo(1).highest()).isEqualTo(3);
    }

    @Test
    void maskedPlacesDoNotCount() {
        VectorStripData data =
                VectorStripData.of(new float[] {Float.NEGATIVE_INFINITY, 1, Float.NaN});
        assertThat(data.lowest()).isZero();
        assertThat(data.isMasked(0)).isTrue();
        assertThat(data.isMasked(1)).isFalse();
        assertThat(data.isMasked(2)).isTrue();
    }

    @Test
    void everyNumberNeedsItsLabel() {
        VectorStripData data = VectorStripData.of(new float[2]);
        assertThatThrownBy(() -> data.labelled(List.of("one")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hoverFindsTheNumberAndAClickPicksIt() {
        AtomicInteger picked = new AtomicInteger(-1);
        VectorStrip strip = new VectorStrip();
        strip.setData(VectorStripData.of(new float[] {1, -1, 2, 0}));
        strip.onPickedProperty().set(picked::set);
        show(Theme.LIGHT, 440, 100, () -> new StackPane(strip));
        robot.moveTo(at(strip, 150, 50));
        pulses(1);
        assertThat(strip.hoveredProperty().get()).isEqualTo(1);
        robot.clickOn(at(strip, 250, 50));
        assertThat(picked).hasValue(2);
        robot.moveTo(at(strip, 438, 50));
        pulses(1);
        assertThat(strip.hoveredProperty().get()).isEqualTo(-1);
        onFx(() -> strip.setData(VectorStripData.EMPTY));
        assertThat(strip.hoveredProperty().get()).isEqualTo(-1);
    }
}
