package org.glassformer.app.gallery;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.theme.StyleClass;

/// Token editors: prose with hues, what cannot be seen, right to left, a hundred thousand characters in one line, none.
final class TokenEditorPages {

    private static final String PROSE =
            "The quick brown fox jumps over\n13 lazy dogs.  Unbelievable!\n\tनमस्ते दुनिया · မင်္ဂလာပါ\n";
    private static final String ODD =
            "nul\u0000 bell\u0007 \uD800 lone, crlf\r\nzero\u200Bwidth \u202Eturned\u202C\n";
    private static final String RIGHT_TO_LEFT = "שלום עולם and مرحبا بالعالم 123\n";

    private TokenEditorPages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("tokeneditor", 760, 880, TokenEditorPages::examples));
    }

    private static Node examples() {
        TokenEditor prose = editor(PROSE, true);
        prose.hotProperty().set(new TextRange(4, 8));
        prose.chosenProperty().set(new TextRange(16, 24));
        TokenEditor selected = editor(PROSE, false);
        selected.select(10, 36);
        TokenEditor prompt = editor(PROSE + RIGHT_TO_LEFT, false);
        prompt.getStyleClass().add(StyleClass.PROMPT);
        prompt.select(4, 36);
        TokenEditor none = editor("", false);
        none.hintProperty().set("Type or paste any text");
        return new VBox(
                12,
                card("White space seen, one token pointed at, one chosen", prose),
                card("White space unseen, a selection", selected),
                card("What cannot be seen, and right to left", editor(ODD + RIGHT_TO_LEFT, true)),
                card("One line of 100,000 characters", editor("word ".repeat(20_000), true)),
                card("As the prompt has it", prompt),
                card("None", none));
    }

    private static Card card(String title, TokenEditor editor) {
        Card card = new Card(title, editor);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private static TokenEditor editor(String text, boolean signs) {
        TokenEditor editor = new TokenEditor();
        editor.textProperty().set(text);
        editor.whitespaceVisibleProperty().set(signs);
        int n = text.length() / 4;
        int[] starts = new int[n];
        int[] ends = new int[n];
        byte[] hues = new byte[n];
        for (int i = 0; i < n; i++) {
            starts[i] = 4 * i;
            ends[i] = 4 * i + 4;
            hues[i] = (byte) (i % 7);
        }
        editor.marksProperty().set(new TextMarks(text, starts, ends, new float[n], hues));
        return editor;
    }
}
