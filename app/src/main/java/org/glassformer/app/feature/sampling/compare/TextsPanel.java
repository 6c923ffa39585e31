package org.glassformer.app.feature.sampling.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.generate.SideBySideReport.Step;
import org.kordamp.ikonli.material2.Material2MZ;

/// Both texts, where they part, and how far the distributions are from each other along the first.
final class TextsPanel extends VBox {

    private final LinePlot curve = new LinePlot();
    private final Label gaps = new Label();
    private final ObjectProperty<Measure> measure =
            new SimpleObjectProperty<>(this, "measure", Measure.KL);
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
        CompareNumbers numbers = model.numbers();
        card.actions()
                .setAll(
                        lengths,
                        stop,
                        new ExportMenu(card, numbers::textsCaption, numbers::texts, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        texts.textsProperty()
                .subscribe(now -> {
                    first.show(now);
                    second.show(now);
                    difference.show(now);
                    draw();
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
        gaps.textProperty()
                .bind(Bindings.createStringBinding(this::note, measure, texts.textsProperty()));
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
        TextsViewModel.Texts now = texts.textsProperty().get();
        String along = Messages.text("compare.curve.along");
        if (now == null || measure.get() != Measure.KL) {
            return along;
        }
        String infinite = CompareWords.gaps(now.report().steps());
        return infinite.isEmpty() ? along : infinite;
    }

    private void draw() {
        TextsViewModel.Texts now = texts.textsProperty().get();
        if (now != null) {
            curve.setData(data(now.report()));
        }
    }

    private PlotData data(SideBySideReport report) {
        List<PlotSeries> series = new ArrayList<>();
        switch (measure.get()) {
            case KL -> {
                series.add(series(report, "kl", step -> step.divergence().klBits()));
                series.add(series(report, "reverseKl", step -> step.divergence().reverseKlBits()));
            }
            case VARIATION ->
                    series.add(
                            series(
                                    report,
                                    "variation",
                                    step -> step.divergence().totalVariation()));
            case LOGITS -> series.add(series(report, "logits", Step::logitDifference));
        }
        PlotAxis y = PlotAxis.of(Messages.text("compare.axis." + measure.get())).fromZero();
        return new PlotData(
                PlotAxis.of(Messages.text("compare.axis.step")).ofCounts(),
                measure.get() == Measure.VARIATION ? y.between(0, 1) : y,
                series);
    }

    private static PlotSeries series(
            SideBySideReport report, String name, ToDoubleFunction<Step> value) {
        List<Step> steps = report.steps();
        double[] x = new double[steps.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1;
            y[i] = value.applyAsDouble(steps.get(i));
        }
        return PlotSeries.line(Messages.text("compare." + name), x, y);
    }
}
