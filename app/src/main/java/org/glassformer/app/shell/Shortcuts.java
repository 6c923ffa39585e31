package org.glassformer.app.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.feature.inside.InsideViewModel;
import org.glassformer.app.ui.theme.Appearance;

/// The keys of the window. None acts while text is being typed, except those with the shortcut key.
final class Shortcuts {

    private final InsideViewModel inside;
    private final Appearance appearance;
    private final Runnable help;
    private final Runnable prompt;
    private final Runnable open;

    Shortcuts(
            InsideViewModel inside,
            Appearance appearance,
            Runnable help,
            Runnable prompt,
            Runnable open) {
        this.inside = inside;
        this.appearance = appearance;
        this.help = help;
        this.prompt = prompt;
        this.open = open;
    }

    void listenTo(Scene scene) {
        scene.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean acted =
                            event.isShortcutDown() ? combined(event, scene) : plain(event, scene);
                    if (acted) {
                        event.consume();
                    }
                });
        scene.addEventHandler(
                KeyEvent.KEY_TYPED,
                event -> {
                    if (!isTyping(scene)
                            && !event.isShortcutDown()
                            && typed(event.getCharacter())) {
                        event.consume();
                    }
                });
    }

    private static boolean isTyping(Scene scene) {
        Node owner = scene.getFocusOwner();
        return owner instanceof TextInputControl;
    }

    private boolean combined(KeyEvent event, Scene scene) {
        boolean typing = isTyping(scene);
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD -> appearance.zoomIn();
            case MINUS, SUBTRACT -> appearance.zoomOut();
            case DIGIT0, NUMPAD0 -> appearance.resetZoom();
            case O -> open.run();
            case L -> prompt.run();
            case Z -> {
                if (typing) {
                    return false;
                }
                if (event.isShiftDown()) {
                    inside.redo();
                } else {
                    inside.undo();
                }
            }
            case Y -> {
                if (typing) {
                    return false;
                }
                inside.redo();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event, Scene scene) {
        if (isTyping(scene) || event.isAltDown()) {
            return false;
        }
        KeyCode code = event.getCode();
        switch (code) {
            case SPACE -> inside.generateOrStop();
            case ENTER, G -> inside.oneToken();
            case R -> inside.reroll();
            case DIGIT0, NUMPAD0 -> inside.neutral();
            case LEFT -> inside.moveToken(-1);
            case RIGHT -> inside.moveToken(1);
            case ESCAPE -> inside.unlock();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean typed(String character) {
        switch (character) {
            case "[" -> inside.moveHead(-1);
            case "]" -> inside.moveHead(1);
            case "{" -> inside.moveLayer(-1);
            case "}" -> inside.moveLayer(1);
            case "?" -> help.run();
            default -> {
                return false;
            }
        }
        return true;
    }
}
