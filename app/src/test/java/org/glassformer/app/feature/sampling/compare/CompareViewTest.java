package org.glassformer.app.feature.sampling.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
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

/// The comparison with real threads and the main sample model, at the room that the screen has for it.
class CompareViewTest extends RobotTest {

    private static final String TEXT = "Once upon a time, there was a little girl named Mia. She";

    private final FxTaskRunner runner = new FxTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();

    @AfterEach
    void close() {
        runner.close();
        engine.close();
    }

    private CompareViewModel open(Theme theme, double width, double height) {
        Path folder = SampleModels.stories();
        CompareViewModel[] made = new CompareViewModel[1];
        show(
                theme,
                width,
                height,
                () -> {
                    if (session.readingProperty().get() == null) {
                        PromptReader reader =
                                new PromptReader(session, engine, runner.newestWins());
                        new NextToken(session, runner);
                        session.devicesProperty().set(engine.devices());
                        session.promptProperty().set(TEXT);
                        reader.read();
                        new ModelOpening(session, engine, runner).open(folder);
                    }
                    made[0] = new CompareViewModel(session, engine, runner);
                    made[0].shownProperty().set(true);
                    PanelExport export =
                            new PanelExport(runner.painters(), runner::later, ignored -> {});
                    StackPane pane = new StackPane(new CompareView(made[0], export));
                    pane.setPadding(new Insets(8));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
        settle(made[0]);
        return made[0];
    }

    private void settle(CompareViewModel model) {
        Awaitility.await()
                .atMost(40, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() ->
                        model.texts().textsProperty().get() != null
                                && !model.texts().runningProperty().get()
                                && model.next().pairProperty().get() != null);
        pulses(4);
    }

    private Label label(String id) {
        return (Label) Objects.requireNonNull(scene().lookup("#" + id));
    }

    @Test
    void anotherChainIsComparedAndTheFirstDifferenceIsFramed() {
        CompareViewModel model = open(Theme.LIGHT, 975, 600);
        assertThat(label("compare-difference").getText()).contains("the same");
        onFx(() -> model.chainProperty().set(ChainSettings.LLAMA_CPP.creative()));
        settle(model);
        assertThat(label("compare-difference").getText()).contains("First difference at token");
        int step = model.texts().selectedProperty().get();
        ShadedText second = (ShadedText) scene().lookup("#compare-text-b");
        assertThat(second.selectedProperty().get()).isEqualTo(step);
        robot.clickOn(at(second, 20, 14));
        assertThat(model.texts().selectedProperty().get()).isZero();
        robot.clickOn("#compare-swap");
        assertThat(session.chainProperty().get()).isEqualTo(ChainSettings.LLAMA_CPP.creative());
        settle(model);
        robot.clickOn("#compare-copy");
        settle(model);
        assertThat(label("compare-difference").getText()).contains("the same");
        assertThat(label("compare-kl").getText()).isEqualTo("0 bits");
    }

    @Test
    void theComparisonIsDrawnInEveryThemeAndSize() {
        for (Theme theme : Theme.values()) {
            boolean large = theme == Theme.PROJECTOR;
            List<double[]> sizes =
                    large
                            ? List.of(new double[] {754, 494}, new double[] {1308, 806})
                            : List.of(new double[] {944, 580}, new double[] {1498, 892});
            for (double[] size : sizes) {
                CompareViewModel model = open(theme, size[0], size[1]);
                onFx(() -> {
                    model.chainProperty().set(ChainSettings.HUGGING_FACE.withTemperature(1.2));
                    if (theme == Theme.DARK) {
                        model.chainProperty().set(session.chainProperty().get());
                        model.deviceProperty().set("scalar");
                    }
                });
                if (theme == Theme.DARK) {
                    Awaitility.await()
                            .atMost(40, TimeUnit.SECONDS)
                            .until(() -> model.deviceNoteProperty().get().contains("MiB"));
                    pulses(20);
                }
                settle(model);
                WritableImage picture = picture();
                String name =
                        "compare-"
                                + theme.name().toLowerCase(Locale.ROOT)
                                + "-"
                                + (int) size[0]
                                + ".png";
                Snapshots.write(picture, Path.of("target", "screenshots", name));
                assertThat(Snapshots.colors(picture)).isGreaterThan(60);
                onFx(() -> model.shownProperty().set(false));
            }
        }
    }
}
