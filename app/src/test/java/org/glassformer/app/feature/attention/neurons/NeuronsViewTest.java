package org.glassformer.app.feature.attention.neurons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Insets;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The panels with real threads and the main sample model, at the room that the screen has for them.
class NeuronsViewTest extends RobotTest {

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

    private NeuronsViewModel open(Theme theme, double width, double height) {
        Path folder = SampleModels.stories();
        NeuronsViewModel[] made = new NeuronsViewModel[1];
        show(
                theme,
                width,
                height,
                () -> {
                    if (session.readingProperty().get() == null) {
                        PromptReader reader =
                                new PromptReader(session, engine, runner.newestWins());
                        session.promptProperty().set(TEXT);
                        reader.read();
                        new ModelOpening(session, engine, runner).open(folder);
                    }
                    made[0] =
                            new NeuronsViewModel(
                                    session,
                                    engine,
                                    new InterventionList(session, new History()),
                                    runner);
                    PanelExport export =
                            new PanelExport(runner.painters(), runner::later, ignored -> {});
                    StackPane pane = new StackPane(new NeuronsView(made[0], export));
                    pane.setPadding(new Insets(8));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
        Awaitility.await()
                .atMost(40, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() ->
                        made[0].stateProperty().get() == LabState.READY
                                && !made[0].staleProperty().get());
        pulses(4);
        return made[0];
    }

    @Test
    void aNeuronOfTheListIsFollowedAndATokenOfItsTextSelected() {
        NeuronsViewModel model = open(Theme.LIGHT, 944, 580);
        TableView<?> table = (TableView<?>) scene().lookup("#neuron-table");
        onFx(table::requestFocus);
        Neuron first = Objects.requireNonNull(model.chosenProperty().get());
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        pulses(2);
        Neuron second = Objects.requireNonNull(model.chosenProperty().get());
        assertThat(second).isEqualTo(model.strongestProperty().get().get(1)).isNotEqualTo(first);
        ShadedText text = (ShadedText) scene().lookup("#neuron-text");
        robot.clickOn(at(text, 20, 14));
        assertThat(session.selectedTokenProperty().get()).isZero();
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(1);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> model.positionProperty().get().contains("at 1"));
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
                open(theme, size[0], size[1]);
                onFx(() -> session.selectedTokenProperty().set(9));
                String name = theme.name().toLowerCase(Locale.ROOT) + "-" + (int) size[0];
                Path file = Path.of("target", "screenshots", "neurons-" + name + ".png");
                Snapshots.write(picture(), file);
                assertThat(Files.exists(file)).isTrue();
            }
        }
    }
}
