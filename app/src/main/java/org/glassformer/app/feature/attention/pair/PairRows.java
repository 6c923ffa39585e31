package org.glassformer.app.feature.attention.pair;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.theme.StyleClass;

/// The figures of a pair, one a line; a click shows the stage that a figure comes from.
final class PairRows extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private record Line(Label name, Label value, HBox box) {}

    private final PairViewModel model;
    private final List<Line> lines = new ArrayList<>();

    PairRows(PairViewModel model) {
        this.model = model;
        getStyleClass().add("rows");
        setMinHeight(USE_PREF_SIZE);
        model.rowsProperty().subscribe(this::show);
        model.stageProperty().subscribe((before, now) -> mark());
    }

    private void show(List<PairRow> rows) {
        while (lines.size() < rows.size()) {
            lines.add(line(lines.size()));
        }
        getChildren().setAll(lines.stream().limit(rows.size()).map(Line::box).toList());
        for (int i = 0; i < rows.size(); i++) {
            lines.get(i).name().setText(rows.get(i).name());
            lines.get(i).value().setText(rows.get(i).value());
        }
        mark();
    }

    private Line line(int index) {
        Label name = new Label();
        name.setMinWidth(0);
        Label value = new Label();
        value.getStyleClass().add(StyleClass.MONO);
        value.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox box = new HBox(name, space, value);
        box.getStyleClass().add("figure");
        box.setId("pair-row-" + index);
        box.setOnMouseClicked(ignored ->
                model.stageProperty().set(model.rowsProperty().get().get(index).stage()));
        return new Line(name, value, box);
    }

    private void mark() {
        List<PairRow> rows = model.rowsProperty().get();
        for (int i = 0; i < rows.size(); i++) {
            boolean current = rows.get(i).stage() == model.stageProperty().get();
            lines.get(i).box().pseudoClassStateChanged(CURRENT, current);
        }
    }
}
