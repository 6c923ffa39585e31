package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

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
    }
}
