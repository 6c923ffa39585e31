package org.glassformer.app.feature.attention.outcome;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// One intervention: switched by a box, removed by a button; a scaled head has a slider for its factor.
final class InterventionLine extends HBox {

    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final double MOST = 2;
    private static final double STEPS = 20; // to 1

    private final InterventionsViewModel list;
    private final int index;
    private final CheckBox box = new CheckBox();
    private final Label text = new Label();
    private final Label beyond = new Label();
    private final Slider factor = new Slider(-MOST, MOST, 1);
    private final Tooltip detail = new Tooltip();
    private boolean showing;

    /// @param index its place on the list
    InterventionLine(InterventionsViewModel list, int index) {
        this.list = list;
        this.index = index;
        getStyleClass().add("line");
        box.setId("intervention-" + index);
        box.setTooltip(new Tooltip(Messages.text("outcome.switch.tip")));
        box.setOnAction(ignored -> list.toggle(index));
        box.setMinWidth(Region.USE_PREF_SIZE);
        text.setWrapText(true);
        text.setMinWidth(0);
        text.setTooltip(detail);
        text.setOnMouseClicked(ignored -> list.visit(index));
        beyond.setWrapText(true);
        beyond.getStyleClass().addAll(StyleClass.SMALL, StyleClass.WARNING);
        beyond.managedProperty().bind(beyond.visibleProperty());
        factor.setId("intervention-factor-" + index);
        factor.getStyleClass().add("small");
        factor.setBlockIncrement(0.1);
        factor.setMajorTickUnit(1);
        factor.setMinorTickCount(0);
        factor.setShowTickMarks(true);
        factor.setShowTickLabels(true);
        factor.setLabelFormatter(
                new StringConverter<>() {
                    @Override
                    public String toString(Double value) {
                        return Figures.value(value);
                    }

                    @Override
                    public Double fromString(String text) {
                        return Double.valueOf(text);
                    }
                });
        factor.managedProperty().bind(factor.visibleProperty());
        factor.valueProperty().subscribe((before, now) -> factorMoved(now.doubleValue()));
        factor.valueChangingProperty()
                .subscribe((before, on) -> {
                    if (before && !on) {
                        list.adjusted();
                    }
                });
        VBox words = new VBox(text, factor, beyond);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button remove = new Button("", new Icon(Material2AL.CLOSE));
        remove.setFocusTraversable(false);
        remove.setId("intervention-remove-" + index);
        remove.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE, "flat");
        remove.setTooltip(new Tooltip(Messages.text("outcome.remove.tip")));
        remove.setMinWidth(Region.USE_PREF_SIZE);
        remove.setOnAction(ignored -> list.remove(index));
        getChildren().setAll(box, words, remove);
        setOnMouseEntered(ignored -> list.hover(index));
        setOnMouseExited(ignored -> list.hover(LabSession.NONE));
        remove.accessibleTextProperty()
                .bind(text.textProperty().map(t -> Messages.text("outcome.remove", t)));
        box.accessibleTextProperty().bind(text.textProperty());
    }

    private void factorMoved(double value) {
        if (!showing) {
            list.adjust(index, Math.rint(value * STEPS) / STEPS);
            if (!factor.isValueChanging()) {
                list.adjusted();
            }
        }
    }

    void show(InterventionsViewModel.Line line) {
        showing = true;
        box.setSelected(line.on());
        text.setText(line.text());
        detail.setText(line.detail() + "\n" + Messages.text("outcome.visit"));
        beyond.setText(line.beyond());
        beyond.setVisible(!line.beyond().isEmpty());
        factor.setVisible(line.isScaled());
        if (line.isScaled() && !factor.isValueChanging()) {
            factor.setValue(line.factor());
        }
        pseudoClassStateChanged(OFF, !line.on());
        showing = false;
    }
}
