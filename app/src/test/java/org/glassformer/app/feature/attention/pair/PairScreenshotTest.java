package org.glassformer.app.feature.attention.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.image.WritableImage;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes the panel of a pair to `target/screenshots`, to be looked at: narrow at each stage, and over the whole screen.
class PairScreenshotTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    private void open(Theme theme, int width, int height, AtomicReference<PairOnStage> made) {
        Path stories = SampleModels.stories();
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new PairOnStage(stories, PROMPT));
                    return made.get().onBackdrop();
                });
        made.get().awaitPair();
        onFx(() -> {
            made.get().bench().session().layerProperty().set(3);
            made.get().bench().session().selectedTokenProperty().set(14);
            made.get().bench().session().keyTokenProperty().set(11);
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyStageIsDrawn(Theme theme) {
        boolean large = theme == Theme.PROJECTOR;
        AtomicReference<PairOnStage> made = new AtomicReference<>();
        open(theme, large ? 480 : 330, large ? 430 : 310, made);
        try (PairOnStage stage = made.get()) {
            for (Stage each : Stage.values()) {
                onFx(() -> stage.model().stageProperty().set(each));
                keep(name(theme) + "-" + each.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void allStagesFillTheScreen(Theme theme) {
        AtomicReference<PairOnStage> made = new AtomicReference<>();
        open(theme, 1290, 620, made);
        try (PairOnStage stage = made.get()) {
            assertThat(stage.model().allStripsProperty().get()).hasSize(10);
            keep(name(theme) + "-whole");
        }
    }

    private static String name(Theme theme) {
        return "pair-" + theme.name().toLowerCase(Locale.ROOT);
    }

    private void keep(String name) {
        pulses(3);
        WritableImage picture = picture();
        Snapshots.write(picture, FOLDER.resolve(name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
    }
}
