package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class ParameterSliderTest extends RobotTest {

    private static final ParameterSpec TEMPERATURE =
            ParameterSpec.linear("Temperature", 0, 2, 0.01, 1).typedUpTo(10);
    private static final ParameterSpec TOP_K = ParameterSpec.counts("Top-k", 4096);

    private ParameterSlider open(ParameterSpec spec) {
        ParameterSlider[] holder = new ParameterSlider[1];
        show(
                Theme.LIGHT,
                360,
                120,
                () -> {
                    holder[0] = new ParameterSlider(spec);
                    return new VBox(holder[0]);
                });
        return holder[0];
    }

    @Test
    void valuesSnapAtNeutral() {
        assertThat(TEMPERATURE.value(0.505)).isEqualTo(1);
        assertThat(TEMPERATURE.value(0.52)).isEqualTo(1.04);
        assertThat(TEMPERATURE.value(0)).isEqualTo(0);
        assertThat(TEMPERATURE.value(1)).isEqualTo(2);
    }

    @Test
    void valuesAreMultiplesOfTheStep() {
        assertThat(TEMPERATURE.value(0.351)).isEqualTo(0.7);
        assertThat(TEMPERATURE.allowed(0.7049)).isEqualTo(0.7);
        assertThat(TEMPERATURE.allowed(99)).isEqualTo(10);
    }

    @Test
    void countsAreLogarithmicAndOffAtTheRightEnd() {
        assertThat(TOP_K.value(0)).isEqualTo(1);
        assertThat(TOP_K.value(1)).isZero();
        assertThat(TOP_K.fraction(0)).isEqualTo(1);
        assertThat(TOP_K.value(TOP_K.fraction(64))).isEqualTo(64);
        assertThat(TOP_K.fraction(64)).isBetween(0.48, 0.51);
        assertThat(TOP_K.value(TOP_K.fraction(4096))).isEqualTo(4096);
    }

    @Test
    void aValueBetweenStepsIsWrittenSoThatItCanBeTypedAgain() {
        ParameterSpec minP = ParameterSpec.linear("Min-p", 0, 1, 0.01, 0);
        assertThat(minP.text(0.0385)).isEqualTo("0.0385");
        assertThat(minP.typed(0.0385)).isEqualTo(0.0385);
        assertThat(minP.text(0.038492)).isEqualTo("0.03849");
        assertThat(minP.text(0.05)).isEqualTo("0.05");
        assertThat(minP.isNeutral(0.004)).isFalse();
        assertThat(TEMPERATURE.typed(12.3456)).isEqualTo(10);
        assertThat(TOP_K.typed(39.7)).isEqualTo(40);
    }

    @Test
    void wrongRangesAreRefused() {
        assertThatThrownBy(() -> ParameterSpec.linear("x", 1, 1, 0.1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valueSetByCodeMovesTheSlider() {
        ParameterSlider slider = open(TEMPERATURE);
        onFx(() -> slider.valueProperty().set(1.5));
        assertThat(((Slider) slider.lookup(".slider")).getValue()).isEqualTo(0.75);
        assertThat(slider.valueProperty().get()).isEqualTo(1.5);
        assertThat(slider.offProperty().get()).isFalse();
    }

    @Test
    void typedValueIsTakenAndNonsenseIsNot() {
        ParameterSlider slider = open(TEMPERATURE);
        TextField field = (TextField) slider.lookup(".value");
        assertThat(field.getText()).isEqualTo("off");
        type(field, "2.5");
        assertThat(slider.valueProperty().get()).isEqualTo(2.5);
        type(field, "warm");
        assertThat(slider.valueProperty().get()).isEqualTo(2.5);
        type(field, "off");
        assertThat(slider.valueProperty().get()).isEqualTo(1);
        assertThat(slider.offProperty().get()).isTrue();
    }

    private void type(TextField field, String text) {
        onFx(() -> {
            field.requestFocus();
            field.setText(text);
        });
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(1);
    }

    @Test
    void arrowsStepAndDeleteResets() {
        ParameterSlider slider = open(TOP_K);
        onFx(() -> slider.lookup(".slider").requestFocus());
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(slider.valueProperty().get()).isLessThan(4096).isGreaterThan(3500);
        onFx(() -> slider.valueProperty().set(5));
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(slider.valueProperty().get()).isEqualTo(4);
        robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
        assertThat(slider.valueProperty().get()).isZero();
    }

    @Test
    void thumbAndTrackGrowWithTheText() {
        double light = thumbInEms(Theme.LIGHT);
        assertThat(thumbInEms(Theme.PROJECTOR)).isBetween(light * 0.95, light * 1.05);
    }

    private double thumbInEms(Theme theme) {
        AtomicReference<ParameterSlider> made = new AtomicReference<>();
        show(
                theme,
                400,
                200,
                () -> {
                    made.set(new ParameterSlider(TEMPERATURE));
                    return new VBox(made.get());
                });
        Region thumb = (Region) made.get().lookup(".thumb");
        return thumb.getHeight() / theme.fontSize();
    }

    @Test
    void aCompactSliderStandsOnOneLineAndKeepsItsNotesForThePointer() {
        ParameterSlider slider = open(TEMPERATURE);
        double roomy = slider.prefHeight(-1);
        onFx(() -> {
            slider.valueProperty().set(0.8);
            slider.leftNoteProperty().set("reshapes");
            slider.compactProperty().set(true);
        });
        assertThat(slider.prefHeight(-1)).isLessThan(roomy * 0.75);
        assertThat(slider.getTooltip().getText()).isEqualTo("reshapes");
        assertThat(((TextField) slider.lookup(".value")).getText()).isEqualTo("0.80");
        assertThat(slider.lookup(".foot")).isNull();
    }

    @Test
    void draggingTheThumbChangesTheValue() {
        ParameterSlider slider = open(TEMPERATURE);
        onFx(() -> slider.valueProperty().set(0.4));
        robot.drag(middle(slider.lookup(".thumb"))).moveBy(90, 0).drop();
        pulses(1);
        assertThat(slider.valueProperty().get()).isBetween(0.7, 1.2);
    }
}
