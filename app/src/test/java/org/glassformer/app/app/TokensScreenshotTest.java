package org.glassformer.app.app;

import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Tokens screen, and the steps from characters to tokens where there is little room.
class TokensScreenshotTest extends ScreenPictures {

    @ParameterizedTest
    @MethodSource("windows")
    void theTokensScreenIsDrawn(Theme theme, int width, int height) {
        open(theme, width, height);
        showTokens();
        keep("tokens" + in(theme, width, height));
        if (theme == Theme.PROJECTOR && width == 1366) {
            robot.clickOn("From characters to tokens");
            keep("steps" + in(theme, width, height));
        }
        assertReady();
    }

    private void showTokens() {
        show("tokens");
        await(() -> text("tokens-first-note").startsWith("o200k_base: "));
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        refresh(Theme.LIGHT, "tokens-light.png", this::showTokens);
        refresh(Theme.DARK, "tokens-dark.png", this::showTokens);
    }
}
