package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class LinePlotTest extends RobotTest {

    private static PlotData data() {
        double[] x = new double[101];
        double[] y = new double[101];
        for (int i = 0; i <= 100; i++) {
            x[i] = i;
            y[i] = 1000 - 5 * i;
        }
        return new PlotData(
                PlotAxis.of("size").ofCounts(),
                PlotAxis.of("tokens").ofCounts(),
                List.of(PlotSeries.line("tokens", x, y)));
    }

    private LinePlot open(PlotData data) {
        LinePlot[] holder = new LinePlot[1];
        show(
                Theme.LIGHT,
                600,
                300,
                () -> {
                    holder[0] = new LinePlot();
                    holder[0].placeholderProperty().set("nothing yet");
                    holder[0].setData(data);
                    return new StackPane(holder[0]);
                });
        return holder[0];
    }

    @Test
    void hoverReadsOffAndAClickPicksThePlace() {
        LinePlot plot = open(data());
        List<Double> picked = new ArrayList<>();
        onFx(() -> plot.onPickedProperty().set(picked::add));
        robot.moveTo(at(plot, 330, 150));
        pulses(1);
        double read = plot.readXProperty().get();
        assertThat(read).isBetween(40.0, 65.0).isEqualTo(Math.rint(read));
        assertThat(plot.getAccessibleText())
                .isEqualTo(
                        "size %d, tokens %d"
                                .formatted(Math.round(read), Math.round(1000 - 5 * read)));
        robot.clickOn();
        assertThat(picked).containsExactly(read);
    }

    @Test
    void keysReadOffPointByPointAndEnterPicks() {
        LinePlot plot = open(data());
        List<Double> picked = new ArrayList<>();
        onFx(() -> {
            plot.onPickedProperty().set(picked::add);
            plot.markedXProperty().set(30);
            plot.requestFocus();
        });
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(plot.readXProperty().get()).isEqualTo(29);
        robot.press(KeyCode.END).release(KeyCode.END);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(plot.readXProperty().get()).isEqualTo(100);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(picked).containsExactly(100.0);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(plot.readXProperty().get()).isNaN();
        assertThat(plot.getAccessibleText()).isEqualTo("tokens against size, tokens 500");
    }

    @Test
    void withoutPointsItSaysSo() {
        LinePlot plot = open(PlotData.EMPTY);
        assertThat(plot.getAccessibleText()).isEqualTo("nothing yet");
        robot.moveTo(at(plot, 330, 150));
        pulses(1);
        assertThat(plot.readXProperty().get()).isNaN();
    }
}
