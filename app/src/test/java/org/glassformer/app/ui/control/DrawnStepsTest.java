package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DrawnStepsTest {

    /// Every call but that with pixels, each with an argument of its own.
    static final List<Consumer<Brush>> CALLS =
            List.of(
                    brush -> brush.setFill(Color.RED),
                    brush -> brush.setFill(Color.BLUE),
                    brush -> brush.setStroke(Color.RED),
                    brush -> brush.setLineWidth(2),
                    brush -> brush.setLineDashes(1, 2),
                    brush -> brush.setLineDashes(),
                    brush -> brush.setFont(Font.font(11)),
                    brush -> brush.setTextAlign(TextAlignment.CENTER),
                    brush -> brush.setTextBaseline(VPos.TOP),
                    brush -> brush.fillText("a", 1, 2),
                    brush -> brush.fillText("b", 1, 2),
                    brush -> brush.fillText("a", 1, 3),
                    brush -> brush.fillRect(1, 2, 3, 4),
                    brush -> brush.strokeRect(1, 2, 3, 4),
                    brush -> brush.fillRoundRect(1, 2, 3, 4, 5, 6),
                    brush -> brush.strokeRoundRect(1, 2, 3, 4, 5, 6),
                    brush -> brush.strokeLine(1, 2, 3, 4),
                    brush -> brush.strokePolyline(new double[] {1, 2, 3}, new double[] {4, 5, 6}),
                    Brush::save,
                    Brush::restore,
                    brush -> brush.translate(1, 2),
                    brush -> brush.rotate(45),
                    brush -> brush.clipRect(1, 2, 3, 4));

    private static DrawnSteps all() {
        DrawnSteps steps = new DrawnSteps();
        CALLS.forEach(call -> call.accept(steps));
        return steps;
    }

    @Test
    void theSameCallsAreTheSame() {
        assertThat(all().isSameAs(all())).isTrue();
        assertThat(new DrawnSteps().isSameAs(new DrawnSteps())).isTrue();
    }

    @Test
    void callsMadeAgainAreTheSameAndInOrder() {
        DrawnSteps again = new DrawnSteps();
        all().drawOn(again);
        assertThat(again.isSameAs(all())).isTrue();
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void oneCallMoreIsAnotherDrawing(Consumer<Brush> call) {
        DrawnSteps longer = all();
        call.accept(longer);
        assertThat(longer.isSameAs(all())).isFalse();
        for (Consumer<Brush> other : CALLS) {
            DrawnSteps another = all();
            other.accept(another);
            assertThat(longer.isSameAs(another)).isEqualTo(other.equals(call));
        }
    }

    @Test
    void pixelsMayHaveChangedAndAreNeverTheSame() {
        WritableImage image = new WritableImage(2, 2);
        DrawnSteps one = new DrawnSteps();
        DrawnSteps two = new DrawnSteps();
        for (DrawnSteps steps : List.of(one, two)) {
            steps.drawPixels(image, new Brush.Part(0, 0, 2, 2), 1, 2, 3, 4);
        }
        assertThat(one.isSameAs(two)).isFalse();
    }
}
