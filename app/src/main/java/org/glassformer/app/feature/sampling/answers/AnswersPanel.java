package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// All answers as they come, ranked when they are written.
final class AnswersPanel extends VBox {

    private final ListView<AnswerRow> list = new ListView<>();
    private final SampledViewModel sampled;
    private boolean following;

    AnswersPanel(AnswersViewModel model, PanelExport export) {
        sampled = model.sampled();
        setMinSize(0, 0);
        list.setId("answers-list");
        list.setMinSize(0, 0);
        list.setCellFactory(ignored -> new AnswerCell(sampled));
        Label none = new Label();
        none.setWrapText(true);
        none.getStyleClass().add(StyleClass.MUTED);
        none.textProperty()
                .bind(sampled.stateProperty().map(state -> Messages.text(placeholder(state))));
        list.setPlaceholder(none);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (row != null && !following) {
                        sampled.comparison().choose(row.number());
                    }
                });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        sampled.rowsProperty().subscribe(this::show);
        sampled.comparison().chosenProperty().subscribe(ignored -> follow());

        NumbersTwin twin = new NumbersTwin("answers-table");
        ToggleButton table = RunControls.table("answers-show-table");
        twin.visibleProperty().bind(table.selectedProperty());
        list.visibleProperty().bind(table.selectedProperty().not());
        sampled.rowsProperty().subscribe(rows -> fill(twin));
        table.selectedProperty().subscribe(on -> fill(twin));
        StackPane content = new StackPane(list, twin);
        content.setMinSize(0, 0);

        NumberField count =
                new NumberField(
                        "answers-count",
                        Messages.text("answers.count.tip", SampledViewModel.MOST_ANSWERS),
                        new NumberField.Range(1, SampledViewModel.MOST_ANSWERS, 1),
                        value -> Long.toString(Math.round(value)),
                        value -> sampled.countProperty().set((int) value));
        sampled.countProperty().subscribe(now -> count.show(now.intValue()));
        FlowPane choices =
                new FlowPane(
                        RunControls.named("answers.count", count),
                        RunControls.most(model, "answers-most"),
                        RunControls.run(
                                "answers-run",
                                sampled.countProperty()
                                        .map(now ->
                                                now.intValue() == 1
                                                        ? Messages.text("answers.run.one")
                                                        : Messages.text(
                                                                "answers.run",
                                                                Figures.count(now.intValue()))),
                                sampled.stateProperty(),
                                sampled::run,
                                sampled::stop));
        choices.getStyleClass().addAll("choices", StyleClass.HANDLE);
        Card card = new Card("");
        card.setContent(RunControls.body(choices, content));
        card.leading().add(RunControls.modes(model));
        card.subtitleProperty().set(Messages.text("answers.ranked"));
        card.shortSubtitleProperty().set(Messages.text("answers.column.mean"));
        card.actions()
                .addAll(table, new ExportMenu(card, sampled::caption, sampled::numbers, export));
        card.addFoot(RunControls.note("answers-note", sampled.stateProperty(), sampled.cost()));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private void fill(NumbersTwin twin) {
        if (twin.isVisible()) {
            twin.show(sampled.numbers());
        }
    }

    private static String placeholder(LabState state) {
        return switch (state) {
            case BUSY -> "answers.reading";
            case FAILED -> "answers.none.failed";
            case EMPTY, STALE, READY -> "answers.none";
        };
    }

    private void show(List<AnswerRow> rows) {
        following = true;
        if (list.getItems().size() == rows.size()) {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(list.getItems().get(i))) {
                    list.getItems().set(i, rows.get(i));
                }
            }
        } else {
            list.getItems().setAll(rows);
        }
        following = false;
        follow();
    }

    private void follow() {
        following = true;
        int number = sampled.comparison().chosenProperty().get();
        list.getSelectionModel().clearSelection();
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).number() == number) {
                list.getSelectionModel().select(i);
            }
        }
        following = false;
    }

    private void key(KeyEvent event) {
        AnswerRow row = list.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.ENTER && row != null) {
            sampled.use(row.number());
            event.consume();
        }
    }
}
