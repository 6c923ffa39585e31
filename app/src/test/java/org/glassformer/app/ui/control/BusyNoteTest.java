package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusyNoteTest extends RobotTest {

    @ParameterizedTest
    @EnumSource(Theme.class)
    void itIsThereWhileItHasSomethingToSay(Theme theme) {
        BusyNote[] made = new BusyNote[1];
        show(
                theme,
                560,
                240,
                () -> {
                    made[0] = new BusyNote();
                    StackPane pane = new StackPane(made[0]);
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
        assertThat(made[0].isVisible()).isFalse();
        onFx(() ->
                made[0].textProperty()
                        .set(
                                "The model reads the 17 tokens once more and keeps the residual"
                                        + " stream of all 4 layers\u2026"));
        pulses(3);
        assertThat(made[0].isVisible()).isTrue();
        String look = theme.name().toLowerCase(Locale.ROOT);
        Snapshots.write(picture(), Path.of("target", "screenshots", "busy-note-" + look + ".png"));
        onFx(() -> made[0].textProperty().set(""));
        assertThat(made[0].isVisible()).isFalse();
    }
}
