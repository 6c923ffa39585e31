package org.glassformer.app.feature.training;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// All tokens of the vocabulary at the locked position, the right one marked, with a field that finds any of them.
final class NextPanel {

    private NextPanel() {}

    static StackPane stage(PanelsViewModel model) {
        DistributionViewModel next = model.next();
        LogitBars bars = new LogitBars();
        bars.setId("training-next");
        bars.plainProperty().set(true);
        bars.dataProperty().bind(next.barsProperty());
        bars.noteProperty().bind(next.noteProperty());
        next.barsProperty()
                .subscribe(() ->
                        next.rightRow()
                                .ifPresentOrElse(
                                        bars::reveal,
                                        () -> bars.selectedRowProperty().set(LogitBars.NONE)));
        Label missing = new Label();
        missing.setId("training-next-missing");
        missing.getStyleClass().add(StyleClass.MUTED);
        missing.setWrapText(true);
        missing.textProperty().bind(next.missingProperty());
        missing.visibleProperty().bind(missing.textProperty().isNotEmpty());
        bars.visibleProperty().bind(missing.visibleProperty().not());
        StackPane stage = new StackPane(bars, missing);
        stage.setMinSize(0, 0);
        stage.visibleProperty().bind(model.nextShownProperty());
        return stage;
    }

    /// The field that finds a token, and the way back to the bars of the phase.
    ///
    /// @param panel holds the tokens
    static HBox search(PanelsViewModel model, StackPane panel) {
        DistributionViewModel next = model.next();
        TokenField field = new TokenField();
        field.field().setId("training-next-find");
        field.field().setTooltip(new Tooltip(Messages.text("next.find.tip")));
        field.promptTextProperty().set(Messages.text("next.find"));
        field.setColumns(13);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.matchesProperty().bind(next.matchesProperty());
        field.onPickedProperty()
                .set(id ->
                        next.row(id)
                                .ifPresent(row ->
                                        ((LogitBars) panel.lookup("#training-next")).reveal(row)));
        Button back = new Button("", new Icon(Material2AL.CLOSE));
        back.setId("training-next-close");
        back.getStyleClass().add(StyleClass.TOOL_BUTTON);
        back.setTooltip(new Tooltip(Messages.text("training.next.close")));
        back.setAccessibleText(Messages.text("training.next.close"));
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(_ -> next.positionProperty().set(DistributionViewModel.NONE));
        HBox box = new HBox(field, back);
        box.getStyleClass().addAll("group", StyleClass.HANDLE);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.managedProperty().bind(box.visibleProperty());
        box.visibleProperty().bind(model.nextShownProperty());
        return box;
    }
}
