package org.glassformer.app.feature.sampling.text;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What continues the text: the buttons, the text coloured by surprisal, and its curves.
///
/// The buttons stand in the header of the panel, or in a panel of their own where the composing screen wants them
/// elsewhere ([#actions]); [#stopsCard] floats above the screen while it is open.
public final class ContinuationView extends VBox {

    private final ContinuationViewModel model;
    private final Card card;
    private final ActionsBar actions;
    private final VBox actionsPanel = new VBox();
    private final StopsCard stops;
    private final TextAndCurves body;
    private final Button fold = new Button();
    private boolean apart;
    private boolean wanted = true;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public ContinuationView(ContinuationViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.CONTINUATION);
        setMinSize(0, 0);
        actions = new ActionsBar(model.actions(), model.stops());
        actionsPanel.getStyleClass().addAll(StyleClass.CARD, StyleClass.ACTIONS_PANEL);
        stops = new StopsCard(model.stops());
        ShadedText text = text(model.text());
        LinePlot curves = curves(model.text());
        body = new TextAndCurves(text, curves);
        card = new Card(Messages.text("continuation.title"), body);
        card.subtitleProperty().bind(model.text().statusProperty());
        ToggleButton curve = new ToggleButton("", new Icon(Material2MZ.SHOW_CHART));
        curve.setId("continuation-curve");
        curve.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE);
        curve.setTooltip(new Tooltip(Messages.text("continuation.curve.tip")));
        curve.setAccessibleText(Messages.text("continuation.curve"));
        curve.setFocusTraversable(false);
        curve.selectedProperty().bindBidirectional(model.curveShownProperty());
        curve.visibleProperty().bind(body.roomForCurvesProperty());
        body.curvesWantedProperty().bind(model.curveShownProperty());
        fold.setId("continuation-fold");
        fold.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat", StyleClass.HANDLE);
        fold.setFocusTraversable(false);
        fold.setOnAction(ignored -> model.foldedProperty().set(!model.foldedProperty().get()));
        model.foldedProperty().subscribe(this::showFold);
        card.leading().add(fold);
        card.actions()
                .setAll(
                        actions,
                        curve,
                        new ExportMenu(card, model.text()::caption, model.text()::numbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static ShadedText text(TextViewModel model) {
        ShadedText text = new ShadedText();
        text.setId("continuation-text");
        text.followingEndProperty().set(true);
        text.readingProperty().set(model::reading);
        text.noteProperty().bind(model.noteProperty());
        text.dataProperty().bind(model.textProperty());
        text.onPickedProperty().set(model::look);
        text.hoveredProperty()
                .subscribe((before, now) -> model.hoveredProperty().set(now.intValue()));
        text.markedProperty().bind(model.hoveredProperty());
        text.selectedProperty().bind(model.lookedAtProperty());
        return text;
    }

    private static LinePlot curves(TextViewModel model) {
        LinePlot curves = new LinePlot();
        curves.setId("continuation-curves");
        curves.dataProperty().bind(model.curvesProperty());
        curves.onPickedProperty().set(x -> model.lookAt((int) x));
        curves.readXProperty()
                .subscribe((before, now) ->
                        model.hoveredProperty()
                                .set(
                                        Double.isNaN(now.doubleValue())
                                                ? ShadedText.NONE
                                                : now.intValue()));
        curves.markedXProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> place(model),
                                model.hoveredProperty(),
                                model.lookedAtProperty()));
        return curves;
    }

    private static double place(TextViewModel model) {
        int hovered = model.hoveredProperty().get();
        int token = hovered >= 0 ? hovered : model.lookedAtProperty().get();
        return token < 0 ? Double.NaN : token;
    }

    private void showFold(boolean folded) {
        fold.setGraphic(new Icon(folded ? Material2AL.EXPAND_LESS : Material2AL.EXPAND_MORE));
        String key = folded ? "continuation.unfold" : "continuation.fold";
        fold.setTooltip(new Tooltip(Messages.text(key)));
        fold.setAccessibleText(Messages.text(key));
        showText();
    }

    private void showText() {
        boolean shown = isTextShown();
        body.setVisible(shown);
        body.setManaged(shown);
        fold.setVisible(wanted && !apart);
        fold.setManaged(fold.isVisible());
        requestLayout();
    }

    /// Whether more than the buttons is shown.
    public boolean isTextShown() {
        return wanted && (apart || !model.foldedProperty().get());
    }

    /// Shows more than the buttons, unless the person has folded it away, or the buttons alone.
    public void textShown(boolean value) {
        if (value != wanted) {
            wanted = value;
            showText();
        }
    }

    /// Puts the buttons into their own panel, or into the header.
    ///
    /// @param wanted whether they stand apart
    public void actionsApart(boolean wanted) {
        if (wanted == apart) {
            return;
        }
        apart = wanted;
        showText();
        if (apart) {
            card.actions().remove(actions);
            actionsPanel.getChildren().setAll(actions);
        } else {
            actionsPanel.getChildren().clear();
            card.actions().addFirst(actions);
        }
    }

    /// The panel of the buttons where they stand apart.
    public Region actions() {
        return actionsPanel;
    }

    /// The editor of stop conditions. It is visible while it is open, keeps its size, and is put above everything else
    /// by whoever composes the screen.
    public Region stopsCard() {
        return stops;
    }
}
