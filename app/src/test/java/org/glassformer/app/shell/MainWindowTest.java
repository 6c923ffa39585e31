package org.glassformer.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.event.EventType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.Selection;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.FileDrop;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.TypesText;
import org.glassformer.app.ui.theme.Appearance;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.material2.Material2AL;

/// The window around two screens that only write down what they are told.
class MainWindowTest extends RobotTest {

    private final List<String> said = new ArrayList<>();
    private final EngineService engine = new EngineService();
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final LabSession session = new LabSession();
    private final ShellViewModel shell =
            new ShellViewModel(session, new ModelOpening(session, engine, runner), List.of());

    /// A text control of its own kind.
    private static final class Editor extends Region implements TypesText {
        Editor() {
            setId("editor");
            setMinSize(80, 30);
            setFocusTraversable(true);
        }
    }

    private record Said(String screen, List<String> list) implements ScreenCommands, FileTarget {

        private void say(String what) {
            list.add(screen + " " + what);
        }

        @Override
        public void playOrPause() {
            say("play");
        }

        @Override
        public void one() {
            say("one");
        }

        @Override
        public void undo() {
            say("undo");
        }

        @Override
        public void alternative(int by) {
            say("alternative " + by);
        }

        @Override
        public boolean step(int by) {
            say("step " + by);
            return screen.equals("first");
        }

        @Override
        public boolean escape() {
            say("escape");
            return false;
        }

        @Override
        public boolean typed(String character) {
            say("typed " + character);
            return true;
        }

        @Override
        public void shown() {
            say("shown");
        }

        @Override
        public void hidden() {
            say("hidden");
        }

        @Override
        public boolean accepts(Path path) {
            return path.toString().endsWith("tokenizer.json");
        }

        @Override
        public void open(Path path) {
            say("open " + path);
        }
    }

    @BeforeEach
    void openWindow() {
        shell.screenProperty().set("second");
        showScene(1100, 700, () -> window().scene(1100, 700));
    }

    private MainWindow window() {
        return new MainWindow(
                shell,
                new PromptBarViewModel(session),
                new StatusBarViewModel(
                        session, new SimpleBooleanProperty(), FXCollections.observableArrayList()),
                new Selection(session),
                List.of(screen("first", true), screen("second", false)),
                new Appearance(Theme.LIGHT, 1));
    }

    private Screen screen(String id, boolean files) {
        return new Screen(
                id,
                Material2AL.ADD,
                () -> {
                    said.add(id + " made");
                    Said commands = new Said(id, said);
                    Region marked = new Region();
                    marked.setId("marked");
                    marked.setMinSize(80, 30);
                    TypesText.mark(marked);
                    ComboBox<String> box = new ComboBox<>();
                    box.setId("box");
                    box.setEditable(true);
                    VBox view =
                            new VBox(
                                    new HBox(new Editor(), marked, box),
                                    new Card(id + " card", new Region()));
                    return new Screen.Content(view, commands, files ? commands : FileTarget.NONE);
                });
    }

    @AfterEach
    void close() {
        runner.close();
        engine.close();
    }

    private void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        pulses(1);
    }

    private void focus(String id) {
        onFx(() -> scene().lookup(id).requestFocus());
    }

    private MainWindow shown() {
        return (MainWindow) scene().getRoot();
    }

    @Test
    void aScreenIsMadeWhenItIsFirstChosen() {
        assertThat(said).containsExactly("second made", "second shown");
        robot.clickOn("#rail-first");
        assertThat(said).endsWith("first made", "second hidden", "first shown");
        assertThat(shell.screenProperty().get()).isEqualTo("first");
        said.clear();
        press(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        press(KeyCode.SHORTCUT, KeyCode.DIGIT3);
        assertThat(shell.screenProperty().get()).isEqualTo("second");
        assertThat(said).containsExactly("first hidden", "second shown");
    }

    @Test
    void aScreenThatIsNotThereIsReplaced() {
        onFx(() -> shell.screenProperty().set("of an earlier version"));
        assertThat(shell.screenProperty().get()).isEqualTo("second");
    }

    @Test
    void keysGoToTheChosenScreen() {
        robot.clickOn("#rail-first");
        said.clear();
        press(KeyCode.SPACE);
        press(KeyCode.G);
        press(KeyCode.RIGHT);
        press(KeyCode.SHORTCUT, KeyCode.Z);
        press(KeyCode.ALT, KeyCode.PERIOD);
        press(KeyCode.ESCAPE);
        press(KeyCode.H);
        assertThat(said)
                .containsExactly(
                        "first play",
                        "first one",
                        "first step 1",
                        "first undo",
                        "first alternative 1",
                        "first escape",
                        "first typed h");
    }

    @Test
    void arrowsThatAScreenLeavesSelectATokenAndEscUnlocksIt() {
        onFx(() -> {
            List<SessionToken> tokens = new ArrayList<>();
            for (int id = 0; id < 3; id++) {
                tokens.add(new SessionToken(id, "a", SessionToken.Kind.TEXT));
            }
            session.tokensProperty().set(tokens);
        });
        robot.clickOn("#rail-second");
        press(KeyCode.ESCAPE);
        focus("#screen");
        press(KeyCode.LEFT);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(2);
        press(KeyCode.ESCAPE);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void noKeyActsWhileTextIsTyped() {
        for (String id : List.of("#prompt", "#editor", "#marked", "#box")) {
            focus(id);
            said.clear();
            press(KeyCode.G);
            press(KeyCode.H);
            press(KeyCode.SHORTCUT, KeyCode.Z);
            assertThat(said).as(id).isEmpty();
        }
    }

    @Test
    void escLeavesATextOfTheScreen() {
        focus("#editor");
        press(KeyCode.ESCAPE);
        assertThat(said).doesNotContain("second escape");
        press(KeyCode.G);
        assertThat(said).endsWith("second one");
    }

    @Test
    void whoTypesGoesOnTypingWhenAnotherScreenIsChosen() {
        focus("#prompt");
        press(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        assertThat(Objects.requireNonNull(scene().getFocusOwner()).getId()).isEqualTo("prompt");
        focus("#editor");
        press(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        assertThat(Objects.requireNonNull(scene().getFocusOwner()).getId()).isEqualTo("screen");
    }

    @Test
    void aDroppedFileGoesToTheScreenThatTakesIt() {
        Consumer<String> drop = name -> onFx(() -> shown().take(Path.of("no-such", name)));
        drop.accept("tokenizer.json");
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("not opened");
        onFx(() -> {
            session.noticeProperty().set(null);
            shell.screenProperty().set("first");
        });
        drop.accept("tokenizer.json");
        assertThat(said).endsWith("first open " + Path.of("no-such", "tokenizer.json"));
        assertThat(session.noticeProperty().get()).isNull();
        drop.accept("model");
        assertThat(session.noticeProperty().get()).isNotNull();
    }

    private DragEvent drag(EventType<DragEvent> type, DataFormat format, Object value) {
        AtomicReference<DragEvent> fired = new AtomicReference<>();
        onFx(() -> fired.set(FileDrop.fire(scene().lookup("#prompt"), type, format, value)));
        return fired.get();
    }

    private Label dropHint() {
        return (Label) scene().lookup(".gf-drop");
    }

    @Test
    void aFileDraggedOverTheWindowIsOfferedAPlaceAndTakenWhenDropped() {
        onFx(() -> shell.screenProperty().set("first"));
        List<File> tokenizer = List.of(new File("no-such", "tokenizer.json"));
        List<File> model = List.of(new File("no-such", "model"));
        assertThat(dropHint().isVisible()).isFalse();
        drag(DragEvent.DRAG_OVER, DataFormat.FILES, tokenizer);
        assertThat(dropHint().isVisible()).isTrue();
        assertThat(dropHint().getText()).isNotEqualTo(Messages.text("drop.hint"));
        drag(DragEvent.DRAG_OVER, DataFormat.FILES, model);
        assertThat(dropHint().getText()).isEqualTo(Messages.text("drop.hint"));
        drag(DragEvent.DRAG_EXITED, DataFormat.FILES, model);
        assertThat(dropHint().isVisible()).isFalse();
        drag(DragEvent.DRAG_OVER, DataFormat.FILES, tokenizer);
        assertThat(drag(DragEvent.DRAG_DROPPED, DataFormat.FILES, tokenizer).isDropCompleted())
                .isTrue();
        assertThat(dropHint().isVisible()).isFalse();
        assertThat(said).endsWith("first open " + Path.of("no-such", "tokenizer.json"));
        assertThat(drag(DragEvent.DRAG_DROPPED, DataFormat.FILES, model).isDropCompleted())
                .isTrue();
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("not opened");
    }

    @Test
    void textDraggedOverTheWindowIsNotTaken() {
        drag(DragEvent.DRAG_OVER, DataFormat.PLAIN_TEXT, "text");
        assertThat(dropHint().isVisible()).isFalse();
        assertThat(drag(DragEvent.DRAG_DROPPED, DataFormat.PLAIN_TEXT, "text").isDropCompleted())
                .isFalse();
    }
}
