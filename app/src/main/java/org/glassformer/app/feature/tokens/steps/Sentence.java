package org.glassformer.app.feature.tokens.steps;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A sentence that may quote any script.
///
/// A label breaks its lines in the wrong places once a text mixes Latin with a script that needs shaping; here each
/// script is a piece of its own.
final class Sentence extends TextFlow {

    /// Makes a sentence that begins with a quote from a right-to-left script begin at the left all the same.
    private static final String FROM_THE_LEFT = "\u200e";

    private final StringProperty text = new SimpleStringProperty(this, "text", "");

    Sentence() {
        getStyleClass().add("sentence");
        text.subscribe(this::split);
    }

    StringProperty textProperty() {
        return text;
    }

    private void split() {
        String all = FROM_THE_LEFT + text.get();
        List<Node> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length(); ) {
            int next = i + Character.charCount(all.codePointAt(i));
            boolean last = next == all.length();
            if (last || isShaped(all.codePointAt(i)) != isShaped(all.codePointAt(next))) {
                pieces.add(piece(all.substring(from, next)));
                from = next;
            }
            i = next;
        }
        getChildren().setAll(pieces);
        setAccessibleText(text.get());
    }

    private static Text piece(String text) {
        Text piece = new Text(text);
        piece.getStyleClass().add(isShaped(text.codePointAt(0)) ? "shaped" : "text");
        return piece;
    }

    private static boolean isShaped(int codePoint) {
        boolean punctuation = codePoint >= 0x2000 && codePoint < 0x2300;
        return codePoint >= 0x300 && !punctuation;
    }
}
