package org.glassformer.app.feature.attention.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.image.WritableImage;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes the panel of the sample model's heads to `target/screenshots`, to be looked at.
class HeadsScreenshotTest extends RobotTest {

    @TempDir static Path folders;

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    static List<Arguments> pictures() {
        return Stream.of(Theme.values())
                .flatMap(theme -> {
                    int larger = theme == Theme.PROJECTOR ? 14 : 10;
                    return Stream.of(
                            Arguments.of(theme, 27 * larger, 56 * larger),
                            Arguments.of(theme, 120 * larger, 62 * larger));
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void thePanelIsDrawn(Theme theme, int width, int height) {
        Path stories = SampleModels.stories();
        AtomicReference<HeadsOnStage> made = new AtomicReference<>();
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new HeadsOnStage(stories, PROMPT));
                    return made.get().onBackdrop();
                });
        try (HeadsOnStage stage = made.get()) {
            stage.awaitPatterns();
            pulses(3);
            String name = "heads-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
            keep(name);
            onFx(() -> {
                stage.bench().interventions().add(new Intervention.ScaleHead(1, 2, 0));
                stage.bench().interventions().add(new Intervention.ScaleHead(2, 3, 0.5f));
            });
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> !stage.bench().reading().interventions().list().isEmpty());
            stage.awaitPatterns();
            onFx(() -> {
                stage.model().toggle(new Cell(4, 1));
                stage.model().choosePattern(0);
            });
            keep(name + "-chosen");
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void twelveLayersOfTwelveHeadsAreDrawn(Theme theme) {
        boolean large = theme == Theme.PROJECTOR;
        AtomicReference<HeadsOnStage> made = new AtomicReference<>();
        Path model =
                TinyModels.write(folders.resolve(theme.name()), 5, 12, 12, 96, TinyModels.CONTEXT);
        show(
                theme,
                large ? 400 : 280,
                large ? 640 : 590,
                () -> {
                    made.set(new HeadsOnStage(model, PROMPT));
                    return made.get().onBackdrop();
                });
        try (HeadsOnStage stage = made.get()) {
            stage.awaitPatterns();
            onFx(() -> stage.model().choosePattern(1));
            keep("heads-" + theme.name().toLowerCase(Locale.ROOT) + "-12x12");
        }
    }

    private void keep(String name) {
        pulses(3);
        WritableImage picture = picture();
        Snapshots.write(picture, FOLDER.resolve(name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
    }
}
