package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.control.TokenSpan;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

class TokensViewTest extends RobotTest {

    private final AtomicReference<TokensOnStage> made = new AtomicReference<>();

    private TokensOnStage open(Theme theme, double width, double height) {
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new TokensOnStage());
                    return made.get().view();
                });
        made.get().awaitTokens();
        pulses(2);
        return made.get();
    }

    @AfterEach
    void close() {
        made.get().close();
    }

    @ParameterizedTest
    @EnumSource
    void theScreenIsDrawn(Theme theme) {
        open(theme, 1290, 700);
        onFx(() -> made.get().model().comparingProperty().set(true));
        String name = "tokens-screen-" + theme + ".png";
        Snapshots.write(picture(), Path.of("target", "screenshots", name));
        assertThat(Snapshots.colors(picture())).isGreaterThan(100);
    }

    @Test
    void typingChangesTheTokens() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        onFx(() -> stage.model().textProperty().set(""));
        robot.clickOn("#tokens-text").write("hello world", 0);
        stage.awaitTokens();
        assertThat(stage.model().first().tokens().ids()).containsExactly(15339, 1917);
        TokenEditor editor = (TokenEditor) scene().lookup("#tokens-text");
        assertThat(editor.caretProperty().get()).isEqualTo(11);
        assertThat(((Label) scene().lookup("#tokens-first-count")).getText()).isEqualTo("2 tokens");
    }

    @Test
    void pointerAndClickLinkTextAndChips() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        onFx(() -> stage.model().textProperty().set("hello world"));
        stage.awaitTokens();
        pulses(3);
        Node second =
                scene().lookup("#tokens-first").lookupAll(".gf-token").stream()
                        .max(Comparator.comparingDouble(Node::getLayoutX))
                        .orElseThrow();
        robot.moveTo(middle(second));
        pulses(2);
        TokenEditor editor = (TokenEditor) scene().lookup("#tokens-text");
        assertThat(editor.hotProperty().get()).isEqualTo(new TextRange(5, 11));
        robot.moveTo(at(editor, 20, 14));
        pulses(2);
        TokenFlow flow = (TokenFlow) scene().lookup("#tokens-first");
        assertThat(flow.hotSpanProperty().get()).isEqualTo(new TokenSpan(0, 1));
        robot.clickOn(at(editor, 20, 14));
        pulses(2);
        assertThat(flow.selectedTokenProperty().get()).isZero();
        assertThat(flow.chosenSpanProperty().get()).isEqualTo(new TokenSpan(0, 1));
        robot.clickOn(middle(second));
        pulses(2);
        assertThat(editor.chosenProperty().get()).isEqualTo(new TextRange(5, 11));
    }

    @Test
    void bothPanesScrollTogether() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        onFx(() -> {
            stage.model().textProperty().set("some words to be cut, many of them\n".repeat(300));
            stage.model().comparingProperty().set(true);
        });
        stage.awaitTokens();
        pulses(3);
        TokenFlow first = (TokenFlow) scene().lookup("#tokens-first");
        TokenFlow second = (TokenFlow) scene().lookup("#tokens-second");
        robot.moveTo(middle(first));
        robot.scroll(20, VerticalDirection.DOWN);
        pulses(4);
        int top = first.topTokenProperty().get();
        assertThat(top).isPositive();
        int character = stage.model().first().tokens().start(top);
        int follows = stage.model().second().tokens().start(second.topTokenProperty().get());
        assertThat(follows).isCloseTo(character, within(80));
        TokenEditor editor = (TokenEditor) scene().lookup("#tokens-text");
        assertThat(editor.topProperty().get()).isCloseTo(character, within(80));
    }

    @Test
    void idsAreDecodedAsTheyAreTyped() {
        TokensOnStage stage = open(Theme.DARK, 1290, 700);
        robot.clickOn("#tokens-input-IDS").clickOn("#tokens-ids").write("[15339, 1917]", 0);
        stage.awaitTokens();
        pulses(2);
        TokenEditor decoded = (TokenEditor) scene().lookup("#tokens-decoded");
        assertThat(decoded.textProperty().get()).isEqualTo("hello world");
        Snapshots.write(picture(), Path.of("target", "screenshots", "tokens-ids.png"));
        onFx(() -> stage.model().ids().textProperty().set("15339, 1917, 220, 9468, 239"));
        stage.awaitTokens();
        pulses(2);
        assertThat(decoded.textProperty().get())
                .startsWith("hello world ")
                .doesNotContain("\uFFFD");
        Snapshots.write(picture(), Path.of("target", "screenshots", "tokens-ids-bytes.png"));
        robot.write("0", 0);
        onFx(() -> stage.model().ids().textProperty().set("15339 123456789"));
        stage.awaitTokens();
        pulses(2);
        assertThat(((Label) scene().lookup("#tokens-ids-problem")).getText())
                .contains("123456789", "column 7", "cl100k_base");
    }

    @Test
    void aChatIsPutTogetherAndWhatTheTemplateAddsIsFramed() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        robot.clickOn("#tokens-input-CHAT");
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> !stage.model().first().addedProperty().get().isEmpty());
        pulses(3);
        assertThat(stage.model().first().tokens().text())
                .isEqualTo(stage.model().chatProperty().get().text());
        Snapshots.write(picture(), Path.of("target", "screenshots", "tokens-chat.png"));
    }

    @Test
    void thePanelsTakeTurns() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        robot.clickOn("#tokens-sections-TRAINING");
        pulses(3);
        assertThat(scene().lookup("#own-bpe").isVisible()).isTrue();
        WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
        Snapshots.write(picture(), Path.of("target", "screenshots", "tokens-training.png"));
        robot.clickOn("#tokens-sections-STEPS");
        pulses(3);
        assertThat(scene().lookup("#own-bpe").isVisible()).isFalse();
        onFx(() -> stage.model().links().clickText(22));
        pulses(3);
        Snapshots.write(picture(), Path.of("target", "screenshots", "tokens-steps.png"));
    }

    @Test
    void tenMillionCharactersPastedAreRefusedWithASentence() {
        TokensOnStage stage = open(Theme.LIGHT, 1290, 700);
        String before = stage.model().textProperty().get();
        onFx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("0123456789".repeat(1_000_000));
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.clickOn("#tokens-text");
        robot.press(KeyCode.CONTROL, KeyCode.V).release(KeyCode.CONTROL, KeyCode.V);
        pulses(2);
        assertThat(stage.model().textProperty().get()).isEqualTo(before);
        assertThat(stage.session().noticeProperty().get().text()).contains("1,000,000");
    }
}
