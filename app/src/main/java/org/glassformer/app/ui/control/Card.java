package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// A titled panel: title at the left, a subtitle and controls at the right, content below that fills the panel.
///
/// In a [PanelHost] it has a small button that lets it fill the whole screen and brings it back.
public final class Card extends VBox {

    private final FittingLabel title = new FittingLabel();
    private final FittingLabel subtitle = new FittingLabel();
    private final HBox leading = new HBox();
    private final HBox actions = new HBox();
    private final HBox header;
    private final Button maximize = new Button("", new Icon(Material2MZ.OPEN_IN_FULL));
    private VBox place = this;
    private @Nullable Node content;

    /// A panel without content.
    ///
    /// @param title what the panel shows
    public Card(String title) {
        getStyleClass().add(StyleClass.CARD);
        this.title.fullProperty().set(title);
        this.title.getStyleClass().add(StyleClass.TITLE);
        this.title.setMinWidth(Region.USE_PREF_SIZE);
        setMinWidth(0);
        this.title.managedProperty().bind(this.title.fullProperty().isNotEmpty());
        subtitle.getStyleClass().add("subtitle");
        subtitle.setMinWidth(0);
        subtitle.setAlignment(Pos.CENTER_RIGHT);
        subtitle.visibleProperty().bind(subtitle.fullProperty().isNotEmpty());
        subtitle.managedProperty().bind(subtitle.visibleProperty());
        leading.getStyleClass().add("actions");
        leading.setMinWidth(Region.USE_PREF_SIZE);
        leading.managedProperty().bind(Bindings.isNotEmpty(leading.getChildren()));
        actions.getStyleClass().add("actions");
        actions.setMinWidth(Region.USE_PREF_SIZE);
        actions.managedProperty().bind(Bindings.isNotEmpty(actions.getChildren()));
        maximize.getStyleClass().addAll("maximize", "flat", StyleClass.HANDLE);
        maximize.setFocusTraversable(false);
        maximize.setVisible(false);
        maximize.setMinWidth(Region.USE_PREF_SIZE);
        maximize.managedProperty().bind(maximize.visibleProperty());
        maximize.setOnAction(ignored -> PanelHost.around(this).ifPresent(this::maximizeOrRestore));
        offer(false);
        sceneProperty().subscribe(scene -> maximize.setVisible(PanelHost.around(this).isPresent()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        header = new HBox(this.title, leading, space, subtitle, actions, maximize);
        header.getStyleClass().add("header");
        getChildren().setAll(Backing.of(this));
        getChildren().add(header);
        addEventHandler(MouseEvent.MOUSE_PRESSED, ignored -> takeFocus());
    }

    /// A press on a panel takes the focus from other panels, so that keys mean this one.
    private void takeFocus() {
        Scene scene = getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        while (owner != null && !owner.equals(place)) {
            owner = owner.getParent();
        }
        if (owner == null) {
            place.requestFocus();
        }
    }

    /// A panel with content.
    ///
    /// @param title what the panel shows
    /// @param content fills the panel below its header
    public Card(String title, Node content) {
        this(title);
        setContent(content);
    }

    private void maximizeOrRestore(PanelHost host) {
        if (this.equals(host.maximizedProperty().get())) {
            host.restore();
        } else {
            host.maximize(this);
        }
    }

    private void offer(boolean back) {
        maximize.setGraphic(
                new Icon(back ? Material2AL.CLOSE_FULLSCREEN : Material2MZ.OPEN_IN_FULL));
        String text = Messages.text(back ? "card.restore" : "card.maximize");
        maximize.setTooltip(new Tooltip(text));
        maximize.setAccessibleText(text);
    }

    /// Shows everything that the panel shows in another place, until [#moveBack].
    void moveTo(VBox other) {
        move(other);
        offer(true);
    }

    /// Shows everything in the panel itself again.
    void moveBack() {
        move(this);
        offer(false);
    }

    private void move(VBox other) {
        List<Node> parts =
                place.getChildren().stream().filter(part -> !(part instanceof Backing)).toList();
        place.getChildren().removeAll(parts);
        other.getChildren().addAll(parts);
        place = other;
    }

    /// Puts other content into the panel.
    ///
    /// @param node fills the panel below its header
    public void setContent(Node node) {
        if (content != null) {
            place.getChildren().remove(content);
        }
        content = node;
        VBox.setVgrow(node, Priority.ALWAYS);
        place.getChildren().add(place.getChildren().indexOf(header) + 1, node);
    }

    /// Puts a line below the content.
    ///
    /// @param node keeps its own height
    public void addFoot(Node node) {
        place.getChildren().add(node);
    }

    /// Lets a title that may be long end in an ellipsis where there is no room.
    public void shortenTitle() {
        shortenTitle(true);
    }

    /// Lets a title end in an ellipsis where there is no room, or keeps it whole beside a note that is shortened.
    ///
    /// @param may whether it may be shortened
    public void shortenTitle(boolean may) {
        title.setMinWidth(may ? 0 : Region.USE_PREF_SIZE);
    }

    /// What the panel shows.
    public StringProperty titleProperty() {
        return title.fullProperty();
    }

    /// A note at the right of the title; empty for none.
    public StringProperty subtitleProperty() {
        return subtitle.fullProperty();
    }

    /// The title where there is no room for the whole one; see [#shortenTitle].
    public StringProperty shortTitleProperty() {
        return title.briefProperty();
    }

    /// The note where there is no room for the whole one; empty for its beginning.
    public StringProperty shortSubtitleProperty() {
        return subtitle.briefProperty();
    }

    /// Controls at the left of the header, after the title; an empty title takes no room.
    public ObservableList<Node> leading() {
        return leading.getChildren();
    }

    /// Controls at the right end of the header.
    public ObservableList<Node> actions() {
        return actions.getChildren();
    }
}
