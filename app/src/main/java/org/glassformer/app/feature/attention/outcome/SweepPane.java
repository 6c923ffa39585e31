package org.glassformer.app.feature.attention.outcome;

import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorScale;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;

/// Patches everywhere, one after the other, and shows what each patch does to the followed token.
final class SweepPane extends VBox {

    private static final double ROW_EMS = 1.7;
    private static final double AROUND_EMS = 10;
    private static final double MOST_EMS = 30;

    private static final int COLUMNS = 12;

    private final Heatmap map;

    SweepPane(PatchViewModel patch, Executor painter, PanelExport export) {
        SweepViewModel sweep = patch.sweep();
        getStyleClass().add("sweep");
        map = new Heatmap(painter);
        map.setId("sweep-map");
        map.rowTitleProperty().set(Messages.text("outcome.sweep.rows"));
        map.columnTitleProperty().set(Messages.text("outcome.sweep.columns"));
        map.managedProperty().bind(map.visibleProperty());
        Label title = new Label();
        title.setId("sweep-title");
        title.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        title.setWrapText(true);
        title.setMinWidth(0);
        title.textProperty().bind(sweep.titleProperty());
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(sweep.progressProperty());
        progress.visibleProperty().bind(sweep.runningProperty());
        progress.managedProperty().bind(progress.visibleProperty());
        Button start = new Button();
        start.setId("sweep-start");
        start.getStyleClass().add(StyleClass.TOOL_BUTTON);
        start.setMinWidth(USE_PREF_SIZE);
        start.setTooltip(new Tooltip(Messages.text("outcome.sweep.tip")));
        start.textProperty()
                .bind(
                        sweep.runningProperty()
                                .map(on ->
                                        Messages.text(
                                                on
                                                        ? "outcome.sweep.cancel"
                                                        : "outcome.sweep.start")));
        start.setOnAction(ignored -> {
            if (sweep.runningProperty().get()) {
                sweep.cancel();
            } else {
                sweep.start();
            }
        });
        start.disableProperty().bind(patch.possibleProperty().not());
        ExportMenu save = new ExportMenu(this, sweep::caption, sweep::table, export);
        save.visibleProperty().bind(map.visibleProperty());
        save.managedProperty().bind(save.visibleProperty());
        start.getStyleClass().add(StyleClass.HANDLE);
        HBox head = new HBox(title, progress, start, save);
        head.getStyleClass().add("head");
        Label less = new Label(Messages.text("outcome.sweep.less"));
        less.setMinWidth(USE_PREF_SIZE);
        HBox tokens =
                new HBox(
                        new Label(Messages.text("outcome.sweep.of")),
                        field(sweep, "target", sweep.targetProperty()),
                        less,
                        field(sweep, "against", sweep.againstProperty()));
        tokens.getStyleClass().addAll("head", "tokens");
        getChildren().setAll(head, tokens, map);
        sweep.pictureProperty().subscribe(this::show);
        map.selectedCellProperty()
                .subscribe((before, cell) -> {
                    if (cell != null) {
                        sweep.choose(cell);
                    }
                });
    }

    private static TokenField field(SweepViewModel sweep, String name, IntegerProperty token) {
        TokenField field = new TokenField();
        field.setId("sweep-" + name);
        field.setColumns(COLUMNS);
        field.shownProperty().bind(sweep.nameOf(token));
        field.noneProperty().set(Messages.text("outcome.sweep." + name + ".none"));
        field.field().setPromptText(Messages.text("outcome.sweep." + name + ".none"));
        field.matchesProperty().bind(sweep.matches());
        field.onPickedProperty().set(token::set);
        field.field().setTooltip(new Tooltip(Messages.text("outcome.sweep." + name + ".tip")));
        field.field().setAccessibleText(Messages.text("outcome.sweep." + name + ".tip"));
        return field;
    }

    private void show(SweepViewModel.Picture picture) {
        map.selectedCellProperty().set(null);
        map.setVisible(!picture.data().isEmpty());
        map.setStyle(
                "-fx-pref-height: "
                        + Math.min(MOST_EMS, AROUND_EMS + ROW_EMS * picture.data().rows())
                        + "em");
        map.scaleProperty().set(ColorScale.symmetric(picture.largest()));
        map.rowLabelsProperty()
                .set(
                        IntStream.range(0, picture.data().rows())
                                .mapToObj(Integer::toString)
                                .toList());
        map.columnLabelsProperty().set(picture.columns());
        map.setData(picture.data());
    }
}
