package org.glassformer.app.feature.attention.map;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TokenWeightBars;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2MZ;

/// What the newest token looks at, as bars along the text, with a slider back to earlier steps.
final class NewestRowStrip extends VBox {

    NewestRowStrip(NewestRowViewModel model) {
        getStyleClass().add("newest");
        visibleProperty().bind(model.shownProperty());
        managedProperty().bind(visibleProperty());
        Label title = new Label();
        title.textProperty().bind(model.titleProperty());
        title.getStyleClass().add(StyleClass.STRONG);
        title.setMinWidth(0);
        Slider slider = new Slider();
        slider.setId("amap-step");
        slider.maxProperty().bind(model.lastProperty());
        slider.setBlockIncrement(1);
        slider.setAccessibleText(Messages.text("amap.row.slider"));
        slider.getStyleClass().add(StyleClass.HANDLE);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty()
                .subscribe((before, now) ->
                        model.stepProperty().set((int) Math.round(now.doubleValue())));
        model.stepProperty().subscribe(step -> slider.setValue(step.doubleValue()));
        Button newest = new Button("", new Icon(Material2MZ.SKIP_NEXT));
        newest.setId("amap-follow");
        newest.getStyleClass()
                .addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON, StyleClass.HANDLE);
        newest.setTooltip(new Tooltip(Messages.text("amap.row.follow")));
        newest.setAccessibleText(Messages.text("amap.row.follow"));
        newest.setMinWidth(Region.USE_PREF_SIZE);
        newest.disableProperty().bind(model.followingProperty());
        newest.setOnAction(ignored -> model.follow());
        HBox line = new HBox(title, slider, newest);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("line");
        TokenWeightBars bars = new TokenWeightBars();
        bars.setId("amap-bars");
        bars.weightsProperty().bind(model.rowProperty());
        getChildren().setAll(line, bars);
    }
}
