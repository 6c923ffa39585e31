package org.glassformer.app.feature.attention.embeddings;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.ScatterPlot;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The map of the token embeddings, searchable, and beside it the nearest tokens of the chosen one.
public final class EmbeddingsView extends VBox {

    private static final double NARROW = 50;

    private final EmbeddingsViewModel model;
    private final PanelExport export;
    private final BooleanProperty brief = new SimpleBooleanProperty(this, "brief");

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves the panels
    public EmbeddingsView(EmbeddingsViewModel model, PanelExport export) {
        this.model = model;
        this.export = export;
        getStyleClass().add(StyleClass.EMBEDDINGS);
        setMinSize(0, 0);
        GridPane panels = new GridPane();
        panels.getStyleClass().add("panels");
        panels.setMinSize(0, 0);
        ColumnConstraints left = column(70);
        ColumnConstraints right = column(30);
        panels.getColumnConstraints().setAll(left, right);
        brief.subscribe(narrow -> {
            left.setPercentWidth(narrow ? 60 : 70);
            right.setPercentWidth(narrow ? 40 : 30);
        });
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100);
        row.setMinHeight(0);
        panels.getRowConstraints().setAll(row);
        panels.add(mapCard(), 0, 0);
        panels.add(nearCard(), 1, 0);
        VBox.setVgrow(panels, Priority.ALWAYS);
        Label em = new Label("M");
        em.setVisible(false);
        em.setManaged(false);
        getChildren().setAll(panels, em);
        brief.bind(
                Bindings.createBooleanBinding(
                        () -> getWidth() < NARROW * em.getFont().getSize(),
                        widthProperty(),
                        em.fontProperty()));
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setMinWidth(0);
        return column;
    }

    private Node mapCard() {
        ScatterPlot plot = new ScatterPlot();
        plot.setId("embeddings-map");
        plot.placeholderProperty().bind(model.placeholderProperty());
        plot.dataProperty().bind(model.dataProperty());
        plot.marksProperty().bind(model.marksProperty());
        plot.hoveredProperty().subscribe(point -> model.hover(point.intValue()));
        plot.onPickedProperty().set(model::choose);
        model.foundProperty().subscribe(plot::centreOn);
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(model.progressProperty());
        progress.visibleProperty().bind(model.stateProperty().map(state -> state == LabState.BUSY));
        progress.getStyleClass().add("computing");
        progress.setMouseTransparent(true);
        StackPane content = new StackPane(plot, progress);
        content.setMinSize(0, 0);
        Card card = new Card(Messages.text("embeddings.title"), content);
        card.shortenTitle();
        card.shortTitleProperty().set(Messages.text("embeddings.shortTitle"));
        card.subtitleProperty().bind(model.searchNoteProperty());
        TextField search = new TextField();
        search.setId("embeddings-search");
        search.setPromptText(Messages.text("embeddings.search"));
        search.setPrefColumnCount(8);
        search.setTooltip(new Tooltip(Messages.text("embeddings.search.tip")));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setOnAction(_ -> {
            model.chooseFound();
            plot.centreOn(model.foundProperty().get());
        });
        Button nearer = button("embeddings.zoomIn", Material2AL.ADD, plot::zoomIn);
        Button farther = button("embeddings.zoomOut", Material2MZ.REMOVE, plot::zoomOut);
        Button whole = button("embeddings.showAll", Material2MZ.ZOOM_OUT_MAP, plot::showAll);
        farther.disableProperty().bind(plot.zoomedProperty().not());
        whole.disableProperty().bind(plot.zoomedProperty().not());
        for (Button each : List.of(nearer, farther)) { // the wheel and the keys do the same
            each.visibleProperty().bind(brief.not());
            each.managedProperty().bind(each.visibleProperty());
        }
        MapNumbers numbers = model.numbers();
        card.actions()
                .setAll(
                        search,
                        nearer,
                        farther,
                        whole,
                        new ExportMenu(card, numbers::mapCaption, numbers::map, export));
        Label spread = new Label();
        spread.setId("embeddings-spread");
        spread.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        spread.setMinWidth(0);
        spread.textProperty().bind(model.spreadProperty());
        spread.setTooltip(new Tooltip(Messages.text("embeddings.spread.tip")));
        card.addFoot(spread);
        return card;
    }

    private static Button button(String key, Ikon ikon, Runnable command) {
        Button button = new Button("", new Icon(ikon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.getStyleClass().add(StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> command.run());
        return button;
    }

    private Node nearCard() {
        SignedBars bars = new SignedBars();
        bars.setId("embeddings-near");
        bars.placeholderProperty().set(Messages.text("embeddings.noNear"));
        bars.dataProperty().bind(model.barsProperty());
        bars.onPickedProperty().set(model::chooseNeighbour);
        Card card = new Card("", bars);
        card.shortenTitle();
        card.titleProperty().bind(model.nearTitleProperty());
        card.shortTitleProperty().bind(model.shortNearTitleProperty());
        Button back = button("embeddings.back", Material2AL.ARROW_BACK, model::back);
        back.disableProperty().bind(model.canGoBackProperty().not());
        MapNumbers numbers = model.numbers();
        card.actions()
                .setAll(back, new ExportMenu(card, numbers::nearCaption, numbers::near, export));
        Label cosine = new Label(Messages.text("embeddings.cosine"));
        cosine.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        cosine.setMinWidth(0);
        cosine.setWrapText(true);
        card.addFoot(cosine);
        return card;
    }
}
