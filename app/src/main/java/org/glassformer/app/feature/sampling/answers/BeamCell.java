package org.glassformer.app.feature.sampling.answers;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Searched;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// A text that was found: rank and figures in a line, below it what it says.
final class BeamCell extends ListCell<Searched.Found> {

    private final BeamsViewModel model;
    private final Label rank = new Label();
    private final Label score = new Label();
    private final Label figures = new Label();
    private final Label text = new Label();
    private final Button use;
    private final VBox content;

    BeamCell(BeamsViewModel model) {
        this.model = model;
        rank.getStyleClass().addAll("rank", StyleClass.STRONG);
        score.getStyleClass().add(StyleClass.MONO);
        score.setMinWidth(Region.USE_PREF_SIZE);
        figures.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        figures.setMinWidth(0);
        figures.setWrapText(true);
        text.setWrapText(true);
        text.setMinWidth(0);
        text.getStyleClass().add("said");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        use =
                RunControls.use(() -> {
                    Searched.Found found = getItem();
                    if (found != null) {
                        model.use(found.node());
                    }
                });
        Label unit = new Label();
        unit.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        unit.setMinWidth(0);
        unit.textProperty().bind(model.searchedProperty().map(BeamCell::unit).orElse(""));
        HBox line = new HBox(rank, score, unit, space, use);
        line.getStyleClass().add("line");
        content = new VBox(line, figures, text);
        content.getStyleClass().add("answer");
        content.setMinWidth(0);
        content.setPrefWidth(1);
        setOnMouseClicked(event -> {
            Searched.Found found = getItem();
            if (found != null
                    && event.getButton() == MouseButton.PRIMARY
                    && event.getClickCount() == 2) {
                model.use(found.node());
            }
        });
        model.stateProperty().subscribe(ignored -> offer());
    }

    @Override
    protected void updateItem(Searched.@Nullable Found found, boolean empty) {
        super.updateItem(found, empty);
        if (empty || found == null) {
            setGraphic(null);
            return;
        }
        rank.setText(Integer.toString(found.rank()));
        score.setText(RunControls.logprob(found.score()));
        figures.setText(
                Messages.text(
                        "beams.figures",
                        Figures.fixed(found.total(), 2),
                        RunControls.length(found.tokens(), found.stop())));
        text.setText(found.text().strip().replaceAll("\\s*\\n\\s*", " \u21b5 "));
        setAccessibleText(rank.getText() + " " + score.getText() + " " + found.text());
        setGraphic(content);
        offer();
    }

    /// What texts are ranked by, in a word or two.
    private static String unit(@Nullable Searched searched) {
        return searched == null
                ? ""
                : Messages.text(
                        searched.settings().lengthPenalty() == 1
                                ? "answers.column.mean"
                                : "answers.column.score");
    }

    private void offer() {
        Searched.Found found = getItem();
        use.setDisable(found == null || !model.isUsable(found.node()));
    }
}
