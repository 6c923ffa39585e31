package org.glassformer.app.feature.sampling;

import javafx.beans.binding.Bindings;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.CumulativeLine;

/// The line from 0 to 1 on which the next token is drawn; a click on a token adds it.
final class DrawPanel extends VBox {

    DrawPanel(SamplingViewModel screen, PanelExport export) {
        DrawViewModel model = screen.draw();
        CumulativeLine line = new CumulativeLine();
        line.setId("draw-line");
        model.stretchesProperty()
                .subscribe(all ->
                        line.setCandidates(
                                all.stream()
                                        .map(each ->
                                                new CumulativeLine.Candidate(each.text(), each.p()))
                                        .toList()));
        line.needleProperty().bind(model.numberProperty());
        line.onPickedProperty()
                .set(index -> screen.pick(model.stretchesProperty().get().get(index).id()));
        Card card = new Card(Messages.text("draw.title"), line);
        card.subtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        line.hoveredProperty().get() == CumulativeLine.NONE
                                                ? model.noteProperty().get()
                                                : model.reading(line.hoveredProperty().get()),
                                line.hoveredProperty(),
                                model.noteProperty()));
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }
}
