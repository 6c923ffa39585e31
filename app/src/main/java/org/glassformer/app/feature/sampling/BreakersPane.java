package org.glassformer.app.feature.sampling;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The texts across which nothing counts as repeated, in one field.
final class BreakersPane extends HBox {

    BreakersPane(ChainViewModel model) {
        getStyleClass().add(StyleClass.BREAKERS);
        Label name = new Label(Messages.text("chain.breakers"));
        name.setMinWidth(USE_PREF_SIZE);
        TextField field = new TextField();
        field.setId("dry-breakers");
        field.getStyleClass().add(StyleClass.MONO);
        field.setAccessibleText(Messages.text("chain.breakers.tip"));
        field.setTooltip(new Tooltip(Messages.text("chain.breakers.tip")));
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setMinWidth(0);
        model.breakersProperty()
                .subscribe(now -> {
                    if (!now.equals(BreakerTexts.read(field.getText()))) {
                        field.setText(BreakerTexts.write(now));
                    }
                });
        field.setText(BreakerTexts.write(model.breakersProperty().get()));
        field.textProperty()
                .subscribe((before, now) -> model.breakersProperty().set(BreakerTexts.read(now)));
        getChildren().setAll(name, field);
    }
}
