package org.glassformer.app.feature.tokens.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.GroupedBars;
import org.glassformer.app.ui.control.ScriptTextArea;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class LanguagesViewTest extends RobotTest {

    private LanguagesOnStage stage;

    @BeforeEach
    void open() {
        AtomicReference<LanguagesOnStage> made = new AtomicReference<>();
        show(
                Theme.LIGHT,
                640,
                440,
                () -> {
                    made.set(new LanguagesOnStage());
                    return made.get().onBackdrop();
                });
        stage = made.get();
        awaitCounts();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void awaitCounts() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stage::isReady);
        pulses(2);
    }

    private GroupedBars bars() {
        return robot.lookup("#languages").queryAs(GroupedBars.class);
    }

    private TextArea area() {
        return robot.lookup("#language-text").queryAs(ScriptTextArea.class).shown();
    }

    private int tokens(String code) {
        return stage.model()
                .comparisonProperty()
                .get()
                .language(code)
                .orElseThrow()
                .tokens()
                .getFirst();
    }

    @Test
    void aClickOpensTheTextAndTypingChangesTheNumber() {
        assertThat(bars().visibleRowsProperty().get()).isGreaterThanOrEqualTo(12);
        robot.clickOn(at(bars(), 60, 36));
        pulses(2);
        assertThat(stage.model().selectedProperty().get()).isEqualTo("en");
        assertThat(area().getText()).startsWith("Anna wakes up");
        int before = tokens("en");
        robot.clickOn(middle(area()));
        robot.push(KeyCode.END);
        robot.write(" Rain");
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> tokens("en") > before);
        robot.clickOn("#language-above");
        assertThat(stage.above()).hasSize(1);
        assertThat(stage.above().getFirst()).contains("Rain");
        robot.clickOn("#language-reset");
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> tokens("en") == before);
        robot.clickOn("#language-close");
        pulses(2);
        assertThat(stage.model().editingProperty().get()).isFalse();
    }

    @Test
    void keysGoThroughAllLanguagesAndOpenOne() {
        onFx(() -> {
            stage.model().orderProperty().set(LanguageOrder.FEWEST_TOKENS);
            bars().requestFocus();
        });
        robot.push(KeyCode.END);
        pulses(2);
        assertThat(stage.model().selectedProperty().get()).isEqualTo("my");
        robot.push(KeyCode.ENTER);
        pulses(2);
        assertThat(stage.model().editingProperty().get()).isTrue();
        assertThat(area().isWrapText()).isEqualTo(!onLinux());
        robot.push(KeyCode.ESCAPE);
        pulses(2);
        assertThat(stage.model().editingProperty().get()).isFalse();
    }

    private static boolean onLinux() {
        return System.getProperty("os.name", "")
                .toLowerCase(java.util.Locale.ROOT)
                .contains("linux");
    }

    @Test
    void hoverShowsTheTextWithItsFigures() {
        robot.moveTo(at(bars(), 60, 50));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> cards().anyMatch(card -> card.getScene().getWindow().isShowing()));
        pulses(2);
        Node card = cards().findFirst().orElseThrow();
        WritableImage picture =
                WaitForAsyncUtils.waitForAsyncFx(5_000, () -> card.getScene().snapshot(null));
        Snapshots.write(picture, Path.of("target", "screenshots", "languages-hover.png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
        robot.moveTo(at(stage.view(), 60, 10));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> cards().noneMatch(each -> each.getScene().getWindow().isShowing()));
    }

    private static Stream<Node> cards() {
        return List.copyOf(Window.getWindows()).stream()
                .flatMap(window ->
                        window
                                .getScene()
                                .getRoot()
                                .lookupAll("." + StyleClass.LANGUAGE_HOVER)
                                .stream());
    }

    @Test
    void aTextOfOnesOwnIsTyped() {
        onFx(() -> stage.model().addText());
        robot.clickOn(middle(area()));
        robot.write("Bonan tagon");
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> tokens("own-1") > 1);
        assertThat(robot.lookup("#language-remove").query().isVisible()).isTrue();
        robot.clickOn("#language-remove");
        pulses(2);
        assertThat(stage.model().comparisonProperty().get().language("own-1")).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithASentence() {
        onFx(() -> stage.model().addText());
        onFx(() -> area().replaceText(0, 0, "a".repeat(LanguagesViewModel.LONGEST_TEXT + 1)));
        assertThat(area().getText()).isEmpty();
        assertThat(robot.lookup("#languages-notice").query().isVisible()).isTrue();
    }
}
