package org.glassformer.app.feature.sampling.cases;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.sampling.cases.CasesViewModel.Replayed;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.StatusChip;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What of the text shown can be saved, and below it the case that was run again with what came of it.
public final class CasesView extends VBox {

    private final CasesViewModel model;
    private final Label failure = new Label();
    private final Label file = new Label();
    private final Label mismatch = new Label();
    private final StatusChip result = new StatusChip("", StatusChip.Tone.NEUTRAL);
    private final GridPane facts = new GridPane();
    private final DifferenceTable difference = new DifferenceTable();
    private final Button openModel;
    private final Button moveTo;
    private final Button again;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public CasesView(CasesViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().addAll(StyleClass.COLUMN, StyleClass.CASES);
        setMinSize(0, 0);
        openModel = button("cases.openModel", Material2AL.FOLDER_OPEN, model::openModel);
        moveTo = button("cases.moveTo", Material2AL.DEVELOPER_BOARD, model::moveToDevice);
        again = button("cases.again", Material2MZ.REPLAY, model::again);
        Card replay = replay(export);
        VBox.setVgrow(replay, Priority.ALWAYS);
        getChildren().setAll(saving(), replay);
        model.replayedProperty().subscribe(this::show);
        model.failureProperty().subscribe(text -> show(model.replayedProperty().get()));
    }

    private Card saving() {
        Label sentence = new Label();
        sentence.setId("cases-draft");
        sentence.setWrapText(true);
        sentence.setMinWidth(0);
        Button save = button("cases.save", Material2MZ.SAVE_ALT, this::save);
        save.disableProperty().bind(model.draftProperty().map(Optional::isEmpty).orElse(true));
        model.draftProperty()
                .subscribe(draft ->
                        sentence.setText(
                                draft.map(model::sentence)
                                        .orElseGet(() -> Messages.text("cases.draft.none"))));
        Card card = new Card(Messages.text("cases.save.title"), sentence);
        card.actions().setAll(save);
        return card;
    }

    private Card replay(PanelExport export) {
        Button open = button("cases.open", Material2AL.FOLDER_OPEN, this::open);
        failure.setId("cases-failure");
        failure.getStyleClass().add(StyleClass.WARNING);
        mismatch.setId("cases-mismatch");
        mismatch.getStyleClass().add(StyleClass.WARNING);
        file.getStyleClass().add(StyleClass.STRONG);
        result.setId("cases-result");
        for (Label label : List.of(failure, mismatch, file)) {
            label.setWrapText(true);
            label.setMinWidth(0);
            label.visibleProperty().bind(label.textProperty().isNotEmpty());
            label.managedProperty().bind(label.visibleProperty());
        }
        facts.getStyleClass().add("facts");
        FlowPane buttons = new FlowPane(again, openModel, moveTo);
        buttons.getStyleClass().add("buttons");
        VBox body = new VBox(failure, file, result, mismatch, buttons, difference, facts);
        body.getStyleClass().add("body");
        Card card = new Card(Messages.text("cases.replay.title"), new VerticalScroll(body));
        card.shortenTitle();
        card.subtitleProperty()
                .bind(
                        Bindings.when(model.busyProperty())
                                .then(Messages.text("cases.busy"))
                                .otherwise(""));
        card.actions().setAll(open, new ExportMenu(card, model::caption, model::numbers, export));
        return card;
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button(Messages.text(key), new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setOnAction(ignored -> command.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text(title));
        chooser.getExtensionFilters()
                .setAll(new FileChooser.ExtensionFilter(Messages.text("cases.kind"), "*.json"));
        return chooser;
    }

    private void save() {
        FileChooser chooser = chooser("cases.save.title");
        chooser.setInitialFileName("case.json");
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.save(chosen.toPath());
        }
    }

    private void open() {
        File chosen = chooser("cases.replay.title").showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            model.open(chosen.toPath());
        }
    }

    private void show(@Nullable Replayed shown) {
        String why = model.failureProperty().get();
        failure.setText(shown == null && why.isEmpty() ? Messages.text("cases.none") : why);
        failure.getStyleClass().remove(StyleClass.WARNING);
        if (!why.isEmpty()) {
            failure.getStyleClass().add(StyleClass.WARNING);
        }
        boolean there = shown != null && why.isEmpty();
        again.setVisible(there);
        openModel.setVisible(there && model.hasOtherModel());
        moveTo.setVisible(there && model.hasOtherDevice());
        result.setVisible(there);
        result.setManaged(there);
        facts.setVisible(there);
        facts.getChildren().clear();
        if (shown == null || !there) {
            file.setText("");
            mismatch.setText("");
            difference.show(List.of());
            return;
        }
        CaseWordsViewModel.CaseShown words = CaseWordsViewModel.shown(shown);
        file.setText(words.file());
        mismatch.setText(words.mismatch());
        result.setText(words.result());
        result.toneProperty().set(words.same() ? StatusChip.Tone.SUCCESS : StatusChip.Tone.DANGER);
        difference.show(words.difference());
        words.facts().forEach(fact -> fact(fact.key(), fact.value()));
    }

    private void fact(String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        int row = facts.getRowCount();
        Label name = new Label(Messages.text(key));
        name.getStyleClass().add(StyleClass.MUTED);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label text = new Label(value);
        text.setId(key.replace('.', '-'));
        text.setWrapText(true);
        text.setMinWidth(0);
        facts.add(name, 0, row);
        facts.add(text, 1, row);
        GridPane.setHgrow(text, Priority.ALWAYS);
        GridPane.setValignment(name, javafx.geometry.VPos.TOP);
    }
}
