package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.paint.Color;
import org.glassformer.app.ui.color.ColorMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellColorsTest {

    private static final Color LIGHT = Color.web("#ffffff");
    private static final Color DARK = Color.web("#1f2328");
    private static final Color NIGHT = Color.web("#0d1117");
    private static final Color NIGHT_TEXT = Color.web("#e6edf3");

    @ParameterizedTest
    @EnumSource(ColorMap.class)
    void aTextCanBeReadOnEveryColour(ColorMap map) {
        boolean onDark = map.name().endsWith("DARK");
        CellColors colors =
                onDark ? new CellColors(map, NIGHT_TEXT, NIGHT) : new CellColors(map, DARK, LIGHT);
        for (int i = 0; i <= 255; i++) {
            double shade = i / 255.0;
            assertThat(CellColors.contrast(colors.fill(shade), colors.text(shade)))
                    .isGreaterThan(3.9);
        }
        assertThat(CellColors.contrast(Color.BLACK, Color.WHITE)).isCloseTo(21, within(1e-9));
    }
}
