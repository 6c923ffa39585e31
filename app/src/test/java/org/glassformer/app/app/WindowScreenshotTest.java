package org.glassformer.app.app;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

/// The window in each of its states.
class WindowScreenshotTest extends ScreenPictures {

    @Test
    void everyStateIsDrawn() {
        open(Theme.LIGHT, 1366, 768);
        onFx(() -> session().selectedTokenProperty().set(12));
        keepNow("state-locked");
        onFx(() -> {
            session().selectedTokenProperty().set(-1);
            stage().lab().attention().playOrPause();
        });
        await(() -> !stage().lab().attention().runningProperty().get());
        keepNow("state-generated");
        onFx(stage().lab().attention()::undo);
        stage().awaitReady();
        robot.moveTo("#attention-map");
        press(KeyCode.ESCAPE);
        press(KeyCode.M);
        keepNow("state-maximized");
        press(KeyCode.ESCAPE);
        onFx(() -> stage().lab().shell().open(Path.of("no-such-model")));
        await(() -> session().noticeProperty().get() != null);
        keepNow("state-notice");
        onFx(() -> session().promptProperty().set("a b c ".repeat(2000)));
        await(() -> session().stateProperty().get() == LabState.STALE);
        keepNow("state-stale");
        robot.clickOn("#help");
        keepNow("state-keys");
        robot.clickOn("#help");
        robot.clickOn("#rail-tokens");
        keepNow("state-tokens");
    }
}
