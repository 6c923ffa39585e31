package org.glassformer.app.feature.attention.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.control.SignedGrid;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.control.Waterfall;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContributionsViewTest extends RobotTest {

    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    @TempDir static Path folders;

    private ContributionsOnStage open(Theme theme, double width, double height, Path model) {
        AtomicReference<ContributionsOnStage> made = new AtomicReference<>();
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new ContributionsOnStage(model, PROMPT));
                    return made.get().onBackdrop();
                });
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(made.get()::isReady);
        pulses(3);
        return made.get();
    }

    @Test
    void aClickSelectsAHeadAndATypedTokenIsTakenApart() {
        Path tiny = TinyModels.write(folders.resolve("tiny"), 1);
        try (ContributionsOnStage stage = open(Theme.LIGHT, 960, 560, tiny)) {
            SignedGrid grid = robot.lookup("#contributions-grid").queryAs(SignedGrid.class);
            robot.moveTo(at(grid, 100, 60));
            pulses(2);
            assertThat(grid.hoveredProperty().get()).isNotNull();
            int layer = grid.hoveredProperty().get().row();
            int head = grid.hoveredProperty().get().column();
            robot.clickOn();
            pulses(1);
            assertThat(stage.session().layerProperty().get()).isEqualTo(layer);
            assertThat(stage.session().headProperty().get()).isEqualTo(head);
            robot.push(KeyCode.RIGHT);
            robot.push(KeyCode.ENTER);
            assertThat(stage.session().headProperty().get()).isEqualTo(head + 1);
            TokenField token = robot.lookup("#contributions-token").queryAs(TokenField.class);
            robot.clickOn(token.field());
            robot.write("time", 0);
            pulses(2);
            robot.push(KeyCode.ENTER);
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() ->
                            stage.isReady()
                                    && !stage.model().attributionProperty().get().likeliest());
            pulses(2);
            assertThat(token.field().getText()).contains("time");
            Label check = robot.lookup("#contributions-check").queryAs(Label.class);
            assertThat(check.getText()).contains("model:");
            SignedBars bars = robot.lookup("#contributions-bars").queryAs(SignedBars.class);
            robot.clickOn(at(bars, 40, 10));
            Waterfall sum = robot.lookup("#contributions-sum").queryAs(Waterfall.class);
            robot.moveTo(at(sum, sum.getWidth() / 2, 20));
            pulses(1);
            assertThat(sum.hoveredStepProperty().get()).isPositive();
            robot.clickOn("#contributions-listed");
            pulses(3);
            TableView<?> table = robot.lookup("#contributions-table").queryAs(TableView.class);
            assertThat(table.isVisible()).isTrue();
            assertThat(table.getItems()).hasSize(2);
            Snapshots.write(picture(), Path.of("target/screenshots/contributions-table.png"));
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void thePanelsAreDrawn(Theme theme) {
        Path stories = SampleModels.stories();
        try (ContributionsOnStage stage = open(theme, 960, 570, stories)) {
            onFx(() -> stage.session().layerProperty().set(3));
            keep(theme, "960x570");
            onFx(() -> stage.model().compareWith(300));
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stage::isReady);
            keep(theme, "960x570-difference");
        }
        try (ContributionsOnStage stage = open(theme, 1500, 880, stories)) {
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
                Path.of("target", "screenshots", "contributions-" + look + "-" + name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(50);
    }
}
