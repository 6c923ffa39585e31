package org.glassformer.app.feature.attention.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The panels with real threads and the main sample model, at the room that the screen has for them.
class StreamViewTest extends RobotTest {

    private static final String TEXT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    private final FxTaskRunner runner = new FxTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();

    @AfterEach
    void close() {
        runner.close();
        engine.close();
    }

    private StreamViewModel open(Theme theme, double width, double height) {
        Path model = SampleModels.stories();
        StreamViewModel[] made = new StreamViewModel[1];
        show(
                theme,
                width,
                height,
                () -> {
                    PromptReader reader = new PromptReader(session, engine, runner.newestWins());
                    session.promptProperty().set(TEXT);
                    reader.read();
                    new ModelOpening(session, engine, runner).open(model);
                    made[0] = new StreamViewModel(session, engine, runner);
                    return framed(made[0]);
                });
        awaitReady(made[0]);
        return made[0];
    }

    private StackPane framed(StreamViewModel model) {
        StackPane pane =
                new StackPane(
                        new StreamView(
                                model,
                                new PanelExport(runner.painters(), runner::later, ignored -> {})));
        pane.setPadding(new Insets(8));
        pane.getStyleClass().add(StyleClass.BACKDROP);
        return pane;
    }

    private void awaitReady(StreamViewModel model) {
        Awaitility.await()
                .atMost(40, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() ->
                        model.stateProperty().get() == LabState.READY
                                && !model.staleProperty().get()
                                && session.stateProperty().get() == LabState.READY);
        pulses(4);
    }

    private void keep(String name) {
        Path file = Path.of("target", "screenshots", "stream-" + name + ".png");
        Snapshots.write(picture(), file);
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void aCellIsLockedFollowedAndUnlocked() {
        StreamViewModel model = open(Theme.LIGHT, 944, 580);
        LensTable table = (LensTable) scene().lookup("#lens-table");
        robot.clickOn(at(table, 420, 75));
        assertThat(session.selectedTokenProperty().get()).isNotNegative();
        int token = session.selectedTokenProperty().get();
        assertThat(model.positionProperty().get()).contains("at " + token);
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(token - 1);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        Node field = scene().lookup("#stream-token").lookup(".text-field");
        robot.clickOn(field);
        robot.write("girl", 0);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> !((TokenField) scene().lookup("#stream-token")).offered().isEmpty());
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(2);
        assertThat(session.targetProperty().get()).isNotNegative();
        awaitReady(model);
        assertThat(model.followedProperty().get()).contains("girl");
        keep("followed");
        robot.clickOn("#lens-list");
        pulses(3);
        keep("list");
        robot.clickOn("#lens-list");
        onFx(() -> model.coloringProperty().set(LensColoring.DIVERGENCE));
        onFx(() -> model.detailedProperty().set(true));
        robot.moveTo(at(table, 380, 90));
        pulses(3);
        keep("hover");
    }

    @Test
    void thePanelsAreDrawnInEveryThemeAndSize() {
        for (Theme theme : Theme.values()) {
            boolean large = theme == Theme.PROJECTOR;
            List<double[]> sizes =
                    large
                            ? List.of(new double[] {754, 494}, new double[] {1308, 806})
                            : List.of(new double[] {944, 580}, new double[] {1498, 892});
            for (double[] size : sizes) {
                StreamViewModel[] made = new StreamViewModel[1];
                if (session.readingProperty().get() == null) {
                    open(theme, size[0], size[1]);
                }
                show(
                        theme,
                        size[0],
                        size[1],
                        () -> {
                            made[0] = new StreamViewModel(session, engine, runner);
                            made[0].detailedProperty().set(true);
                            return framed(made[0]);
                        });
                awaitReady(made[0]);
                onFx(() -> session.selectedTokenProperty().set(9));
                keep(theme.name().toLowerCase(Locale.ROOT) + "-" + (int) size[0]);
            }
        }
    }
}
