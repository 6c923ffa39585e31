package org.glassformer.app.feature.attention.outcome;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The next token before and after, and below it the list of interventions.
///
/// The card for patching from another prompt needs more room than the panel has: whoever composes the screen puts
/// [#patchCard] above it.
public final class OutcomeView extends VBox {

    private static final double DWELL_MS = 180;
    private static final PseudoClass FLIPPED = PseudoClass.getPseudoClass("flipped");

    private final OutcomeViewModel model;
    private final ChangeBars bars = new ChangeBars();
    private final PatchCard patchCard;
    private final PauseTransition dwell = new PauseTransition(Duration.millis(DWELL_MS));

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints the picture of a sweep off the JavaFX thread
    /// @param export copies and saves the panel
    public OutcomeView(OutcomeViewModel model, Executor painter, PanelExport export) {
        this.model = model;
        this.patchCard = new PatchCard(model.patch(), painter, export);
        getStyleClass().add(StyleClass.OUTCOME);
        setMinSize(0, 0);
        showBars();
        Card card =
                new Card(
                        Messages.text("outcome.title"),
                        new OutcomeBody(bars, facts(), new InterventionsPane(model)));
        card.shortenTitle();
        card.actions()
                .setAll(
                        order(),
                        one(),
                        generate(),
                        new ExportMenu(
                                card,
                                () -> model.numbers().caption(),
                                () -> model.numbers().table(),
                                export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    /// The card in which another prompt is written to patch from. It is visible while it is open, keeps its size, and is
    /// to be put above the screen.
    public Region patchCard() {
        return patchCard;
    }

    private void showBars() {
        NextTokensViewModel next = model.nextTokens();
        bars.setId("outcome-bars");
        bars.dataProperty().bind(next.rowsProperty());
        bars.beforeTitleProperty().set(Messages.text("outcome.before"));
        bars.afterTitleProperty().bind(next.afterTitleProperty());
        bars.noteProperty().set(Messages.text("outcome.raw"));
        bars.placeholderProperty().set(Messages.text("bars.empty"));
        bars.selectedIdProperty().bindBidirectional(next.followedProperty());
        bars.onPickedProperty().set(model::pick);
        Tooltip tip = new Tooltip();
        bars.hoveredIdProperty()
                .subscribe(id -> {
                    String text = next.tip(id.intValue());
                    tip.setText(
                            text.isEmpty()
                                    ? Messages.text("outcome.raw.long")
                                    : text + "\n" + Messages.text("outcome.tip.keys"));
                    dwell.playFromStart();
                });
        Tooltip.install(bars, tip);
        dwell.setOnFinished(ignored -> next.hover(bars.hoveredIdProperty().get()));
    }

    private VBox facts() {
        NextTokensViewModel next = model.nextTokens();
        Label figures = new Label();
        figures.setId("outcome-figures");
        figures.textProperty().bind(next.figuresProperty());
        figures.setTooltip(new Tooltip(Messages.text("outcome.figures.tip")));
        Label flip = new Label();
        flip.setId("outcome-flip");
        flip.textProperty().bind(next.flipProperty());
        for (Label label : List.of(figures, flip)) {
            label.getStyleClass().add(StyleClass.SMALL);
            label.setMinWidth(0);
            ObservableValue<Boolean> told = label.textProperty().map(text -> !text.isEmpty());
            label.visibleProperty().bind(told);
            label.managedProperty().bind(label.visibleProperty());
        }
        figures.getStyleClass().add(StyleClass.MUTED);
        flip.pseudoClassStateChanged(FLIPPED, true);
        VBox facts = new VBox(figures, flip);
        facts.getStyleClass().add("facts");
        return facts;
    }

    private ToggleButton order() {
        ToggleButton order = new ToggleButton("", new Icon(Material2MZ.SORT));
        order.setId("outcome-order");
        order.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE, "flat");
        order.setTooltip(new Tooltip(Messages.text("outcome.order.tip")));
        order.setAccessibleText(Messages.text("outcome.order"));
        order.setFocusTraversable(false);
        order.selectedProperty()
                .subscribe((before, on) ->
                        model.nextTokens()
                                .orderProperty()
                                .set(on ? RowOrder.CHANGE : RowOrder.AFTER));
        order.visibleProperty()
                .bind(model.nextTokens().rowsProperty().map(rows -> rows.compared()));
        order.managedProperty().bind(order.visibleProperty());
        return order;
    }

    private Button one() {
        Button one = button("outcome.one", Material2AL.KEYBOARD_RETURN, model::one);
        one.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> idle() || model.runningProperty().get(),
                                model.stateProperty(),
                                model.runningProperty()));
        return one;
    }

    private Button generate() {
        Button generate = button("outcome.generate", Material2MZ.PLAY_ARROW, model::playOrPause);
        Icon play = new Icon(Material2MZ.PLAY_ARROW);
        Icon stop = new Icon(Material2MZ.STOP);
        generate.graphicProperty().bind(model.runningProperty().map(on -> on ? stop : play));
        generate.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> idle() && !model.runningProperty().get(),
                                model.stateProperty(),
                                model.runningProperty()));
        return generate;
    }

    private boolean idle() {
        LabState state = model.stateProperty().get();
        return state != LabState.READY && state != LabState.BUSY;
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE, "flat");
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> command.run());
        return button;
    }
}
