package org.glassformer.app.feature.sampling.answers;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// An answer in the list: rank and figures in a line, below it what it says.
final class AnswerCell extends ListCell<AnswerRow> {

    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass SECOND = PseudoClass.getPseudoClass("second");
    private static final double BAR = 3.5; // em

    private final SampledViewModel model;
    private final Label rank = new Label();
    private final Label name = new Label();
    private final Region fill = new Region();
    private final Region track = new Region();
    private final Label mean = new Label();
    private final Label figures = new Label();
    private final Label letter = new Label();
    private final Label text = new Label();
    private final Button compare;
    private final Button use;
    private final VBox content;

    AnswerCell(SampledViewModel model) {
        this.model = model;
        rank.getStyleClass().addAll("rank", StyleClass.STRONG);
        name.getStyleClass().addAll(StyleClass.MUTED, StyleClass.MONO);
        name.setMinWidth(Region.USE_PREF_SIZE);
        mean.getStyleClass().addAll(StyleClass.MONO, "mean");
        mean.setMinWidth(Region.USE_PREF_SIZE);
        mean.setTooltip(new Tooltip(Messages.text("answers.mean.tip")));
        figures.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        figures.setMinWidth(0);
        Tooltip all = new Tooltip();
        all.textProperty().bind(figures.textProperty());
        figures.setTooltip(all);
        letter.getStyleClass().add("letter");
        letter.setMinWidth(Region.USE_PREF_SIZE);
        text.setWrapText(true);
        text.setMinWidth(0);
        text.getStyleClass().add("said");
        text.setTextOverrun(OverrunStyle.ELLIPSIS);
        track.getStyleClass().add(StyleClass.BAR_TRACK);
        fill.getStyleClass().add(StyleClass.BAR);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        compare =
                RunControls.icon(
                        "answers.compareWith",
                        Material2AL.COMPARE_ARROWS,
                        () -> withItem(row -> model.comparison().compareWith(row.number())));
        use = RunControls.use(() -> withItem(row -> model.use(row.number())));
        HBox line = new HBox(rank, name, letter, bar(), mean, figures, space, compare, use);
        line.getStyleClass().add("line");
        content = new VBox(line, text);
        content.getStyleClass().add("answer");
        content.setMinWidth(0);
        content.setPrefWidth(1);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                if (event.isShortcutDown()) {
                    withItem(row -> model.comparison().compareWith(row.number()));
                } else if (event.getClickCount() == 2) {
                    withItem(row -> model.use(row.number()));
                }
            }
        });
        model.comparison().pairProperty().subscribe(ignored -> mark());
        model.stateProperty().subscribe(ignored -> offer());
    }

    /// The probability that a token had on average, as a bar.
    private Node bar() {
        Region bar =
                new Region() {
                    {
                        getChildren().setAll(track, fill);
                        getStyleClass().add("share");
                    }

                    @Override
                    protected void layoutChildren() {
                        AnswerRow row = getItem();
                        double share =
                                row == null || Double.isNaN(row.mean()) ? 0 : Math.exp(row.mean());
                        double thick = Math.rint(getHeight() * 0.5);
                        double top = Math.rint((getHeight() - thick) / 2);
                        track.resizeRelocate(0, top, getWidth(), thick);
                        fill.resizeRelocate(0, top, Math.max(1, share * getWidth()), thick);
                    }

                    @Override
                    protected double computePrefWidth(double height) {
                        return BAR * mean.getFont().getSize();
                    }

                    @Override
                    protected double computePrefHeight(double width) {
                        return mean.getFont().getSize();
                    }

                    private @Nullable AnswerRow getItem() {
                        return AnswerCell.this.getItem();
                    }
                };
        bar.setMinWidth(Region.USE_PREF_SIZE);
        return bar;
    }

    private void withItem(Consumer<AnswerRow> command) {
        AnswerRow row = getItem();
        if (row != null) {
            command.accept(row);
        }
    }

    @Override
    protected void updateItem(@Nullable AnswerRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            mark();
            return;
        }
        rank.setText(row.rank() == 0 ? "·" : Integer.toString(row.rank()));
        name.setText(row.name());
        mean.setText(RunControls.logprob(row.mean()));
        figures.setText(figures(row));
        text.setText(row.text().strip().replaceAll("\\s*\\n\\s*", " \u21b5 "));
        setAccessibleText(row.name() + " " + mean.getText() + " " + row.text());
        setGraphic(content);
        fill.getParent().requestLayout();
        mark();
        offer();
    }

    private static String figures(AnswerRow row) {
        String total = Figures.fixed(row.total(), 2);
        String stop = row.stop();
        return stop == null
                ? Messages.text("answers.figures.writing", total, row.tokens())
                : Messages.text(
                        "answers.figures",
                        total,
                        RunControls.length(row.tokens(), stop),
                        Figures.fixed(row.ms() / 1000, 2));
    }

    private void mark() {
        ComparisonViewModel.Pair pair = model.comparison().pairProperty().get();
        AnswerRow row = getItem();
        boolean first = row != null && pair != null && pair.left().number() == row.number();
        AnswerRow right = pair == null ? null : pair.right();
        boolean second = row != null && right != null && right.number() == row.number();
        pseudoClassStateChanged(FIRST, first);
        pseudoClassStateChanged(SECOND, second);
        letter.setText(first ? "A" : second ? "B" : "");
        letter.setVisible(first || second);
        compare.setDisable(first || row == null || !row.isWritten());
    }

    private void offer() {
        AnswerRow row = getItem();
        use.setDisable(row == null || !model.isUsable(row.number()));
    }
}
