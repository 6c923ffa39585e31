package org.glassformer.app.feature.training.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// All probes of a run below each other, at one step along it, and the whole model beside the one it began with.
public final class ProbesView extends VBox {
    private final List<Card> cards = new ArrayList<>();

    /// A view of the probes.
    ///
    /// @param model the probes
    /// @param painter paints patterns off the JavaFX thread
    /// @param export copies and saves panels
    public ProbesView(ProbesViewModel model, Executor painter, PanelExport export) {
        getStyleClass().add("probes");
        setMinSize(0, 0);
        VBox list = new VBox();
        list.getStyleClass().add("probe-list");
        model.countProperty()
                .subscribe(count -> {
                    while (cards.size() < count.intValue()) {
                        Card card =
                                ProbeCard.of(
                                        model.probe(cards.size()),
                                        model.shownProperty(),
                                        painter,
                                        export);
                        VBox.setVgrow(card, Priority.ALWAYS);
                        cards.add(card);
                    }
                    list.getChildren().setAll(cards.subList(0, count.intValue()));
                });
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("probe-scroll");
        scroll.setMinSize(0, 0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button add = button("training.probe.add", Material2AL.ADD);
        add.setId("training-probes-add");
        add.setOnAction(_ -> model.add());
        Button compare = button("training.compare", Material2AL.COMPARE_ARROWS);
        compare.setId("training-compare");
        compare.setOnAction(_ -> model.compare());
        Label compared = sentence(model.comparedProperty());
        compared.setId("training-compared");
        HBox head = new HBox(add, compare, compared);
        head.getStyleClass().add("group");
        head.setMinHeight(Region.USE_PREF_SIZE);
        HBox scrub = ProbeParts.scrub(model, "training-probes-scrub");
        scrub.getChildren().add(memory(model));
        getChildren().setAll(head, scroll, scrub);
    }

    private static Label memory(ProbesViewModel model) {
        Label memory = new Label();
        memory.setId("training-probes-memory");
        memory.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        memory.setMinWidth(Region.USE_PREF_SIZE);
        memory.textProperty().bind(model.memoryProperty());
        Tooltip tip = new Tooltip(Messages.text("training.probes.memory.tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        memory.setTooltip(tip);
        return memory;
    }

    private static Label sentence(ObservableValue<String> text) {
        Label label = new Label();
        label.setMinSize(0, Region.USE_PREF_SIZE);
        label.setWrapText(true);
        label.textProperty().bind(text);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private static Button button(String key, Ikon ikon) {
        Button button = new Button(Messages.text(key), new Icon(ikon));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
