package org.glassformer.app.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/// A control into which text is typed, though it is no `TextInputControl`: while it or a part of it has the focus, no
/// key of the window acts. A control that cannot be a subclass is marked by [#mark].
public interface TypesText {

    /// Marks a control into which text is typed.
    ///
    /// @param node that it is, or that holds it
    static void mark(Node node) {
        node.getProperties().put(TypesText.class, true);
    }

    /// Whether what is typed now is text.
    ///
    /// @param focused the node that has the focus, or null
    static boolean isTyping(@Nullable Node focused) {
        if (focused instanceof TextInputControl) {
            return true;
        }
        if (focused instanceof ComboBoxBase<?> box && box.isEditable()) {
            return true;
        }
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node instanceof TypesText || node.getProperties().containsKey(TypesText.class)) {
                return true;
            }
        }
        return false;
    }
}
