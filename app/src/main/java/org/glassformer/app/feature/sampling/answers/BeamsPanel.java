package org.glassformer.app.feature.sampling.answers;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.BeamTree;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;

/// A beam search as a tree.
final class BeamsPanel extends VBox {

    private static final double PENALTY_STEP = 0.1;

    BeamsPanel(AnswersViewModel model, PanelExport export) {
        BeamsViewModel beams = model.beams();
        setMinSize(0, 0);
        BeamTree tree = new BeamTree();
        tree.setId("beams-tree");
        tree.setMinSize(0, 0);
        tree.placeholderProperty()
                .bind(beams.stateProperty().map(state -> Messages.text(placeholder(state))));
        beams.searchedProperty()
                .subscribe(searched -> tree.dataProperty().set(BeamsViewModel.drawn(searched)));
        tree.markedProperty().bind(beams.chosenProperty());
        tree.onPickedProperty().set(node -> beams.chosenProperty().set(node));
        NumbersTwin twin = new NumbersTwin("beams-table");
        ToggleButton table = RunControls.table("beams-show-table");
        twin.visibleProperty().bind(table.selectedProperty());
        tree.visibleProperty().bind(table.selectedProperty().not());
        table.selectedProperty().subscribe(on -> fill(twin, beams));
        beams.searchedProperty().subscribe(searched -> fill(twin, beams));
        StackPane content = new StackPane(tree, twin);
        content.setMinSize(0, 0);

        NumberField width =
                new NumberField(
                        "beams-width",
                        Messages.text("beams.width.tip", BeamsViewModel.MOST_BEAMS),
                        new NumberField.Range(1, BeamsViewModel.MOST_BEAMS, 1),
                        value -> Long.toString(Math.round(value)),
                        value -> beams.widthProperty().set((int) value));
        beams.widthProperty().subscribe(now -> width.show(now.intValue()));
        NumberField penalty =
                new NumberField(
                        "beams-penalty",
                        Messages.text("beams.penalty.tip"),
                        new NumberField.Range(0, BeamsViewModel.MOST_PENALTY, PENALTY_STEP),
                        value -> Figures.fixed(value, 1),
                        value -> beams.penaltyProperty().set(value));
        beams.penaltyProperty().subscribe(now -> penalty.show(now.doubleValue()));
        FlowPane choices =
                new FlowPane(
                        RunControls.named("beams.width", width),
                        RunControls.named("beams.penalty", penalty),
                        RunControls.most(model, "beams-most"),
                        RunControls.run(
                                "beams-run",
                                new ReadOnlyStringWrapper(Messages.text("beams.run")),
                                beams.stateProperty(),
                                beams::run,
                                beams::stop));
        choices.getStyleClass().addAll("choices", StyleClass.HANDLE);
        Card card = new Card("");
        card.setContent(RunControls.body(choices, content));
        card.leading().add(RunControls.modes(model));
        card.subtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> beams.reading(tree.hoveredProperty().get()),
                                tree.hoveredProperty(),
                                beams.searchedProperty()));
        card.actions().addAll(table, new ExportMenu(card, beams::treeCaption, beams::tree, export));
        card.addFoot(RunControls.note("beams-note", beams.stateProperty(), beams.cost()));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static void fill(NumbersTwin twin, BeamsViewModel beams) {
        if (twin.isVisible()) {
            twin.show(beams.tree());
        }
    }

    private static String placeholder(LabState state) {
        return switch (state) {
            case BUSY -> "answers.reading";
            case FAILED -> "answers.none.failed";
            case EMPTY, STALE, READY -> "beams.none";
        };
    }
}
