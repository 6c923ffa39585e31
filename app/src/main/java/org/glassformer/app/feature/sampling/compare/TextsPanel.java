package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2MZ;

/// Both texts, where they part, and how far the distributions are from each other along the first.
final class TextsPanel extends VBox {

    private final LinePlot curve = new LinePlot();
    private final Label gaps = new Label();
    private final ObjectProperty<Measure> measure =
            new SimpleObjectProperty<>(this, "measure", Measure.KL);
    private final ObjectProperty<CompareWordsViewModel.@Nullable TextsShown> shown =
            new SimpleObjectProperty<>(this, "shown");
    private final TextsViewModel texts;
    private final Button stop = new Button();

    TextsPanel(CompareViewModel model, PanelExport export) {
        texts = model.texts();
        setMinSize(0, 0);
        TextPane first = new TextPane(Side.A, texts);
        TextPane second = new TextPane(Side.B, texts);
        DifferencePane difference = new DifferencePane();
        TextsBody body = new TextsBody(first, second, difference, curvePane());
        Card card = new Card(Messages.text("compare.texts.title"), body);
        card.shortenTitle();
        ObjectProperty<Integer> most = model.mostProperty().asObject();
        ChoiceSwitch<Integer> lengths =
                new ChoiceSwitch<>(
                        CompareViewModel.LENGTHS,
                        String::valueOf,
                        length -> Messages.text("compare.length.tip", length),
                        most);
        lengths.setUserData(most); // held as long as the switch: the binding is weak
        stop.setId("compare-stop");
        stop.getStyleClass().add(StyleClass.ICON_BUTTON);
        stop.setFocusTraversable(false);
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(ignored -> model.stopOrRun());
        texts.runningProperty().subscribe(this::offer);
        CompareNumbersViewModel numbers = model.numbers();
        card.actions()
                .setAll(
                        lengths,
                        stop,
                        new ExportMenu(card, numbers::textsCaption, numbers::texts, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        texts.textsProperty()
                .subscribe(now -> {
                    if (now != null) {
                        CompareWordsViewModel.TextsShown made = CompareWordsViewModel.shown(now);
                        shown.set(made);
                        first.show(made.first());
                        second.show(made.second());
                        difference.show(made);
                        draw();
                    }
                });
        measure.subscribe(this::draw);
        texts.selectedProperty()
                .subscribe(step ->
                        curve.markedXProperty()
                                .set(
                                        step.intValue() == LabSession.NONE
                                                ? Double.NaN
                                                : step.intValue() + 1));
    }

    private void offer(boolean running) {
        stop.setGraphic(new Icon(running ? Material2MZ.STOP : Material2MZ.REPLAY));
        String key = running ? "compare.stop" : "compare.run";
        stop.setTooltip(new Tooltip(Messages.text(key)));
        stop.setAccessibleText(Messages.text(key));
    }

    private VBox curvePane() {
        ChoiceSwitch<Measure> measures =
                new ChoiceSwitch<>(
                        List.of(Measure.values()),
                        each -> Messages.text("compare.measure." + each),
                        each -> Messages.text("compare.measure." + each + ".tip"),
                        measure);
        measures.setId("compare-measure");
        gaps.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        gaps.setMinWidth(0);
        HBox.setHgrow(gaps, Priority.ALWAYS);
        gaps.setMaxWidth(Double.MAX_VALUE);
        gaps.textProperty().bind(Bindings.createStringBinding(this::note, measure, shown));
        HBox head = new HBox(gaps, measures);
        head.getStyleClass().add("side");
        head.setAlignment(Pos.CENTER_LEFT);
        curve.setId("compare-curve");
        curve.placeholderProperty().set(Messages.text("compare.empty"));
        curve.onPickedProperty().set(x -> texts.select((int) Math.rint(x) - 1));
        curve.setMinSize(0, 0);
        VBox pane = new VBox(head, curve);
        pane.setMinSize(0, 0);
        VBox.setVgrow(curve, Priority.ALWAYS);
        return pane;
    }

    private String note() {
        CompareWordsViewModel.TextsShown now = shown.get();
        boolean gaps = now != null && measure.get() == Measure.KL && !now.gaps().isEmpty();
        return now != null && gaps ? now.gaps() : Messages.text("compare.curve.along");
    }

    private void draw() {
        CompareWordsViewModel.TextsShown now = shown.get();
        if (now != null) {
            curve.setData(Objects.requireNonNull(now.curves().get(measure.get())));
        }
    }
}
