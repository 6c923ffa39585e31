package org.glassformer.app.feature.sampling.compare;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// One of the two settings on one line; the one that the sliders move is marked.
final class SideRow extends HBox {

    private static final PseudoClass EDITED = PseudoClass.getPseudoClass("edited");

    /// @param parts seed and device, at the right
    SideRow(Side side, CompareViewModel model, Node... parts) {
        getStyleClass().add("side");
        setId("compare-side-" + side);
        setAlignment(Pos.CENTER_LEFT);
        Label badge = badge(side);
        badge.setOnMouseClicked(ignored -> model.editedProperty().set(side));
        Label chain = new Label();
        chain.textProperty().bind(model.chainWords(side));
        chain.setMinWidth(0);
        chain.setMaxWidth(Double.MAX_VALUE);
        chain.setOnMouseClicked(ignored -> model.editedProperty().set(side));
        HBox.setHgrow(chain, Priority.ALWAYS);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.chainWords(side));
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        chain.setTooltip(whole);
        getChildren().addAll(badge, chain);
        getChildren().addAll(parts);
        model.editedProperty().subscribe(now -> pseudoClassStateChanged(EDITED, now == side));
    }

    /// A letter for a side.
    static Label badge(Side side) {
        Label badge = new Label(Messages.text("compare.side." + side));
        badge.getStyleClass()
                .addAll("badge", "side-" + side.name().toLowerCase(Locale.ROOT), StyleClass.STRONG);
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }
}
