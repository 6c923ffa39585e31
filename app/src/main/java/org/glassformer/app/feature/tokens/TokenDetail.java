package org.glassformer.app.feature.tokens;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// What the token is that one looks at, in two lines that are always there, so that nothing moves.
final class TokenDetail extends VBox {

    private final Label name = new Label();
    private final Label rest = new Label();
    private final Tooltip whole = new Tooltip();

    TokenDetail(PaneViewModel pane, String id) {
        getStyleClass().add("gf-token-detail");
        setId(id);
        name.getStyleClass().add(StyleClass.MONO);
        rest.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED);
        name.setMinWidth(0);
        rest.setMinWidth(0);
        Tooltip.install(this, whole);
        getChildren().setAll(name, rest);
        pane.factsProperty().subscribe(this::show);
    }

    /// Leaves the second line out, or brings it back.
    void compact(boolean low) {
        rest.setVisible(!low);
        rest.setManaged(!low);
    }

    private void show(TokenFacts facts) {
        boolean none = facts.name().isEmpty();
        name.setText(none ? " " : facts.name());
        rest.setText(
                none ? Messages.text("tokens.fact.none") : facts.bytes() + " · " + facts.place());
        whole.setText(none ? Messages.text("tokens.fact.none") : facts.lines());
    }
}
