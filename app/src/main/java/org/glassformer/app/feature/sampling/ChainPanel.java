package org.glassformer.app.feature.sampling;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.feature.sampling.ChainViewModel.Note;
import org.glassformer.app.feature.sampling.ChainViewModel.StageKind;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ParameterSlider;
import org.glassformer.app.ui.control.ParameterSpec;
import org.glassformer.app.ui.theme.StyleClass;

/// The sampler chain as a column of sliders in the order in which they act.
final class ChainPanel extends VBox {

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final ChainViewModel model;
    private final Map<StageKind, ParameterSlider> sliders = new EnumMap<>(StageKind.class);
    private final VBox column = new VBox();
    private final VBox content = new VBox();

    ChainPanel(ChainViewModel model) {
        this.model = model;
        for (StageKind stage : StageKind.values()) {
            ParameterSlider slider = new ParameterSlider(spec(stage));
            slider.setId("chain-" + stage.name().toLowerCase(java.util.Locale.ROOT));
            slider.valueProperty().bindBidirectional(model.valueProperty(stage));
            sliders.put(stage, slider);
        }
        column.getStyleClass().add(StyleClass.CHAIN);
        FlowPane presets =
                new FlowPane(
                        preset("chain.neutral", model::neutral),
                        preset("chain.greedy", model::greedy),
                        preset("chain.creative", model::creative),
                        preset("chain.llamaCpp", model::llamaCpp));
        presets.getStyleClass().add(StyleClass.PRESETS);
        content.getChildren().setAll(column, presets);
        content.getStyleClass().add(StyleClass.CHAIN);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(StyleClass.CHAIN_SCROLL);
        Card card = new Card(Messages.text("chain.title"), scroll);
        card.actions().setAll(orders());
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.vocabSizeProperty()
                .subscribe(
                        size -> slider(StageKind.TOP_K).specProperty().set(spec(StageKind.TOP_K)));
        model.orderProperty()
                .subscribe(order ->
                        column.getChildren()
                                .setAll(
                                        ChainViewModel.stages(order).stream()
                                                .map(this::slider)
                                                .toList()));
        model.notesProperty().subscribe(this::note);
    }

    /// One line for each stage, as where there is little room.
    void compact(boolean on) {
        sliders.values().forEach(slider -> slider.compactProperty().set(on));
        column.pseudoClassStateChanged(COMPACT, on);
        content.pseudoClassStateChanged(COMPACT, on);
    }

    private ParameterSlider slider(StageKind stage) {
        return java.util.Objects.requireNonNull(sliders.get(stage));
    }

    private ParameterSpec spec(StageKind stage) {
        return switch (stage) {
            case TEMPERATURE ->
                    ParameterSpec.linear(Messages.text("chain.temperature"), 0, 2, 0.01, 1)
                            .typedUpTo(10);
            case TOP_K ->
                    ParameterSpec.counts(
                            Messages.text("chain.topK"), model.vocabSizeProperty().get());
            case TOP_P -> ParameterSpec.linear(Messages.text("chain.topP"), 0, 1, 0.01, 1);
            case MIN_P -> ParameterSpec.linear(Messages.text("chain.minP"), 0, 1, 0.01, 0);
        };
    }

    private void note(Map<StageKind, Note> notes) {
        sliders.forEach((stage, slider) -> {
            Note note = notes.getOrDefault(stage, Note.NONE);
            slider.leftNoteProperty().set(note.left());
            slider.rightNoteProperty().set(note.right());
        });
    }

    private static Button preset(String key, Runnable command) {
        Button button = new Button(Messages.text(key));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        return button;
    }

    private MenuButton orders() {
        MenuButton menu = new MenuButton();
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat");
        ToggleGroup group = new ToggleGroup();
        for (Order order : Order.values()) {
            RadioMenuItem item = new RadioMenuItem(Messages.text("chain.order." + order + ".long"));
            item.setToggleGroup(group);
            item.setOnAction(ignored -> model.orderProperty().set(order));
            item.setUserData(order);
            menu.getItems().add(item);
        }
        model.orderProperty()
                .subscribe(order -> {
                    menu.setText(Messages.text("chain.order." + order));
                    group.getToggles().stream()
                            .filter(toggle -> toggle.getUserData() == order)
                            .forEach(group::selectToggle);
                });
        return menu;
    }
}
