package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Searched;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// The texts that a beam search found, the best first; below them the way to any other token that was picked in the
/// tree.
final class BeamResultsPanel extends VBox {

    private final BeamsViewModel beams;
    private final ListView<Searched.Found> list = new ListView<>();
    private final Label way = new Label();
    private final Button use;
    private final HBox foot;
    private boolean following;

    BeamResultsPanel(BeamsViewModel beams, PanelExport export) {
        this.beams = beams;
        setMinSize(0, 0);
        list.setId("beams-list");
        list.setMinSize(0, 0);
        list.setCellFactory(ignored -> new BeamCell(beams));
        Label none = new Label(Messages.text("beams.results.none"));
        none.setWrapText(true);
        none.getStyleClass().add(StyleClass.MUTED);
        list.setPlaceholder(none);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(beam -> {
                    if (beam != null && !following) {
                        beams.chosenProperty().set(beam.node());
                    }
                });
        list.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    Searched.Found beam = list.getSelectionModel().getSelectedItem();
                    if (event.getCode() == KeyCode.ENTER && beam != null) {
                        beams.use(beam.node());
                        event.consume();
                    }
                });
        way.setWrapText(true);
        way.setMinWidth(0);
        way.getStyleClass().add(StyleClass.SMALL);
        HBox.setHgrow(way, Priority.ALWAYS);
        way.setMaxWidth(Double.MAX_VALUE);
        use = RunControls.use(() -> beams.use(beams.chosenProperty().get()));
        use.setId("beams-use");
        foot = new HBox(way, use);
        foot.getStyleClass().add("head");
        foot.managedProperty().bind(foot.visibleProperty());
        Card card = new Card(Messages.text("beams.results.title"), list);
        card.actions().add(new ExportMenu(card, beams::resultsCaption, beams::results, export));
        card.addFoot(foot);
        beams.searchedProperty()
                .subscribe(searched -> show(searched == null ? List.of() : searched.found()));
        beams.chosenProperty().subscribe(ignored -> follow());
        beams.stateProperty().subscribe(ignored -> follow());
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private void show(List<Searched.Found> found) {
        following = true;
        if (!list.getItems().equals(found)) {
            list.getItems().setAll(found);
        }
        following = false;
        follow();
    }

    private void follow() {
        following = true;
        int node = beams.chosenProperty().get();
        list.getSelectionModel().clearSelection();
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).node() == node) {
                list.getSelectionModel().select(i);
            }
        }
        Searched searched = beams.searchedProperty().get();
        boolean other =
                node >= 0 && searched != null && node < searched.size() && !searched.isFound(node);
        foot.setVisible(other);
        if (other && searched != null) {
            way.setText(Messages.text("beams.way", searched.text(node)));
            use.setDisable(!beams.isUsable(node));
        }
        following = false;
    }
}
