package org.glassformer.app.feature.training.probe;

import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// One of the probes, to be scrubbed along the run, with buttons for the others.
public final class ProbePanel {

    private ProbePanel() {}

    /// The panel.
    ///
    /// @param model the probes
    /// @param export copies and saves panels
    public static Card card(ProbesViewModel model, PanelExport export) {
        ProbeViewModel front = model.front();
        ChangeBars bars = ProbeParts.bars(front, new SimpleBooleanProperty(true));
        bars.setId("training-probe");
        VBox.setVgrow(bars, Priority.ALWAYS);
        HBox prompt = new HBox(ProbeParts.prompt(front, "training-probe-prompt"));
        HBox.setHgrow(prompt.getChildren().getFirst(), Priority.ALWAYS);
        VBox body = new VBox(prompt, bars);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        Card card = new Card(Messages.text("training.probe.title"), body);
        card.leading().setAll(numbers(model));
        card.subtitleProperty().bind(ProbeParts.every(front));
        card.actions().add(new ExportMenu(card, front::caption, front::numbers, export));
        Label written = new Label();
        written.setId("training-written");
        written.getStyleClass().addAll(StyleClass.MONO, StyleClass.SMALL);
        written.setMinWidth(0);
        written.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        front.promptProperty().get()
                                                + " \u27f6 "
                                                + front.writtenProperty().get(),
                                front.promptProperty(),
                                front.writtenProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(written.textProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        written.setTooltip(whole);
        card.addFoot(written);
        card.addFoot(ProbeParts.scrub(model, "training-probe-scrub"));
        return card;
    }

    /// A button for each probe, and one for another.
    private static HBox numbers(ProbesViewModel model) {
        HBox box = new HBox();
        box.getStyleClass().addAll("probe-numbers", StyleClass.HANDLE);
        Button add = new Button("", new Icon(Material2AL.ADD));
        add.setId("training-probe-add");
        add.getStyleClass().add(StyleClass.TOOL_BUTTON);
        String tip = Messages.text("training.probe.add.tip");
        add.setTooltip(new Tooltip(tip));
        add.setAccessibleText(tip);
        add.setFocusTraversable(false);
        add.setOnAction(_ -> model.add());
        model.countProperty()
                .subscribe(count -> {
                    box.getChildren().clear();
                    for (int i = 0; count.intValue() > 1 && i < count.intValue(); i++) {
                        box.getChildren().add(number(model, i));
                    }
                    box.getChildren().add(add);
                });
        return box;
    }

    private static ToggleButton number(ProbesViewModel model, int index) {
        ToggleButton button = new ToggleButton(Integer.toString(index + 1));
        button.setId("training-probe-" + (index + 1));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setFocusTraversable(false);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(model.probe(index).promptProperty());
        button.setTooltip(tip);
        button.setSelected(model.chosenProperty().get() == index);
        button.setOnAction(_ -> {
            model.chosenProperty().set(index);
            button.setSelected(true);
        });
        model.chosenProperty().subscribe(now -> button.setSelected(now.intValue() == index));
        return button;
    }
}
