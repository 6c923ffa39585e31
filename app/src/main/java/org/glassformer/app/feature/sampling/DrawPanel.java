package org.glassformer.app.feature.sampling;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.CumulativeLine;
import org.glassformer.app.ui.control.CumulativeLine.Candidate;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2MZ;

/// The line from 0 to 1 on which the next token is drawn; a click on a token adds it.
final class DrawPanel extends VBox {

    DrawPanel(SamplingViewModel screen, PanelExport export) {
        DrawViewModel model = screen.draw();
        CumulativeLine line = new CumulativeLine();
        line.setId("draw-line");
        model.stretchesProperty()
                .subscribe(all -> line.candidatesProperty().set(new Candidates(all)));
        model.countsProperty().subscribe(counts -> line.setDrawn(model.shares()));
        line.needleProperty().bind(model.numberProperty());
        line.onPickedProperty()
                .set(index -> screen.pick(model.stretchesProperty().get().get(index).id()));
        Button reroll = button("draw.reroll", "draw-reroll", screen::reroll);
        reroll.setGraphic(new Icon(Material2MZ.REPLAY));
        reroll.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        screen.stateProperty().get() != LabState.READY
                                                || Double.isNaN(model.numberProperty().get()),
                                screen.stateProperty(),
                                model.numberProperty()));
        Button thousand = button("draw.thousand", "draw-thousand", model::thousand);
        thousand.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> Double.isNaN(model.numberProperty().get()),
                                model.numberProperty()));
        Card card = new Card(Messages.text("draw.title"), line);
        card.subtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        line.hoveredProperty().get() == CumulativeLine.NONE
                                                ? ""
                                                : model.reading(line.hoveredProperty().get()),
                                line.hoveredProperty()));
        Label note = new Label();
        note.setId("draw-note");
        note.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        note.setMinWidth(0);
        note.setMinHeight(USE_PREF_SIZE);
        note.textProperty().bind(model.noteProperty());
        card.addFoot(note);
        card.actions()
                .setAll(
                        reroll,
                        thousand,
                        new ExportMenu(card, model::caption, model::numbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    /// What the line shows of the stretches, each made when it is drawn.
    private static final class Candidates extends AbstractList<Candidate> implements RandomAccess {

        private final List<DrawViewModel.Stretch> stretches;

        Candidates(List<DrawViewModel.Stretch> stretches) {
            this.stretches = stretches;
        }

        @Override
        public Candidate get(int index) {
            DrawViewModel.Stretch stretch = stretches.get(index);
            return new Candidate(stretch.text(), stretch.p());
        }

        @Override
        public int size() {
            return stretches.size();
        }
    }

    private static Button button(String key, String id, Runnable command) {
        Button button = new Button(Messages.text(key));
        button.setId(id);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        return button;
    }
}
