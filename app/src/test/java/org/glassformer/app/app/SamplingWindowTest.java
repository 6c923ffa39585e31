package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Choice;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.testing.FileDrop;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.generate.StopReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Sampling screen in the window: files dropped on it, and a run started and paused by a key.
class SamplingWindowTest extends LabTest {

    @TempDir private Path folder;

    @BeforeEach
    void openLab() {
        open(
                1366,
                768,
                () ->
                        new LabOnStage(SampleModels.stories(), "Once upon a time", Theme.LIGHT)
                                .on("sampling"));
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
        await(() -> node("foreign").isVisible() && bars().bars().size() == 4);
        assertThat(text("foreign-label")).contains("other-engine.json").contains("4 tokens");
        assertThat(bars().bars().getFirst().token()).contains("blue");
        Snapshots.write(picture(), Path.of("target", "screenshots", "sampling-foreign.png"));

        double before = bars().bars().getFirst().p();
        onFx(() -> session().chainProperty().set(ChainSettings.LLAMA_CPP.greedy()));
        await(() -> bars().bars().getFirst().p() > before);
        assertThat(bars().bars().getFirst().p()).isEqualTo(1);

        robot.clickOn(node("foreign-back"));
        await(() -> bars().bars().size() == own.bars().size());
        assertThat(node("foreign").isVisible()).isFalse();
    }

    @Test
    void aCaseDroppedOnTheWindowIsRunAgain() {
        onFx(() -> stage().lab().continuation().generate(5));
        await(() -> !stage().lab().continuation().runningProperty().get());
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
        await(() -> text("cases-result").contains("All 5 tokens are the same"));
        Snapshots.write(picture(), Path.of("target", "screenshots", "sampling-case.png"));
        assertThat(node("cases-again").isVisible()).isTrue();
    }

    @Test
    void spaceRunsAndPauses() {
        // The story would be told on a fast machine before the second key: it is told on the slow
        // device.
        onFx(() -> stage().lab().opening().moveTo("scalar"));
        await(() ->
                Objects.requireNonNull(session().modelProperty().get()).device().equals("scalar"));
        stage().awaitReady();
        stage().awaitStep();
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
        await(() -> !stage().lab().continuation().runningProperty().get());
        assertThat(length()).isBetween(prompt + 1, prompt + most - 1);
        assertThat(Objects.requireNonNull(session().runEndProperty().get()).reason())
                .isEqualTo(StopReason.CANCELLED);
        int paused = length();
        robot.press(KeyCode.G).release(KeyCode.G);
        await(() -> length() == paused + 1);
    }
}
