package org.glassformer.app.feature.tokens.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatInputViewTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final ChatInputViewModel model = new ChatInputViewModel(new LabSession(), runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private void open(Theme theme, double width, double height) {
        show(
                theme,
                width,
                height,
                () -> {
                    model.activeProperty().set(true);
                    Card card = new Card("Text", new ChatInputView(model));
                    StackPane pane = new StackPane(card);
                    pane.setPadding(new Insets(8));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
    }

    @Test
    void messagesAreWrittenAddedAndRemoved() {
        open(Theme.LIGHT, 640, 420);
        robot.clickOn("#chat-add");
        robot.write("hello");
        pulses(2);
        assertThat(model.messages().getLast().contentProperty().get()).isEqualTo("hello");
        assertThat(model.chatProperty().get().text()).contains("<|im_start|>assistant\nhello");
        List<Button> buttons =
                scene().getRoot().lookupAll(".commands .button").stream()
                        .map(Button.class::cast)
                        .toList();
        assertThat(buttons).hasSize(15);
        assertThat(buttons.get(0).isDisabled()).isTrue();
        onFx(buttons.get(2)::fire);
        assertThat(model.messages()).hasSize(4);
        assertThat(scene().getRoot().lookupAll(".message")).hasSize(4);
        robot.clickOn("#chat-source");
        TextArea source = (TextArea) scene().lookup("#chat-source-text");
        assertThat(source.isVisible()).isTrue();
        assertThat(source.getText()).contains("for message in messages");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theViewIsDrawn(Theme theme) {
        for (int width : new int[] {640, 420, 1300}) {
            open(theme, width, width == 1300 ? 640 : 220);
            keep(theme, "messages-" + width);
        }
        onFx(() -> {
            model.messages().get(1).contentProperty().set("A longer question. ".repeat(12));
            model.choose(
                    model.choicesProperty().get().stream()
                            .filter(choice -> choice.label().equals("Gemma"))
                            .findFirst()
                            .orElseThrow());
        });
        open(theme, 640, 220);
        keep(theme, "refused");
        robot.clickOn("#chat-source");
        keep(theme, "source");
    }

    private void keep(Theme theme, String state) {
        pulses(3);
        WritableImage picture = picture();
        String name = "chat-" + state + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        Snapshots.write(picture, FOLDER.resolve(name));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
    }
}
