package org.glassformer.app.ui.control;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/// What the pointer does in a [TokenEditor]: hover, place the caret, select by characters, words and lines.
final class EditorMouse {

    private final TokenEditor editor;
    private final TokenEditorSkin skin;
    private boolean dragged;

    EditorMouse(TokenEditor editor, TokenEditorSkin skin) {
        this.editor = editor;
        this.skin = skin;
    }

    void listenTo(Pane viewport) {
        viewport.getStyleClass().add("viewport");
        viewport.setPickOnBounds(true);
        viewport.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        viewport.addEventHandler(
                MouseEvent.MOUSE_EXITED, ignored -> editor.setHovered(TokenEditor.NONE));
        viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        viewport.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        viewport.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    }

    private void hover(MouseEvent event) {
        editor.setHovered(skin.characterAt(event.getX(), event.getY()));
    }

    private void press(MouseEvent event) {
        editor.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragged = false;
        int at = skin.caretAt(event.getX(), event.getY());
        EditorText text = editor.content();
        switch (event.getClickCount()) {
            case 1 -> editor.select(event.isShiftDown() ? editor.anchor() : at, at);
            case 2 -> selectWord(text, at);
            default -> selectLine(text, at);
        }
        event.consume();
    }

    private void selectWord(EditorText text, int at) {
        int from = at;
        while (from > 0 && Clusters.isWord(text, from - 1)) {
            from--;
        }
        int to = at;
        while (to < text.length() && Clusters.isWord(text, to)) {
            to++;
        }
        editor.select(from, to == from ? Clusters.next(text, to) : to);
    }

    private void selectLine(EditorText text, int at) {
        int from = at;
        while (from > 0 && text.charAt(from - 1) != '\n') {
            from--;
        }
        int to = at;
        while (to < text.length() && text.charAt(to) != '\n') {
            to++;
        }
        editor.select(from, Math.min(text.length(), to + 1));
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !event.isStillSincePress()) {
            dragged = true;
            skin.nudge(event.getY());
            editor.select(editor.anchor(), skin.caretAt(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void click(MouseEvent event) {
        int at = skin.characterAt(event.getX(), event.getY());
        boolean single = event.getClickCount() == 1 && !event.isShiftDown();
        if (event.getButton() == MouseButton.PRIMARY && single && !dragged && at >= 0) {
            editor.clicked(at);
        }
    }
}
