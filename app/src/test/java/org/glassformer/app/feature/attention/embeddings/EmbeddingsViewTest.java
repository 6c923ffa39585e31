package org.glassformer.app.feature.attention.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.VerticalDirection;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ScatterPlot;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingsViewTest extends RobotTest {

    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    @TempDir static Path folders;

    private EmbeddingsOnStage open(Theme theme, double width, double height, Path model) {
        AtomicReference<EmbeddingsOnStage> made = new AtomicReference<>();
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new EmbeddingsOnStage(model, PROMPT));
                    return made.get().onBackdrop();
                });
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        made.get().isReady()
                                && !made.get().model().barsProperty().get().rows().isEmpty());
        pulses(3);
        return made.get();
    }

    @Test
    void aSearchFindsANeighbourIsFollowedAndTheWheelZooms() {
        Path tiny = TinyModels.write(folders.resolve("tiny"), 1);
        try (EmbeddingsOnStage stage = open(Theme.LIGHT, 960, 560, tiny)) {
            int first = stage.model().chosenProperty().get();
            SignedBars near = robot.lookup("#embeddings-near").queryAs(SignedBars.class);
            robot.clickOn(at(near, 40, 10));
            pulses(2);
            assertThat(stage.model().chosenProperty().get()).isNotEqualTo(first);
            robot.clickOn("#embeddings-back");
            pulses(2);
            assertThat(stage.model().chosenProperty().get()).isEqualTo(first);
            robot.clickOn("#embeddings-search");
            robot.write("time", 0);
            pulses(2);
            ScatterPlot map = robot.lookup("#embeddings-map").queryAs(ScatterPlot.class);
            assertThat(stage.model().foundProperty().get()).isNotEmpty();
            assertThat(map.zoomedProperty().get()).isTrue();
            robot.push(KeyCode.ENTER);
            pulses(2);
            assertThat(stage.model().chosenProperty().get())
                    .isEqualTo(stage.model().foundProperty().get().getFirst());
            robot.clickOn("#embeddings-showAll");
            pulses(2);
            assertThat(map.zoomedProperty().get()).isFalse();
            robot.moveTo(middle(map));
            robot.scroll(3, VerticalDirection.UP);
            pulses(2);
            assertThat(map.zoomedProperty().get()).isTrue();
            robot.doubleClickOn(middle(map));
            pulses(2);
            assertThat(map.zoomedProperty().get()).isTrue();
            robot.push(KeyCode.HOME);
            pulses(2);
            assertThat(map.zoomedProperty().get()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void thePanelsAreDrawn(Theme theme) {
        Path stories = SampleModels.stories();
        try (EmbeddingsOnStage stage = open(theme, 960, 570, stories)) {
            keep(theme, "960x570");
            onFx(() -> stage.model().searchProperty().set("girl"));
            onFx(() -> stage.model().chooseFound());
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stage::isReady);
            keep(theme, "960x570-search");
        }
        try (EmbeddingsOnStage stage = open(theme, 1500, 880, stories)) {
            assertThat(stage.isReady()).isTrue();
            keep(theme, "1500x880");
        }
    }

    private void keep(Theme theme, String name) {
        pulses(3);
        WritableImage picture = picture();
        String look = theme.name().toLowerCase(Locale.ROOT);
        Snapshots.write(
                picture,
                Path.of("target", "screenshots", "embeddings-" + look + "-" + name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(50);
    }
}
