package org.glassformer.app.feature.attention.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.VectorStrip;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairViewTest extends RobotTest {

    @TempDir static Path folders;

    private PairOnStage stage;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        AtomicReference<PairOnStage> made = new AtomicReference<>();
        show(
                Theme.LIGHT,
                340,
                360,
                () -> {
                    made.set(new PairOnStage(folders.resolve("tiny"), "Once upon a time there"));
                    return made.get().onBackdrop();
                });
        stage = made.get();
        stage.awaitPair();
        pulses(2);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private VectorStrip strip(Stage of) {
        return robot.lookup("#strip-" + of).queryAs(VectorStrip.class);
    }

    @Test
    void oneClickChoosesAStageAndArrowsGoOn() {
        robot.clickOn("#pair-stages-SCORES");
        pulses(2);
        assertThat(stage.model().stageProperty().get()).isEqualTo(Stage.SCORES);
        robot.push(KeyCode.RIGHT);
        assertThat(stage.model().stageProperty().get()).isEqualTo(Stage.SCALED);
        robot.push(KeyCode.LEFT);
        robot.push(KeyCode.LEFT);
        assertThat(stage.model().stageProperty().get()).isEqualTo(Stage.KEY);
        robot.clickOn("#pair-row-4");
        pulses(2);
        assertThat(stage.model().stageProperty().get()).isEqualTo(Stage.VALUES);
    }

    @Test
    void aBarPreviewsItsKeyAndAClickLocksIt() {
        LabSession session = stage.bench().session();
        robot.clickOn("#pair-stages-SOFTMAX");
        pulses(2);
        VectorStrip strip = strip(Stage.SOFTMAX);
        Point2D second =
                at(strip, 1.5 * (strip.getWidth() - 40) / strip.dataProperty().get().size(), 15);
        robot.moveTo(second);
        pulses(2);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(1);
        assertThat(strip.dataProperty().get().marked()).isEqualTo(1);
        robot.clickOn(second);
        robot.moveTo("#pair-row-0");
        pulses(2);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(session.keyTokenProperty().get()).isEqualTo(1);
        assertThat(session.selectedTokenProperty().get())
                .isEqualTo(stage.bench().reading().tokens().size() - 1);
    }

    @Test
    void aLowPanelKeepsItsFiguresAndDropsTheStrips() {
        assertThat(strip(Stage.SOFTMAX).getParent().getParent().isVisible()).isTrue();
        onFx(() -> {
            scene().getWindow().setHeight(230);
            stage.model().stageProperty().set(Stage.KEY);
        });
        pulses(3);
        assertThat(strip(Stage.KEY).getParent().getParent().isVisible()).isFalse();
        onFx(() -> scene().getWindow().setHeight(420));
        pulses(3);
        assertThat(strip(Stage.KEY).getParent().getParent().isVisible()).isTrue();
    }
}
