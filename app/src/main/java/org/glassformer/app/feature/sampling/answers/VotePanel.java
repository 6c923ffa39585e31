package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.theme.StyleClass;

/// What the answers say, counted.
final class VotePanel extends VBox {

    VotePanel(SampledViewModel sampled, PanelExport export) {
        VoteViewModel model = sampled.vote();
        setMinSize(0, 0);
        ChoiceSwitch<RuleKind> kinds =
                new ChoiceSwitch<>(
                        List.of(RuleKind.values()),
                        kind -> Messages.text("answers.rule." + kind),
                        kind -> Messages.text("answers.rule." + kind + ".tip"),
                        model.kindProperty());
        TextField expression = new TextField();
        expression.setId("answers-expression");
        expression.getStyleClass().add(StyleClass.MONO);
        expression.setPromptText(Messages.text("answers.expression"));
        expression.setTooltip(new Tooltip(Messages.text("answers.rule.EXPRESSION.tip")));
        expression.textProperty().bindBidirectional(model.expressionProperty());
        expression.visibleProperty().bind(model.kindProperty().isEqualTo(RuleKind.EXPRESSION));
        expression.managedProperty().bind(expression.visibleProperty());
        FlowPane rule = new FlowPane(kinds, expression);
        rule.getStyleClass().addAll("choices", StyleClass.HANDLE);
        SignedBars bars = new SignedBars();
        bars.setId("answers-vote");
        bars.placeholderProperty().set(Messages.text("answers.vote.none"));
        bars.dataProperty().bind(model.barsProperty());
        bars.onPickedProperty().set(row -> model.best(row).ifPresent(sampled.comparison()::choose));
        Card card = new Card(Messages.text("answers.vote.title"));
        card.setContent(RunControls.body(rule, bars));
        card.subtitleProperty().bind(model.winnerProperty());
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        Label note = new Label();
        note.setId("answers-vote-note");
        note.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        note.setWrapText(true);
        note.setMinWidth(0);
        note.setMinHeight(USE_PREF_SIZE);
        note.textProperty()
                .bind(
                        Bindings.when(model.problemProperty().isNotEmpty())
                                .then(model.problemProperty())
                                .otherwise(model.withoutProperty()));
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        model.problemProperty()
                .subscribe(problem -> {
                    note.getStyleClass().remove(StyleClass.PROBLEM);
                    if (!problem.isEmpty()) {
                        note.getStyleClass().add(StyleClass.PROBLEM);
                    }
                });
        card.addFoot(note);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }
}
