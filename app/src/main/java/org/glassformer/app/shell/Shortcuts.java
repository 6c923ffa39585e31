package org.glassformer.app.shell;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.Selection;
import org.glassformer.app.ui.control.TypesText;
import org.glassformer.app.ui.theme.Appearance;

/// The keys of the window: some are its own, some move the shared selection, the rest belong to the chosen screen. None
/// acts while text is being typed, except those with the shortcut key.
final class Shortcuts {

    /// Characters whose keys are handled when pressed, so that no screen sees them as typed.
    private static final String TAKEN = " gGrRmM0";

    /// What the window itself does.
    interface Window {

        /// The commands of the chosen screen.
        ScreenCommands screen();

        /// Shows or hides the list of keys.
        void help();

        /// Puts the caret into the prompt.
        void editPrompt();

        /// Leaves a text of the screen, so that keys act again; false if the text is elsewhere.
        boolean leaveText();

        /// Asks for a model to open.
        void openModel();

        /// Maximises a panel of the screen, or brings it back.
        void maximize();

        /// Brings a maximised panel back; false if there is none.
        boolean restore();

        /// Chooses a screen by its place in the rail, from 0; false if there is none.
        boolean choose(int index);
    }

    private final Window window;
    private final Selection selection;
    private final Appearance appearance;

    Shortcuts(Window window, Selection selection, Appearance appearance) {
        this.window = window;
        this.selection = selection;
        this.appearance = appearance;
    }

    void listenTo(Scene scene) {
        scene.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (pressed(event, TypesText.isTyping(scene.getFocusOwner()))) {
                        event.consume();
                    }
                });
        scene.addEventHandler(
                KeyEvent.KEY_TYPED,
                event -> {
                    if (!TypesText.isTyping(scene.getFocusOwner())
                            && (event.isAltDown() || !event.isShortcutDown())
                            && typed(event.getCharacter(), event.isAltDown())) {
                        event.consume();
                    }
                });
    }

    private boolean pressed(KeyEvent event, boolean typing) {
        if (event.isShortcutDown()) {
            return ofTheWindow(event.getCode())
                    || (!typing && steps(event.getCode(), event.isShiftDown()));
        }
        if (typing) {
            return event.getCode() == KeyCode.ESCAPE && window.leaveText();
        }
        return event.isAltDown() ? alternatives(event.getCode()) : plain(event.getCode());
    }

    private boolean ofTheWindow(KeyCode code) {
        switch (code) {
            case PLUS, EQUALS, ADD -> appearance.zoomIn();
            case MINUS, SUBTRACT -> appearance.zoomOut();
            case DIGIT0, NUMPAD0 -> appearance.resetZoom();
            case O -> window.openModel();
            case L -> window.editPrompt();
            default -> {
                int digit = digit(code);
                return digit > 0 && window.choose(digit - 1);
            }
        }
        return true;
    }

    /// 1 to 9, else 0.
    private static int digit(KeyCode code) {
        return code.isDigitKey() ? Character.digit(code.getChar().charAt(0), 10) : 0;
    }

    private boolean steps(KeyCode code, boolean shift) {
        switch (code) {
            case Z -> {
                if (shift) {
                    window.screen().redo();
                } else {
                    window.screen().undo();
                }
            }
            case Y -> window.screen().redo();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean alternatives(KeyCode code) {
        switch (code) {
            case PERIOD -> window.screen().alternative(1);
            case COMMA -> window.screen().alternative(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyCode code) {
        ScreenCommands screen = window.screen();
        switch (code) {
            case SPACE -> screen.playOrPause();
            case ENTER, G -> screen.one();
            case R -> screen.reroll();
            case M -> window.maximize();
            case DIGIT0, NUMPAD0 -> screen.neutral();
            case LEFT -> step(screen, -1);
            case RIGHT -> step(screen, 1);
            case UP -> {
                return screen.row(-1);
            }
            case DOWN -> {
                return screen.row(1);
            }
            case ESCAPE -> {
                if (!window.restore() && !screen.escape()) {
                    selection.clear();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void step(ScreenCommands screen, int by) {
        if (!screen.step(by)) {
            selection.moveToken(by);
        }
    }

    /// With the Alt key some keyboards type brackets (AltGr is Ctrl with Alt there); it gives a screen nothing else.
    private boolean typed(String character, boolean alt) {
        switch (character) {
            case "[" -> selection.moveHead(-1);
            case "]" -> selection.moveHead(1);
            case "{" -> selection.moveLayer(-1);
            case "}" -> selection.moveLayer(1);
            case "?" -> window.help();
            default -> {
                return !alt
                        && !character.isEmpty()
                        && !Character.isISOControl(character.charAt(0))
                        && !TAKEN.contains(character)
                        && window.screen().typed(character);
            }
        }
        return true;
    }
}
