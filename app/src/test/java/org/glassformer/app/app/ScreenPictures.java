package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.provider.Arguments;
import org.testfx.util.WaitForAsyncUtils;

/// Writes the window on the main sample model to `target/screenshots`, to be looked at.
///
/// `-Dglassformer.screenshots=DIR` also writes those of the README into `DIR`.
abstract class ScreenPictures extends LabTest {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final String README_FOLDER = "glassformer.screenshots";
    private static final int FEW_COLORS = 100;
    private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(4);

    /// Every theme in a small and in a large window.
    static List<Arguments> windows() {
        return List.of(Theme.values()).stream()
                .flatMap(theme ->
                        List.of(Arguments.of(theme, 1366, 768), Arguments.of(theme, 1920, 1080))
                                .stream())
                .toList();
    }

    /// Opens a lab on the main sample model.
    final void open(Theme theme, int width, int height) {
        open(SampleModels.stories(), Messages.text("prompt.start"), theme, width, height);
    }

    /// Opens a lab on a model.
    final void open(Path model, String prompt, Theme theme, int width, int height) {
        Path runs = folders.resolve("runs-" + UUID.randomUUID());
        open(width, height, () -> new LabOnStage(model, prompt, theme, TrainingSetup.in(runs)));
        onFx(() -> {
            session().layerProperty().set(1);
            session().headProperty().set(2);
        });
        pulses(2);
    }

    /// Goes to a screen.
    final void show(String screen) {
        onFx(() -> stage().on(screen));
        pulses(2);
    }

    /// Presses the button with an id.
    final void fire(String id) {
        onFx(((ButtonBase) node(id))::fire);
    }

    /// Waits until the label or button with an id says something.
    final void awaitText(String id, String part) {
        await(() -> text(id).contains(part));
    }

    /// Waits until nothing is worked out and nothing on the screen changes, for some seconds at most.
    final WritableImage rest() {
        long begin = System.nanoTime();
        WritableImage before = picture();
        while (true) {
            WaitForAsyncUtils.sleep(100, TimeUnit.MILLISECONDS);
            pulses(2);
            WritableImage now = picture();
            boolean still = stage().isIdle() && Snapshots.same(before, now);
            if (still || System.nanoTime() - begin > MOST_REST_NANOS) {
                return now;
            }
            before = now;
        }
    }

    /// Writes the window as it is once it is at rest.
    ///
    /// @param name of the file, without its ending
    final void keep(String name) {
        keep(rest(), FOLDER.resolve(name + ".png"));
    }

    /// Writes the window as it is at this moment.
    ///
    /// @param name of the file, without its ending
    final void keepNow(String name) {
        pulses(2);
        keep(picture(), FOLDER.resolve(name + ".png"));
    }

    private static void keep(WritableImage picture, Path file) {
        Snapshots.write(picture, file);
        assertThat(Snapshots.colors(picture)).as(file.toString()).isGreaterThan(FEW_COLORS);
    }

    /// Writes a picture of the README, if they are to be refreshed.
    ///
    /// @param name of the file
    /// @param before what is done in the open lab
    final void refresh(Theme theme, String name, Runnable before) {
        String folder = System.getProperty(README_FOLDER, "");
        if (!folder.isEmpty()) {
            open(theme, 1440, 900);
            before.run();
            WritableImage picture = rest();
            assertThat(session().stateProperty().get()).isEqualTo(LabState.READY);
            keep(picture, Path.of(folder, name));
        }
    }

    /// A window in the names of pictures.
    static String in(Theme theme, int width, int height) {
        return "-%s-%dx%d".formatted(theme.name().toLowerCase(Locale.ROOT), width, height);
    }

    /// What was shown is what the model said of the prompt.
    final void assertReady() {
        assertThat(session().stateProperty().get()).isEqualTo(LabState.READY);
    }
}
