package org.glassformer.app.feature.training;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.control.BatchTableData;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// The panels of the step at hand: a window of its batch, and what the phase in view computes.
final class StepPanels {

    private StepPanels() {}

    static Card batch(PanelsViewModel model, PanelExport export) {
        BatchTable table = new BatchTable();
        table.setId("training-batch");
        table.placeholderProperty().set(Messages.text("training.batch.empty"));
        table.dataProperty().bind(model.tableProperty());
        table.selectedProperty().bindBidirectional(model.next().positionProperty());
        Card card = new Card("", table);
        card.titleProperty().bind(model.batchTitleProperty());
        card.leading()
                .setAll(
                        arrows(
                                arrow("training-row-back", Material2AL.CHEVRON_LEFT, model, -1),
                                arrow("training-row-on", Material2AL.CHEVRON_RIGHT, model, 1)));
        Runnable tell =
                () -> {
                    String hint = hint(table);
                    boolean colours = hint.equals(Messages.text("training.batch.hint"));
                    card.shortSubtitleProperty()
                            .set(colours ? Messages.text("training.batch.hint.short") : "");
                    card.subtitleProperty().set(hint);
                };
        table.hoveredProperty().subscribe(tell);
        table.dataProperty().subscribe(tell);
        card.actions()
                .add(
                        new ExportMenu(
                                card,
                                () -> model.caption(card.titleProperty().get()),
                                model::tableNumbers,
                                export));
        return card;
    }

    private static String hint(BatchTable table) {
        int at = table.hoveredProperty().get();
        List<BatchTableData.Cell> cells = table.dataProperty().get().cells();
        if (at < 0 || at >= cells.size()) {
            if (cells.isEmpty()) {
                return "";
            }
            boolean known = cells.stream().anyMatch(cell -> !Double.isNaN(cell.loss()));
            return Messages.text(known ? "training.batch.hint" : "training.batch.shifted");
        }
        BatchTableData.Cell cell = cells.get(at);
        if (!cell.counted()) {
            return Messages.text("training.batch.ignored", at + 1, cell.input());
        }
        return Double.isNaN(cell.loss())
                ? Messages.text("training.batch.position", at + 1, cell.input(), cell.target())
                : Messages.text(
                        "training.batch.loss",
                        at + 1,
                        cell.input(),
                        cell.target(),
                        Figures.percent(cell.probability()),
                        Figures.fixed(cell.loss(), 3));
    }

    private static HBox arrows(Button... buttons) {
        HBox box = new HBox(buttons);
        box.getStyleClass().addAll(StyleClass.STEPPER, StyleClass.HANDLE);
        return box;
    }

    private static Button arrow(String id, Ikon ikon, PanelsViewModel model, int by) {
        Button button = new Button("", new Icon(ikon));
        button.setId(id);
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        String tip = Messages.text(by > 0 ? "training.row.on" : "training.row.back");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> model.moveRow(by));
        button.visibleProperty().bind(model.tableProperty().map(table -> !table.cells().isEmpty()));
        return button;
    }

    static Card phase(PanelsViewModel model, PanelExport export) {
        SignedBars bars = new SignedBars();
        bars.setId("training-bars");
        bars.dataProperty().bind(model.barsProperty());
        bars.placeholderProperty().bind(model.hintProperty());
        bars.onPickedProperty().set(model::pick);
        Runnable mark = () -> bars.selectedRowProperty().set(model.picked());
        model.barsProperty().subscribe(mark);
        model.rowProperty().subscribe(mark);
        StackPane stage = new StackPane(bars, NextPanel.stage(model));
        stage.setMinSize(0, 0);
        bars.visibleProperty().bind(model.nextShownProperty().not());
        Card card = new Card("", stage);
        model.nextShownProperty().subscribe(on -> card.shortenTitle(on)); // beside a field
        card.titleProperty().bind(model.titleProperty());
        Runnable tell =
                () -> {
                    String meaning = model.meaning(bars.hoveredRowProperty().get());
                    boolean none = meaning.isEmpty();
                    card.shortSubtitleProperty().set(none ? model.shortNoteProperty().get() : "");
                    card.subtitleProperty().set(none ? model.noteProperty().get() : meaning);
                };
        model.noteProperty().subscribe(tell);
        bars.hoveredRowProperty().subscribe(tell);
        ChoiceSwitch<Boolean> grain =
                new ChoiceSwitch<>(
                        List.of(false, true),
                        each -> Messages.text(each ? "training.tensors" : "training.layers"),
                        each ->
                                Messages.text(
                                        each ? "training.tensors.tip" : "training.layers.tip"),
                        model.tensorsProperty());
        grain.setId("training-grain");
        grain.getStyleClass().add(StyleClass.HANDLE);
        grain.managedProperty().bind(grain.visibleProperty());
        grain.visibleProperty()
                .bind(
                        model.shownProperty()
                                .map(each -> each == Phase.BACKWARD || each == Phase.UPDATE));
        card.actions()
                .addAll(
                        grain,
                        NextPanel.search(model, stage),
                        new ExportMenu(
                                card,
                                () -> model.caption(card.titleProperty().get()),
                                model::barNumbers,
                                export));
        return card;
    }
}
