package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.ui.theme.StyleClass;

/// The named patterns, each with its best head and score; below the chosen one the heads that match best.
final class PatternList extends VBox {

    private static final double TIP_WIDTH = 30; // em

    /// A pattern: its button, with the name at the left and the figures at the right.
    private static final class Row {
        private final Label name = new Label();
        private final Label best = new Label();
        private final Tooltip tip = new Tooltip();
        private final ToggleButton button = new ToggleButton();

        Row(int index, HeadsViewModel model) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox line = new HBox(name, space, best);
            line.setAlignment(Pos.BASELINE_LEFT);
            line.getStyleClass().add("line");
            name.setMinWidth(0);
            best.setMinWidth(Region.USE_PREF_SIZE);
            best.getStyleClass().addAll("figures", StyleClass.MONO, StyleClass.MUTED);
            button.setGraphic(line);
            button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            button.setId("pattern-" + index);
            button.getStyleClass().addAll("flat", "pattern");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(0);
            line.prefWidthProperty()
                    .bind(
                            Bindings.createDoubleBinding(
                                    () -> {
                                        Insets in = button.getInsets();
                                        return button.getWidth() - in.getLeft() - in.getRight();
                                    },
                                    button.widthProperty(),
                                    button.insetsProperty()));
            tip.setWrapText(true);
            tip.setShowDelay(Duration.millis(400));
            tip.setShowDuration(Duration.INDEFINITE);
            button.setTooltip(tip);
            button.setOnAction(ignored -> {
                button.setSelected(model.patternsProperty().get().get(index).chosen());
                model.choosePattern(index);
            });
        }

        void show(PatternRow row) {
            name.setText(row.name());
            best.setText(row.best());
            tip.setText(row.tip());
            tip.setMaxWidth(TIP_WIDTH * name.getFont().getSize());
            button.setSelected(row.chosen());
            button.setDisable(!row.found());
            button.setAccessibleText(row.name() + " " + row.best());
        }
    }

    private final HeadsViewModel model;
    private final List<Row> rows = new ArrayList<>();
    private final Label note = new Label();
    private final FlowPane ranked = new FlowPane();
    private final VBox below = new VBox(ranked, note);

    PatternList(HeadsViewModel model) {
        this.model = model;
        getStyleClass().add("patterns");
        ranked.getStyleClass().add("ranked");
        ranked.setId("ranked-heads");
        note.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        note.setWrapText(true);
        below.getStyleClass().add("below");
        model.patternsProperty().subscribe(this::show);
        model.rankedProperty().subscribe(this::rank);
    }

    private void show(List<PatternRow> patterns) {
        while (rows.size() < patterns.size()) {
            Row row = new Row(rows.size(), model);
            rows.add(row);
            getChildren().add(row.button);
        }
        getChildren().remove(below);
        for (int i = 0; i < patterns.size(); i++) {
            rows.get(i).show(patterns.get(i));
            if (patterns.get(i).chosen()) {
                note.setText(patterns.get(i).note());
                getChildren().add(i + 1, below);
            }
        }
    }

    private void rank(List<RankedHead> heads) {
        List<Button> buttons = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            int place = i;
            RankedHead head = heads.get(i);
            Button button = new Button(head.name() + " · " + head.score());
            button.setId("ranked-" + i);
            button.getStyleClass().addAll("flat", StyleClass.MONO, "rank");
            if (head.current()) {
                button.getStyleClass().add("current");
            }
            button.setOnAction(ignored -> model.openRanked(place));
            buttons.add(button);
        }
        ranked.getChildren().setAll(buttons);
    }
}
