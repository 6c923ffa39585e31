package org.glassformer.app.ui.control;

import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodRequests;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.i18n.Messages;

/// What the keyboard, the clipboard and input methods do in a [TokenEditor].
final class EditorKeys {

    private final TokenEditor editor;
    private final TokenEditorSkin skin;
    private double wantedX = -1;
    private int composed;

    EditorKeys(TokenEditor editor, TokenEditorSkin skin) {
        this.editor = editor;
        this.skin = skin;
    }

    void listen() {
        editor.addEventHandler(KeyEvent.KEY_PRESSED, this::press);
        editor.addEventHandler(KeyEvent.KEY_TYPED, this::type);
        editor.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
        editor.setOnInputMethodTextChanged(this::compose);
        editor.setInputMethodRequests(requests());
    }

    private void type(KeyEvent event) {
        boolean altGr = event.isControlDown() && event.isAltDown();
        boolean command = event.isControlDown() || event.isAltDown() || event.isMetaDown();
        String character = event.getCharacter();
        if (command && !altGr) {
            return;
        }
        event.consume();
        if (!character.isEmpty() && character.charAt(0) >= ' ' && character.charAt(0) != 0x7F) {
            insert(character, true);
        }
    }

    private void insert(String what, boolean joins) {
        editor.replace(editor.selectionStart(), editor.selectionEnd(), what, joins);
    }

    private void press(KeyEvent event) {
        boolean vertical =
                switch (event.getCode()) {
                    case UP, DOWN, PAGE_UP, PAGE_DOWN -> true;
                    default -> false;
                };
        if (!vertical) {
            wantedX = -1;
        }
        if (event.isShortcutDown() ? shortcut(event) : plain(event)) {
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        EditorText text = editor.content();
        switch (event.getCode()) {
            case A -> editor.select(0, text.length());
            case C, INSERT -> copy();
            case X -> cut();
            case V -> paste();
            case Y -> editor.redo();
            case Z -> {
                if (event.isShiftDown()) {
                    editor.redo();
                } else {
                    editor.undo();
                }
            }
            case LEFT -> move(event, Clusters.previousWord(text, editor.caret()));
            case RIGHT -> move(event, Clusters.nextWord(text, editor.caret()));
            case HOME -> move(event, 0);
            case END -> move(event, text.length());
            case BACK_SPACE -> erase(Clusters.previousWord(text, editor.caret()), editor.caret());
            case DELETE -> erase(editor.caret(), Clusters.nextWord(text, editor.caret()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        if (event.isAltDown()) {
            return false;
        }
        EditorText text = editor.content();
        int at = editor.caret();
        boolean extend = event.isShiftDown();
        boolean selected = editor.selectionEnd() > editor.selectionStart() && !extend;
        switch (event.getCode()) {
            case LEFT ->
                    move(event, selected ? editor.selectionStart() : Clusters.previous(text, at));
            case RIGHT -> move(event, selected ? editor.selectionEnd() : Clusters.next(text, at));
            case UP -> vertically(event, -1);
            case DOWN -> vertically(event, 1);
            case PAGE_UP -> vertically(event, -skin.rowsInView());
            case PAGE_DOWN -> vertically(event, skin.rowsInView());
            case HOME -> move(event, skin.rowStart());
            case END -> move(event, skin.rowEnd());
            case BACK_SPACE -> erase(backward(text, at), at);
            case DELETE -> erase(at, Clusters.next(text, at));
            case ENTER -> insert("\n", false);
            case TAB -> {
                if (extend) {
                    return false;
                }
                insert("\t", true);
            }
            case ESCAPE -> editor.leave();
            case F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12 -> {
                return false;
            }
            default -> {} // a letter comes again as typed; none is a command here
        }
        return true;
    }

    /// Backspace takes one code point of a letter with marks, but a whole emoji and a whole line end.
    private static int backward(EditorText text, int at) {
        int cluster = Clusters.previous(text, at);
        boolean combining = at > 0 && isMark(text.charAt(at - 1));
        return combining ? at - 1 : cluster;
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private void erase(int from, int to) {
        boolean selection = editor.selectionEnd() > editor.selectionStart();
        if (selection) {
            insert("", false);
        } else {
            editor.replace(from, to, "", true);
        }
    }

    private void move(KeyEvent event, int to) {
        editor.select(event.isShiftDown() ? editor.anchor() : to, to);
    }

    private void vertically(KeyEvent event, int by) {
        double x = wantedX < 0 ? skin.caretX() : wantedX;
        move(event, skin.vertically(by, x));
        wantedX = x;
    }

    private void copy() {
        String selected = editor.selectedText();
        if (!selected.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(selected);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private void cut() {
        copy();
        if (!editor.selectedText().isEmpty()) {
            insert("", false);
        }
    }

    private void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasString()) {
            insert(clipboard.getString(), false);
        }
    }

    private void menu(ContextMenuEvent event) {
        boolean editable = editor.editableProperty().get();
        boolean selected = !editor.selectedText().isEmpty();
        ContextMenu menu =
                new ContextMenu(
                        item("editor.cut", editable && selected, this::cut),
                        item("editor.copy", selected, this::copy),
                        item("editor.paste", editable, this::paste),
                        item(
                                "editor.all",
                                editor.content().length() > 0,
                                () -> editor.select(0, editor.content().length())),
                        item("editor.undo", editable, editor::undo),
                        item("editor.redo", editable, editor::redo));
        menu.setAutoHide(true);
        menu.show(editor, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private static MenuItem item(String key, boolean enabled, Runnable action) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setDisable(!enabled);
        item.setOnAction(ignored -> action.run());
        return item;
    }

    private void compose(InputMethodEvent event) {
        if (!editor.editableProperty().get()) {
            return;
        }
        int from = editor.caret() - composed;
        if (composed > 0) {
            editor.content().replaceForNow(from, editor.caret(), "");
            composed = 0;
        }
        if (!event.getCommitted().isEmpty()) {
            insert(event.getCommitted(), true);
        }
        StringBuilder text = new StringBuilder();
        for (InputMethodTextRun run : event.getComposed()) {
            text.append(run.getText());
        }
        int at = editor.caret();
        if (!text.isEmpty()) {
            editor.content().replaceForNow(at, at, text.toString());
            composed = text.length();
            editor.select(at + composed, at + composed);
        }
        skin.composing(new TextRange(at, at + composed));
        event.consume();
    }

    private InputMethodRequests requests() {
        return new InputMethodRequests() {
            @Override
            public Point2D getTextLocation(int offset) {
                return skin.caretOnScreen();
            }

            @Override
            public int getLocationOffset(int x, int y) {
                return 0;
            }

            @Override
            public void cancelLatestCommittedText() {}

            @Override
            public String getSelectedText() {
                return editor.selectedText();
            }
        };
    }
}
