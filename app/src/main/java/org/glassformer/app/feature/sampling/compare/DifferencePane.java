package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.SideBySideReport;
import org.jspecify.annotations.Nullable;

/// The first token that differs: what each side drew, with which number, and how likely both tokens are on both sides.
final class DifferencePane extends VBox {

    private final Label sentence = new Label();
    private final GridPane table = new GridPane();

    DifferencePane() {
        getStyleClass().add("difference");
        sentence.setId("compare-difference");
        sentence.setWrapText(true);
        sentence.setMinWidth(0);
        table.getStyleClass().add("facts");
        table.setId("compare-difference-table");
        table.managedProperty().bind(table.visibleProperty());
        getChildren().setAll(sentence, table);
    }

    void show(TextsViewModel.@Nullable Texts texts) {
        if (texts == null) {
            sentence.setText("");
            table.setVisible(false);
            return;
        }
        SideBySideReport report = texts.report();
        String devices =
                texts.devices()
                        ? " "
                                + Messages.text(
                                        "compare.texts.logits",
                                        Figures.value(report.largestLogitDifference()))
                        : "";
        SideBySideReport.Difference difference = report.difference().orElse(null);
        table.setVisible(difference != null);
        if (difference == null) {
            sentence.setText(CompareWords.summary(report) + devices);
            return;
        }
        double uA = difference.first().drawn().u();
        double uB = difference.second().drawn().u();
        String draws =
                uA == uB
                        ? Messages.text("compare.draw.same", Figures.fixed(uA, 4))
                        : Messages.text(
                                "compare.draw.both", Figures.fixed(uA, 4), Figures.fixed(uB, 4));
        sentence.setText(CompareWords.summary(report) + " " + draws + devices);
        fill(texts, difference);
    }

    private void fill(TextsViewModel.Texts texts, SideBySideReport.Difference difference) {
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        boolean devices = texts.devices();
        List<String> heads =
                devices
                        ? List.of("drew", "pA", "pB", "logitA", "logitB")
                        : List.of("drew", "pA", "pB", "logit", "rank");
        for (int column = 0; column < heads.size(); column++) {
            Label head = new Label(Messages.text("compare.difference." + heads.get(column)));
            head.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            table.add(head, column, 0);
            ColumnConstraints wide = new ColumnConstraints();
            wide.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            wide.setMinWidth(0);
            table.getColumnConstraints().add(wide);
        }
        TokenTexts words = texts.step().vocabulary();
        row(1, Side.A, words, difference.first().ofFirst(), difference.second().ofFirst(), devices);
        row(
                2,
                Side.B,
                words,
                difference.first().ofSecond(),
                difference.second().ofSecond(),
                devices);
    }

    private void row(
            int row,
            Side side,
            TokenTexts words,
            CaseReport.Candidate inA,
            CaseReport.Candidate inB,
            boolean devices) {
        Label token =
                new Label(
                        Messages.text(
                                "compare.difference.token",
                                Messages.text("compare.side." + side),
                                CompareWords.token(words, inA.id()),
                                Integer.toString(inA.id())));
        token.setId("compare-drew-" + side);
        token.getStyleClass().add(StyleClass.STRONG);
        token.setMinWidth(0);
        table.add(token, 0, row);
        table.add(new Label(Figures.percent(inA.probability())), 1, row);
        table.add(new Label(Figures.percent(inB.probability())), 2, row);
        table.add(new Label(logit(inA, devices)), 3, row);
        table.add(new Label(devices ? logit(inB, true) : Figures.count(inA.rank())), 4, row);
    }

    /// Between devices the last digits count.
    private static String logit(CaseReport.Candidate token, boolean devices) {
        return Figures.fixed(token.logit(), devices ? 6 : 3);
    }
}
