package org.glassformer.app.feature.attention.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabState;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes pictures of the panel at the sizes that it has on a laptop and on a large screen, to be looked at.
class OutcomeScreenshotTest extends RobotTest {

    private static final double COLUMN_EMS = 22;
    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    private OutcomeLab lab;

    @BeforeEach
    void open() {
        AtomicReference<OutcomeLab> made = new AtomicReference<>();
        onFx(() -> {
            made.set(new OutcomeLab(new FxTaskRunner()));
            made.get().session().promptProperty().set(PROMPT);
            made.get().opening().open(SampleModels.stories());
        });
        lab = made.get();
        settle();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void settle() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> lab.isSettled());
        pulses(2);
    }

    private void intervene() {
        onFx(() -> {
            lab.list().add(new Intervention.CutEdge(2, 3, 16, 11));
            lab.list().add(new Intervention.ScaleHead(1, 3, 0));
            lab.list().add(new Intervention.ScaleHead(2, 0, 0.5f));
            lab.list().add(new Intervention.CutEdge(2, 3, 26, 11));
            lab.list().toggle(1);
        });
        settle();
    }

    private void place(Theme theme, double width, double height) {
        show(
                theme,
                width,
                height,
                () -> {
                    OutcomeView view =
                            new OutcomeView(
                                    lab.model(),
                                    Runnable::run,
                                    new PanelExport(Runnable::run, Runnable::run, notice -> {}));
                    StackPane pane = new StackPane(view, view.patchCard());
                    StackPane.setAlignment(view.patchCard(), Pos.TOP_LEFT);
                    pane.setPadding(new Insets(10));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
    }

    private void shoot(String name, Theme theme) {
        pulses(3);
        WritableImage picture = picture();
        String file = "outcome-" + name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        Snapshots.write(picture, Path.of("target", "screenshots", file));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
    }

    private static double em(Theme theme) {
        return theme == Theme.PROJECTOR ? 20 : 13;
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void panelIsDrawnWithAndWithoutInterventions(Theme theme) {
        double width = COLUMN_EMS * em(theme) + 20;
        place(theme, width, 400);
        shoot("plain", theme);
        intervene();
        assertThat(lab.session().stateProperty().get()).isEqualTo(LabState.READY);
        shoot("laptop", theme);
        place(theme, width, 700);
        shoot("large", theme);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void patchCardIsDrawnWithASweep(Theme theme) {
        double larger = em(theme) / 13;
        place(theme, 900 * larger, 640 * larger);
        onFx(() -> {
            lab.model().patch().open();
            lab.model()
                    .patch()
                    .textProperty()
                    .set("Once upon a time, there was a little dog named Max. He found a blue");
        });
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> lab.model().patch().possibleProperty().get());
        onFx(() -> lab.model().patch().sweep().start());
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !lab.model().patch().sweep().runningProperty().get());
        shoot("patch", theme);
        HeatmapData changes = lab.model().patch().sweep().pictureProperty().get().data();
        assertThat(changes.value(0, 0)).isCloseTo(0, within(1e-3f)); // the prompts begin alike
        assertThat(Math.abs(changes.value(0, changes.columns() - 1))).isGreaterThan(0.1f);
    }
}
