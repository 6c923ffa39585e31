package org.glassformer.app.feature.sampling.compare;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.sampling.compare.PairViewModel.Pair;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The next token under both settings as paired bars over the whole vocabulary, and how far they are apart.
final class NextPanel extends VBox {

    private static final int FIGURES = 5;

    private final ChangeBars bars = new ChangeBars();
    private final Label[] figures = new Label[FIGURES];
    private final Label note = new Label();

    NextPanel(CompareViewModel model, PanelExport export) {
        setMinSize(0, 0);
        bars.setId("compare-bars");
        bars.beforeTitleProperty().set(Messages.text("compare.side.A"));
        bars.afterTitleProperty().set(Messages.text("compare.side.B"));
        bars.noteProperty().set(Messages.text("compare.next.note"));
        bars.placeholderProperty().set(Messages.text("compare.empty"));
        FlowPane facts = facts();
        note.setId("compare-infinite");
        note.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        VBox body = new VBox(facts, note, bars);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        VBox.setVgrow(bars, Priority.ALWAYS);
        Card card = new Card(Messages.text("compare.next.title"), body);
        card.shortenTitle();
        CompareNumbersViewModel numbers = model.numbers();
        card.actions().add(new ExportMenu(card, numbers::nextCaption, numbers::next, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.next().pairProperty().subscribe(this::show);
    }

    private FlowPane facts() {
        FlowPane flow = new FlowPane();
        flow.getStyleClass().add("figures");
        flow.setMinWidth(0);
        flow.setPrefWrapLength(1);
        String[] names = {"kl", "reverseKl", "variation", "entropyA", "entropyB"};
        for (int i = 0; i < FIGURES; i++) {
            Label name = new Label(Messages.text("compare." + names[i]));
            name.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
            Label figure = new Label("\u2013");
            figure.setId("compare-" + names[i]);
            figure.getStyleClass().add(StyleClass.STRONG);
            Tooltip tip = new Tooltip(Messages.text("compare." + names[i] + ".tip"));
            tip.setWrapText(true);
            tip.setMaxWidth(420);
            name.setTooltip(tip);
            figure.setTooltip(tip);
            figures[i] = figure;
            flow.getChildren().add(new VBox(name, figure));
        }
        return flow;
    }

    private void show(@Nullable Pair pair) {
        if (pair == null) {
            return;
        }
        CompareWordsViewModel.NextShown shown = CompareWordsViewModel.shown(pair);
        for (int i = 0; i < FIGURES; i++) {
            figures[i].setText(shown.figures().get(i));
        }
        note.setText(shown.note());
        bars.setData(shown.bars());
    }
}
