package org.glassformer.app.feature.attention.outcome;

import atlantafx.base.theme.Tweaks;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The list of interventions with what can be done to it.
final class InterventionsPane extends Region {

    private final OutcomeViewModel model;
    private final InterventionsViewModel list;
    private final HBox header;
    private final Label hint = new Label(Messages.text("outcome.none"));
    private final VBox lines = new VBox();
    private final ScrollPane scroll = new ScrollPane(lines);
    private final List<InterventionLine> rows = new ArrayList<>();
    private boolean newest;
    private final MenuButton add = new MenuButton(Messages.text("outcome.add"));
    private final MenuButton more = new MenuButton("", new Icon(Material2MZ.MORE_VERT));

    InterventionsPane(OutcomeViewModel model) {
        this.model = model;
        this.list = model.interventions();
        getStyleClass().add("interventions");
        hint.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        hint.setWrapText(true);
        lines.getStyleClass().add("lines");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("edge-to-edge");
        header = header();
        getChildren().setAll(header, hint, scroll);
        list.linesProperty().subscribe(this::show);
    }

    private HBox header() {
        Label title = new Label(Messages.text("outcome.interventions"));
        title.getStyleClass().add(StyleClass.STRONG);
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        add.setId("outcome-add");
        add.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        add.setGraphic(new Icon(Material2AL.ADD));
        add.setTooltip(new Tooltip(Messages.text("outcome.add.tip")));
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setFocusTraversable(false);
        add.setOnShowing(ignored -> offer());
        offer();
        Button undo = button("outcome.undo", Material2MZ.UNDO, list::undo);
        undo.disableProperty().bind(list.undoableProperty().not().or(model.runningProperty()));
        Button redo = button("outcome.redo", Material2MZ.REDO, list::redo);
        redo.disableProperty().bind(list.redoableProperty().not().or(model.runningProperty()));
        Button clear = button("outcome.clear", Material2AL.DELETE_SWEEP, list::clear);
        clear.disableProperty().bind(list.linesProperty().map(List::isEmpty));
        more.setId("outcome-more");
        more.getStyleClass()
                .addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE, "flat", Tweaks.NO_ARROW, "more");
        more.setAccessibleText(Messages.text("outcome.more"));
        more.setTooltip(new Tooltip(Messages.text("outcome.more")));
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setFocusTraversable(false);
        MenuItem copy = new MenuItem(Messages.text("outcome.copy"));
        copy.setId("outcome-copy");
        copy.setOnAction(ignored -> copyArguments());
        more.getItems().setAll(copy);
        more.disableProperty().bind(list.linesProperty().map(List::isEmpty));
        HBox made = new HBox(title, space, add, undo, redo, clear, more);
        made.getStyleClass().add("header");
        return made;
    }

    private void copyArguments() {
        ClipboardContent content = new ClipboardContent();
        content.putString(list.arguments());
        Clipboard.getSystemClipboard().setContent(content);
        model.toldArguments();
    }

    /// What can be added, by the selection as it is when the menu opens.
    private void offer() {
        List<MenuItem> items = new ArrayList<>();
        for (List<InterventionsViewModel.Choice> group : list.choices()) {
            for (InterventionsViewModel.Choice choice : group) {
                MenuItem item = new MenuItem(choice.text());
                item.setMnemonicParsing(false);
                item.setDisable(!choice.possible());
                item.setOnAction(ignored -> choice.add().run());
                items.add(item);
            }
            items.add(new SeparatorMenuItem());
        }
        MenuItem patch = new MenuItem(Messages.text("outcome.add.patch"));
        patch.setId("outcome-patch");
        patch.setOnAction(ignored -> model.patch().open());
        items.add(patch);
        add.getItems().setAll(items);
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE, "flat");
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> command.run());
        return button;
    }

    private void show(List<InterventionsViewModel.Line> shown) {
        while (rows.size() > shown.size()) {
            rows.removeLast();
        }
        while (rows.size() < shown.size()) {
            rows.add(new InterventionLine(list, rows.size()));
        }
        for (int i = 0; i < shown.size(); i++) {
            rows.get(i).show(shown.get(i));
        }
        if (lines.getChildren().size() != rows.size()) {
            newest = lines.getChildren().size() < rows.size();
            lines.getChildren().setAll(rows);
        }
        hint.setVisible(shown.isEmpty());
        scroll.setVisible(!shown.isEmpty());
        requestLayout();
        if (getParent() != null) {
            getParent().requestLayout();
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /// Whether there is no intervention.
    boolean isEmpty() {
        return rows.isEmpty();
    }

    private double headerHeight() {
        return Math.ceil(header.prefHeight(-1));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double top = headerHeight();
        header.resizeRelocate(0, 0, width, top);
        double room = Math.max(0, getHeight() - top);
        hint.resizeRelocate(0, top, width, Math.min(room, hint.prefHeight(width)));
        scroll.resizeRelocate(0, top, width, room);
        if (newest) {
            newest = false;
            scroll.layout();
            scroll.setVvalue(scroll.getVmax());
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? getWidth() : width;
        double below = rows.isEmpty() ? hint.prefHeight(inner) : lines.prefHeight(inner) + 2;
        return headerHeight() + Math.ceil(below);
    }
}
