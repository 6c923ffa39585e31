package org.glassformer.app.ui.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Wraps a screen, so that any one of its panels can fill the screen's whole room for a while.
///
/// The panel itself stays where it is, whatever lays it out; what it shows moves to a panel above the screen and back.
public final class PanelHost extends StackPane {

    private static final String BARE =
            "-fx-padding: 0; -fx-background-color: transparent; -fx-border-width: 0;";

    private final Region screen;
    private final VBox panel = new VBox();
    private final StackPane above = new StackPane(panel);
    private final ReadOnlyObjectWrapper<@Nullable Card> maximized =
            new ReadOnlyObjectWrapper<>(this, "maximized");
    private Subscription gone = Subscription.EMPTY;

    /// A screen none of whose panels is maximised.
    ///
    /// @param screen fills the room
    public PanelHost(Region screen) {
        this.screen = screen;
        setMinSize(0, 0);
        panel.setId("maximized");
        panel.setMinSize(0, 0);
        panel.getChildren().setAll(Backing.of(panel));
        above.getStyleClass().addAll(StyleClass.SCREEN, StyleClass.BACKDROP);
        above.setVisible(false);
        above.setMinSize(0, 0);
        getChildren().setAll(screen, above);
    }

    /// The host that a node is in.
    ///
    /// @param node anywhere
    /// @return the nearest one around it; empty if there is none
    static Optional<PanelHost> around(Node node) {
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof PanelHost host) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    /// The panel that fills the room, or null.
    public ReadOnlyObjectProperty<@Nullable Card> maximizedProperty() {
        return maximized.getReadOnlyProperty();
    }

    /// Brings the maximised panel back; without one, maximises the panel that the person means: the one that the
    /// keyboard has gone to, else the one under the pointer, else the one that has the focus.
    ///
    /// @return whether there was one
    public boolean toggle() {
        if (restore()) {
            return true;
        }
        Optional<Card> meant = meant();
        meant.ifPresent(this::maximize);
        return meant.isPresent();
    }

    private Optional<Card> meant() {
        Scene scene = getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        Optional<Card> focused = owner == null ? Optional.empty() : cardOf(owner);
        if (owner != null && owner.isFocusVisible() && focused.isPresent()) {
            return focused;
        }
        return cards().stream()
                .filter(Card::isHover)
                .reduce((outer, inner) -> inner)
                .or(() -> focused);
    }

    private Optional<Card> cardOf(Node node) {
        Card found = null;
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof Card card && found == null) {
                found = card;
            }
            if (each.equals(this)) {
                return Optional.ofNullable(found);
            }
        }
        return Optional.empty();
    }

    /// The panels of the screen, an outer one before those in it.
    private List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(screen));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof Card card) {
                cards.add(card);
            }
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(open::push);
            }
        }
        return cards;
    }

    /// Lets a panel fill the room; one that did before goes back.
    ///
    /// @param card of this screen
    public void maximize(Card card) {
        restore();
        panel.getStyleClass().setAll(card.getStyleClass());
        surround(card);
        panel.opacityProperty().bind(opacityAround(card));
        panel.disableProperty().bind(card.disabledProperty());
        maximized.set(card);
        keepingFocus(() -> {
            card.moveTo(panel);
            above.setVisible(true);
            screen.setVisible(false);
        });
        gone =
                card.sceneProperty()
                        .subscribe((before, now) -> {
                            if (around(card).filter(this::equals).isEmpty()) {
                                restore();
                            }
                        });
    }

    /// Puts the panel into as many panes as surround the card, with their style classes: rules for what is within them hold for
    /// the panel as well. They draw nothing and take no room.
    private void surround(Card card) {
        Node inner = panel;
        for (Parent around = card.getParent();
                around != null && !around.equals(this);
                around = around.getParent()) {
            if (around instanceof Pane && !around.getStyleClass().isEmpty()) {
                StackPane layer = new StackPane(inner);
                layer.getStyleClass().setAll(around.getStyleClass());
                layer.setStyle(BARE);
                layer.setMinSize(0, 0);
                inner = layer;
            }
        }
        above.getChildren().setAll(inner);
    }

    /// What dims a part of the screen dims the panel above it as well.
    private DoubleBinding opacityAround(Card card) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = card; node != null && !node.equals(this); node = node.getParent()) {
            nodes.add(node);
        }
        return Bindings.createDoubleBinding(
                () -> nodes.stream().mapToDouble(Node::getOpacity).reduce(1, (a, b) -> a * b),
                nodes.stream().map(Node::opacityProperty).toArray(javafx.beans.Observable[]::new));
    }

    /// Brings the maximised panel back to its place.
    ///
    /// @return whether there was one
    public boolean restore() {
        Card card = maximized.get();
        if (card == null) {
            return false;
        }
        gone.unsubscribe();
        maximized.set(null);
        panel.opacityProperty().unbind();
        panel.disableProperty().unbind();
        keepingFocus(() -> {
            card.moveBack();
            screen.setVisible(true);
            above.setVisible(false);
        });
        return true;
    }

    /// What has the focus keeps it while it moves; if it is hidden now, the focus stays on the screen, so that it does
    /// not jump into some text.
    private void keepingFocus(Runnable move) {
        Scene scene = getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        move.run();
        if (scene != null && owner != null) {
            (isHidden(owner) ? this : owner).requestFocus();
        }
    }

    private static boolean isHidden(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return true;
            }
        }
        return node.getScene() == null;
    }
}
