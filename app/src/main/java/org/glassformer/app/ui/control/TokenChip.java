package org.glassformer.app.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// One token on screen; reused for another token when it scrolls out of view.
final class TokenChip extends VBox {

    private static final PseudoClass HOT = PseudoClass.getPseudoClass("hot");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass SPECIAL = PseudoClass.getPseudoClass("special");
    private static final PseudoClass FRAMED = PseudoClass.getPseudoClass("framed");
    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final PseudoClass BYTES = PseudoClass.getPseudoClass("bytes");

    private final Label text = new Label();
    private final Label id = new Label();
    private int index = TokenFlow.NONE;

    TokenChip() {
        getStyleClass().setAll("gf-token", StyleClass.token(0));
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        text.getStyleClass().setAll("text");
        id.getStyleClass().setAll("id");
        text.setMinWidth(0);
        id.setMinWidth(0);
        text.setMouseTransparent(true);
        id.setMouseTransparent(true);
        getChildren().setAll(text, id);
        setManaged(false);
    }

    void show(int newIndex, FlowToken token, int hue, boolean whitespace, boolean withId) {
        index = newIndex;
        String hueClass = StyleClass.token(hue);
        if (!getStyleClass().get(1).equals(hueClass)) {
            getStyleClass().set(1, hueClass);
        }
        text.setText(token.label(whitespace));
        boolean idShown = withId && token.id() >= 0;
        id.setVisible(idShown);
        id.setManaged(withId);
        id.setText(idShown ? Integer.toString(token.id()) : "");
        pseudoClassStateChanged(SPECIAL, token.kind() == FlowToken.Kind.SPECIAL);
        pseudoClassStateChanged(UNKNOWN, token.kind() == FlowToken.Kind.UNKNOWN);
        pseudoClassStateChanged(BYTES, token.kind() == FlowToken.Kind.BYTES);
        setAccessibleText(Messages.text("token.accessible", token.label(true), token.id()));
    }

    void note(boolean differs, boolean framed) {
        pseudoClassStateChanged(DIFFERS, differs);
        pseudoClassStateChanged(FRAMED, framed);
    }

    void mark(boolean hot, boolean chosen) {
        pseudoClassStateChanged(HOT, hot);
        pseudoClassStateChanged(CHOSEN, chosen);
        setViewOrder(chosen ? -1 : 0);
    }

    int index() {
        return index;
    }
}
