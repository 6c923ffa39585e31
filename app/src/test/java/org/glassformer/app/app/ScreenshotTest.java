package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.image.WritableImage;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes the window on the main sample model to `target/screenshots`, to be looked at.
///
/// `-Dglassformer.screenshots=DIR` also writes `lab-light.png` and `lab-dark.png`, those of the README, into `DIR`.
class ScreenshotTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final String README_FOLDER = "glassformer.screenshots";

    static List<Arguments> windows() {
        return List.of(Theme.values()).stream()
                .flatMap(theme ->
                        List.of(Arguments.of(theme, 1366, 768), Arguments.of(theme, 1920, 1080))
                                .stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theWindowIsDrawn(Theme theme, int width, int height) {
        String name = "lab-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"));
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        String folder = System.getProperty(README_FOLDER, "");
        if (!folder.isEmpty()) {
            shoot(Theme.LIGHT, 1440, 900, Path.of(folder, "lab-light.png"));
            shoot(Theme.DARK, 1440, 900, Path.of(folder, "lab-dark.png"));
        }
    }

    private void shoot(Theme theme, int width, int height, Path file) {
        Path model = SampleModels.stories();
        LabOnStage[] made = new LabOnStage[1];
        showScene(
                width,
                height,
                () -> {
                    made[0] = new LabOnStage(model, Messages.text("prompt.start"), theme);
                    return made[0].scene(width, height);
                });
        try (LabOnStage stage = made[0]) {
            stage.awaitReady();
            onFx(() -> {
                stage.session().layerProperty().set(3);
                stage.session().headProperty().set(5);
            });
            pulses(4);
            WritableImage picture = picture();
            Snapshots.write(picture, file);
            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(Snapshots.colors(picture)).isGreaterThan(100);
        }
    }
}
