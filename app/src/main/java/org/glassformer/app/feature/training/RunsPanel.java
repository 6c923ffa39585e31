package org.glassformer.app.feature.training;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SavedRun;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The runs of earlier times with what they take: each goes on, or is removed and can be brought back.
final class RunsPanel extends VBox {
    private static final int MOST = 100;

    private final RunsViewModel model;
    private final VBox rows = new VBox();

    RunsPanel(RunsViewModel model) {
        this.model = model;
        getStyleClass().add("runs");
        rows.getStyleClass().add("rows");
        Label title = new Label(Messages.text("training.runs"));
        title.getStyleClass().add(StyleClass.STRONG);
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label space = new Label();
        space.setId("training-runs-space");
        space.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        space.setMinWidth(0);
        space.textProperty().bind(model.spaceProperty());
        HBox.setHgrow(space, Priority.ALWAYS);
        space.setMaxWidth(Double.MAX_VALUE);
        Button undo = new Button("", new Icon(Material2MZ.UNDO));
        undo.setId("training-runs-undo");
        undo.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.textProperty().bind(model.undoTextProperty());
        undo.setTooltip(new Tooltip(Messages.text("training.runs.undo.tip")));
        undo.setOnAction(_ -> model.undo());
        undo.managedProperty().bind(undo.visibleProperty());
        undo.visibleProperty().bind(undo.textProperty().isNotEmpty());
        HBox head = new HBox(title, space, undo);
        head.getStyleClass().add("group");
        Label problem = new Label();
        problem.getStyleClass().add(StyleClass.PROBLEM);
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        getChildren().setAll(head, problem, rows);
        managedProperty().bind(visibleProperty());
        visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        !model.runsProperty().get().isEmpty()
                                                || !model.undoTextProperty().get().isEmpty(),
                                model.runsProperty(),
                                model.undoTextProperty()));
        model.runsProperty()
                .subscribe(found ->
                        rows.getChildren()
                                .setAll(found.stream().limit(MOST).map(this::row).toList()));
    }

    private HBox row(SavedRun run) {
        boolean open = model.isOpen(run);
        Label task = new Label(RunsViewModel.task(run));
        task.getStyleClass().add("task");
        Label about = new Label(RunsViewModel.about(run));
        about.getStyleClass().add(StyleClass.MUTED);
        about.setMinWidth(0);
        about.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(about, Priority.ALWAYS);
        Label when = new Label(RunsViewModel.when(run));
        when.setMinWidth(Region.USE_PREF_SIZE);
        Label size = new Label(RunsViewModel.size(run.bytes()));
        size.getStyleClass().addAll(StyleClass.MONO, "size");
        Button resume = new Button(Messages.text(open ? "training.runs.open" : "training.resume"));
        resume.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "resume");
        resume.setTooltip(new Tooltip(Messages.text("training.resume.tip")));
        resume.setMinWidth(Region.USE_PREF_SIZE);
        resume.setDisable(open);
        resume.setOnAction(_ -> model.resume(run));
        Button remove = new Button("", new Icon(Material2AL.DELETE_OUTLINE));
        remove.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "remove");
        String tip = Messages.text("training.runs.remove");
        remove.setTooltip(new Tooltip(tip));
        remove.setAccessibleText(tip + " " + RunsViewModel.label(run));
        remove.setMinWidth(Region.USE_PREF_SIZE);
        remove.setDisable(open);
        remove.setOnAction(_ -> model.remove(run));
        HBox row = new HBox(task, about, when, size, resume, remove);
        row.getStyleClass().add("row");
        return row;
    }
}
