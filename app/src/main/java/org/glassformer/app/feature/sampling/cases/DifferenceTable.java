package org.glassformer.app.feature.sampling.cases;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.engine.generate.CaseReport;
import org.jspecify.annotations.Nullable;

/// The first token that is not the one expected, beside the one expected.
final class DifferenceTable extends GridPane {

    private static final List<String> HEADS =
            List.of("which", "token", "then", "now", "logit", "rank", "p");

    DifferenceTable() {
        getStyleClass().addAll("facts", "difference");
        setId("cases-difference");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(@Nullable Replayed shown) {
        getChildren().clear();
        CaseReport.Difference difference =
                shown == null ? null : shown.report().difference().orElse(null);
        setVisible(difference != null);
        if (shown == null || difference == null) {
            return;
        }
        for (int column = 0; column < HEADS.size(); column++) {
            Label head = new Label(Messages.text("cases.difference." + HEADS.get(column)));
            head.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            add(head, column, 0);
        }
        row(1, "expected", shown.vocabulary(), difference.expected(), difference.logprobThen());
        row(2, "got", shown.vocabulary(), difference.actual(), Double.NaN);
    }

    private void row(
            int row, String which, TokenTexts words, CaseReport.Candidate token, double then) {
        Label text = new Label(CaseWords.token(words, token.id()) + "  #" + token.id());
        text.setId("cases-" + which);
        text.getStyleClass().add(StyleClass.STRONG);
        add(new Label(Messages.text("cases.difference." + which)), 0, row);
        add(text, 1, row);
        add(new Label(Figures.fixed(then, 6)), 2, row);
        add(new Label(Figures.fixed(token.logprob(), 6)), 3, row);
        add(new Label(Figures.fixed(token.logit(), 6)), 4, row);
        add(new Label(Figures.count(token.rank())), 5, row);
        add(new Label(Figures.percent(token.probability())), 6, row);
    }
}
