package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.ParameterSlider;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The tokens with a bias, a slider each, and a field to add one.
final class BiasPane extends VBox {

    private final ChainViewModel model;
    private final Map<Integer, ParameterSlider> sliders = new HashMap<>();
    private final VBox rows = new VBox();

    BiasPane(ChainViewModel model, Node handle) {
        this.model = model;
        Label name = new Label(StageWords.name(StageKind.LOGIT_BIAS));
        name.getStyleClass().add("name");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        TokenField field = new TokenField();
        field.field().setId("bias-token");
        field.promptTextProperty().set(Messages.text("chain.bias.add"));
        field.setColumns(9);
        field.matchesProperty().bind(model.choicesProperty());
        field.onPickedProperty().set(id -> model.bias(id, model.biases().getOrDefault(id, 0.0)));
        HBox head = new HBox(handle, name, space, field);
        head.getStyleClass().add("head");
        rows.getStyleClass().add(StyleClass.BIASES);
        getStyleClass().add(StyleClass.BIASES);
        getChildren().setAll(head, rows);
        model.chainProperty().subscribe(chain -> show());
    }

    private void show() {
        Map<Integer, Double> biases = model.biases();
        sliders.keySet().retainAll(biases.keySet());
        List<Node> wanted = new ArrayList<>();
        biases.forEach((id, bias) -> {
            ParameterSlider slider = sliders.computeIfAbsent(id, this::slider);
            slider.valueProperty().set(bias);
            wanted.add(slider);
        });
        if (!rows.getChildren().equals(wanted)) {
            rows.getChildren().setAll(wanted);
        }
    }

    private ParameterSlider slider(int id) {
        ParameterSlider slider = new ParameterSlider(StageSpecs.bias(model.token(id)));
        slider.setId("bias-" + id);
        slider.compactProperty().set(true);
        Button remove = new Button("", new Icon(Material2AL.CLOSE));
        remove.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat");
        remove.setTooltip(new Tooltip(Messages.text("chain.bias.remove")));
        remove.setAccessibleText(Messages.text("chain.bias.remove"));
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setFocusTraversable(false);
        remove.setOnAction(ignored -> model.unbias(id));
        slider.graphicProperty().set(remove);
        slider.valueProperty()
                .subscribe((before, now) -> {
                    Double known = model.biases().get(id);
                    if (known != null && known != now.doubleValue()) {
                        model.bias(id, now.doubleValue());
                    }
                });
        return slider;
    }
}
