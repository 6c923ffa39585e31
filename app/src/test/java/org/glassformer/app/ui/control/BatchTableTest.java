package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class BatchTableTest extends RobotTest {

    /// How red the reddest pixel is where the one target has a loss.
    private double redness(boolean counted, double loss) {
        show(
                Theme.LIGHT,
                300,
                120,
                () -> {
                    BatchTable table = new BatchTable();
                    table.dataProperty()
                            .set(
                                    new BatchTableData(
                                            List.of(
                                                    new BatchTableData.Cell(
                                                            "a",
                                                            "b",
                                                            counted,
                                                            loss,
                                                            Math.exp(-loss),
                                                            Double.NaN))));
                    return new StackPane(table);
                });
        WritableImage picture = picture();
        PixelReader pixels = picture.getPixelReader();
        double most = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                Color color = pixels.getColor(x, y);
                most = Math.max(most, color.getRed() - color.getGreen());
            }
        }
        return most;
    }

    @Test
    void aTargetIsTheRedderTheLargerItsLoss() {
        double none = redness(true, Double.NaN);
        double small = redness(true, 0.05);
        double middle = redness(true, 0.7);
        double large = redness(true, 4);
        assertThat(small).isGreaterThan(none);
        assertThat(middle).isGreaterThan(small + 0.1);
        assertThat(large).isGreaterThan(middle + 0.1);
        assertThat(redness(false, 4)).isEqualTo(none);
    }
}
