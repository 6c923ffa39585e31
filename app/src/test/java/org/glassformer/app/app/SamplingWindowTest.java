package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Choice;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.testing.FileDrop;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.generate.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Sampling screen in the window: files dropped on it, and a run started and paused by a key.
class SamplingWindowTest extends RobotTest {

    @TempDir private Path folder;
    private final AtomicReference<LabOnStage> made = new AtomicReference<>();

    @BeforeEach
    void openLab() {
        showScene(
                1366,
                768,
                () -> {
                    made.set(
                            new LabOnStage(
                                    SampleModels.stories(), "Once upon a time", Theme.LIGHT));
                    return stage().on("sampling").scene(1366, 768);
                });
        stage().awaitReady();
    }

    @AfterEach
    void closeLab() {
        stage().close();
    }

    private LabOnStage stage() {
        return made.get();
    }

    private LabSession session() {
        return stage().session();
    }

    private Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id));
    }

    private String text(String id) {
        return scene().lookup("#" + id) instanceof Label label ? label.getText() : "";
    }

    private BarsData bars() {
        return ((LogitBars) node("next-token")).dataProperty().get();
    }

    private int length() {
        return session().tokensProperty().get().size();
    }

    private void drop(Path file) {
        onFx(() -> {
            DragEvent event =
                    FileDrop.fire(
                            node("sampling-screen"),
                            DragEvent.DRAG_DROPPED,
                            DataFormat.FILES,
                            List.of(file.toFile()));
            assertThat(event.isDropCompleted()).isTrue();
        });
    }

    @Test
    void logitsOfAFileAreShownInAStripAndAButtonLeadsBack() throws IOException {
        BarsData own = bars();
        assertThat(node("foreign").isVisible()).isFalse();
        Path file =
                Files.writeString(
                        folder.resolve("other-engine.json"),
                        "{\"logits\":[0.5,2,null,1],\"tokens\":[1,3],"
                                + "\"texts\":[\" red\",\" blue\",\" green\",\" grey\"]}");
        drop(file);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> node("foreign").isVisible() && bars().bars().size() == 4);
        pulses(2);
        assertThat(text("foreign-label")).contains("other-engine.json").contains("4 tokens");
        assertThat(bars().bars().getFirst().token()).contains("blue");
        Snapshots.write(picture(), Path.of("target", "screenshots", "sampling-foreign.png"));

        double before = bars().bars().getFirst().p();
        onFx(() -> session().chainProperty().set(ChainSettings.LLAMA_CPP.greedy()));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> bars().bars().getFirst().p() > before);
        assertThat(bars().bars().getFirst().p()).isEqualTo(1);

        robot.clickOn(node("foreign-back"));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> bars().bars().size() == own.bars().size());
        pulses(2);
        assertThat(node("foreign").isVisible()).isFalse();
    }

    @Test
    void aCaseDroppedOnTheWindowIsRunAgain() {
        onFx(() -> stage().lab().continuation().generate(5));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> !stage().lab().continuation().runningProperty().get());
        stage().awaitReady();
        GenerationTree tree = Objects.requireNonNull(session().treeProperty().get());
        List<SamplingCase.Expected> expected =
                tree.path(tree.current().number()).stream()
                        .map(TreeNode::choice)
                        .filter(Objects::nonNull)
                        .map(Choice::drawn)
                        .map(drawn -> new SamplingCase.Expected(drawn.id(), drawn.logprob()))
                        .toList();
        assertThat(expected).hasSize(5);
        Path file = folder.resolve("five.json");
        CaseFile.write(
                new SamplingCase(
                        SampleModels.stories().toAbsolutePath().normalize(),
                        "",
                        tree.prompt().tokens().stream().map(SessionToken::id).toList(),
                        session().chainProperty().get().toChain(),
                        session().seedProperty().get(),
                        Objects.requireNonNull(session().modelProperty().get()).device(),
                        expected),
                file);
        drop(file);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> text("cases-result").contains("All 5 tokens are the same"));
        pulses(2);
        Snapshots.write(picture(), Path.of("target", "screenshots", "sampling-case.png"));
        assertThat(node("cases-again").isVisible()).isTrue();
    }

    @Test
    void spaceRunsAndPauses() {
        int prompt = length();
        int most = session().stopsProperty().get().most();
        onFx(() -> node("sampling-screen").requestFocus());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .until(() -> length() > prompt);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> !stage().lab().continuation().runningProperty().get());
        assertThat(length()).isBetween(prompt + 1, prompt + most - 1);
        assertThat(Objects.requireNonNull(session().runEndProperty().get()).reason())
                .isEqualTo(StopReason.CANCELLED);
        int paused = length();
        robot.press(KeyCode.G).release(KeyCode.G);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> length() == paused + 1);
    }
}
