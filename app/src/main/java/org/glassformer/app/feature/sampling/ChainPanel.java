package org.glassformer.app.feature.sampling;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.feature.sampling.constraint.ConstraintCard;
import org.glassformer.app.feature.sampling.constraint.ConstraintViewModel;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Entry;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The sampler chain as a column of cards in the order in which the stages act. Stages that do nothing wait in a menu.
final class ChainPanel extends VBox {

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final ChainViewModel model;
    private final Map<StageKind, StageCard> cards = new EnumMap<>(StageKind.class);
    private final VBox column = new VBox();
    private final VBox content = new VBox();
    private final MenuButton more = new MenuButton();
    private final StageDrag drag;
    private final ConstraintCard constraint;
    private final StringProperty title =
            new SimpleStringProperty(this, "title", Messages.text("chain.title"));
    private boolean compact;

    ChainPanel(ChainViewModel model, SettingsViewModel settings, ConstraintViewModel constrained) {
        this.model = model;
        this.constraint = new ConstraintCard(constrained);
        this.drag = new StageDrag(column, model);
        column.getStyleClass().add(StyleClass.CHAIN);
        more.setId("chain-more");
        more.setText(Messages.text("chain.more"));
        more.setGraphic(new Icon(Material2AL.ADD));
        more.getStyleClass().add(StyleClass.TOOL_BUTTON);
        // Opened by a press, the menu would lie under the pointer in a low window and close when it
        // is let go.
        more.addEventFilter(MouseEvent.MOUSE_PRESSED, Event::consume);
        more.addEventHandler(MouseEvent.MOUSE_CLICKED, ignored -> more.show());
        FlowPane presets =
                new FlowPane(
                        preset("chain.neutral", model::neutral),
                        preset("chain.greedy", model::greedy),
                        preset("chain.creative", model::creative),
                        more);
        presets.getStyleClass().add(StyleClass.PRESETS);
        content.getChildren().setAll(constraint, column, presets);
        content.getStyleClass().add(StyleClass.CHAIN);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(StyleClass.CHAIN_SCROLL);
        Card card = new Card("", scroll);
        card.titleProperty().bind(title);
        card.shortenTitle();
        card.actions().setAll(programs(), new CopyMenu(settings));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.chainProperty().subscribe(this::show);
        model.notesProperty().subscribe(notes -> note());
    }

    /// Whose chain it is, where there are two.
    StringProperty titleProperty() {
        return title;
    }

    /// One line for each stage, as where there is little room.
    void compact(boolean on) {
        compact = on;
        cards.values().forEach(card -> card.compact(on));
        constraint.compact(on);
        column.pseudoClassStateChanged(COMPACT, on);
        content.pseudoClassStateChanged(COMPACT, on);
    }

    private StageCard card(StageKind kind) {
        return cards.computeIfAbsent(
                kind,
                wanted -> {
                    StageCard made = new StageCard(wanted, model);
                    made.compact(compact);
                    drag.watch(made);
                    return made;
                });
    }

    private void show(ChainSettings chain) {
        List<StageCard> wanted =
                ChainViewModel.shown(chain).stream().map(entry -> card(entry.kind())).toList();
        wanted.forEach(card -> card.show(chain.entry(card.kind())));
        if (!column.getChildren().equals(wanted)) {
            Node focused = getScene() == null ? null : getScene().getFocusOwner();
            column.getChildren().setAll(wanted);
            if (focused != null && wanted.stream().anyMatch(card -> holds(card, focused))) {
                focused.requestFocus();
            }
            offer(chain);
        }
        note();
    }

    private static boolean holds(StageCard card, Node node) {
        Node at = node;
        while (at != null && !at.equals(card)) {
            at = at.getParent();
        }
        return at != null;
    }

    private void note() {
        Map<StageKind, StageNote> notes = model.notesProperty().get();
        cards.forEach((kind, card) -> card.note(notes.getOrDefault(kind, StageNote.NONE)));
    }

    private void offer(ChainSettings chain) {
        more.getItems()
                .setAll(
                        chain.entries().stream()
                                .filter(entry -> !ChainViewModel.isShown(entry))
                                .map(Entry::kind)
                                .map(this::adding)
                                .toList());
        more.setDisable(more.getItems().isEmpty());
    }

    private MenuItem adding(StageKind kind) {
        MenuItem item =
                new MenuItem(
                        Messages.text(
                                "chain.offer",
                                StageWords.name(kind),
                                StageWords.explanation(kind)));
        item.setId("add-" + kind.name().toLowerCase(Locale.ROOT));
        item.setOnAction(ignored -> {
            model.switchOn(kind, true);
            Objects.requireNonNull(cards.get(kind)).requestFocus();
        });
        return item;
    }

    private static Button preset(String key, Runnable command) {
        Button button = new Button(Messages.text(key));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        return button;
    }

    /// Other programs' values and orders.
    private MenuButton programs() {
        MenuButton menu = new MenuButton();
        menu.setId("chain-programs");
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat");
        menu.setTooltip(new Tooltip(Messages.text("chain.programs.tip")));
        menu.getItems().add(suggested());
        for (Order order : Order.values()) {
            menu.getItems().add(item("chain.preset." + order, () -> model.preset(order)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        for (Order order : Order.values()) {
            menu.getItems().add(item("chain.order." + order + ".long", () -> model.reorder(order)));
        }
        model.chainProperty()
                .subscribe(chain ->
                        menu.setText(
                                Messages.text(
                                        chain.order()
                                                .map(order -> "chain.order." + order)
                                                .orElse("chain.order.own"))));
        return menu;
    }

    /// Shown where the makers of the model suggest anything.
    private MenuItem suggested() {
        MenuItem item = new MenuItem();
        item.setId("chain-suggested");
        item.setOnAction(ignored -> model.suggest());
        model.suggestionProperty()
                .subscribe(now -> {
                    item.setVisible(now != null);
                    item.setText(
                            now == null
                                    ? ""
                                    : Messages.text("chain.suggested", ChainWords.of(now.chain())));
                });
        return item;
    }

    private static MenuItem item(String key, Runnable command) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(ignored -> command.run());
        return item;
    }
}
