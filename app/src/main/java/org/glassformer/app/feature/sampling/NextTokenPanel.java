package org.glassformer.app.feature.sampling;

import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.TokenField;
import org.glassformer.app.ui.theme.StyleClass;

/// The next token over the whole vocabulary, before or after the chain, with a field that finds any token and a line
/// that says why the chosen one is not a candidate.
final class NextTokenPanel extends VBox {

    private final LogitBars bars = new LogitBars();
    private final NextTokenViewModel next;
    private final WhyNotViewModel whyNot;
    private final ReadOnlyIntegerProperty lookedAt;
    private boolean following;
    private int revealed = LabSession.NONE;

    NextTokenPanel(SamplingViewModel model, PanelExport export) {
        next = model.nextToken();
        whyNot = model.whyNot();
        lookedAt = model.lookedAtProperty();
        bars.setId("next-token");
        bars.dataProperty().bind(next.barsProperty());
        bars.noteProperty().bind(next.drawProperty());
        bars.onPickedProperty().set(model::pick);
        bars.aimProperty().set(model.aim());
        bars.aimNoteProperty().bind(model.aim().sentenceProperty());
        bars.selectedRowProperty()
                .subscribe((before, row) -> {
                    if (!following) {
                        OptionalInt id = next.id(row.intValue());
                        whyNot.tokenProperty().set(id.orElse(LabSession.NONE));
                    }
                });
        next.barsProperty().subscribe(ignored -> follow());
        ToggleGroup group = new ToggleGroup();
        ToggleButton raw = toggle("next.raw", group);
        ToggleButton after = toggle("next.after", group);
        after.setSelected(true);
        raw.getStyleClass().add("left-pill");
        after.getStyleClass().add("right-pill");
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        group.selectToggle(before);
                    }
                });
        bars.rawShownProperty().bind(raw.selectedProperty());
        Card card = new Card("", bars);
        card.shortenTitle();
        card.titleProperty().bind(next.titleProperty());
        card.shortTitleProperty().bind(next.shortTitleProperty());
        card.addFoot(new WhyNotLine(whyNot));
        NumbersViewModel numbers = model.numbers();
        card.actions()
                .setAll(
                        search(model),
                        allowedFirst(),
                        new HBox(raw, after),
                        new ExportMenu(card, numbers::nextCaption, numbers::next, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getStyleClass().add(StyleClass.COLUMN);
        getChildren().setAll(new ForeignStrip(model.foreign()), card);
    }

    /// How many tokens are shown at once at most.
    void list(int rows) {
        bars.maxRowsProperty().set(rows);
    }

    /// The chosen token stays chosen where another text gives it another rank.
    private void follow() {
        following = true;
        int row = next.row(whyNot.tokenProperty().get()).orElse(LogitBars.NONE);
        if (lookedAt.get() != revealed) {
            revealed = lookedAt.get();
            bars.reveal(revealed == LabSession.NONE ? 0 : Math.max(0, row));
        }
        bars.selectedRowProperty().set(row);
        following = false;
    }

    private TokenField search(SamplingViewModel model) {
        TokenField field = new TokenField();
        field.getStyleClass().add(StyleClass.HANDLE);
        field.field().setId("find-token");
        field.field().setTooltip(new Tooltip(Messages.text("next.find.tip")));
        field.promptTextProperty().set(Messages.text("next.find"));
        field.setColumns(13);
        field.setMinWidth(USE_PREF_SIZE);
        field.matchesProperty().bind(model.choicesProperty());
        field.onPickedProperty()
                .set(id -> {
                    whyNot.tokenProperty().set(id);
                    next.row(id).ifPresent(bars::reveal);
                });
        return field;
    }

    /// Shown while a constraint forbids tokens.
    private ToggleButton allowedFirst() {
        ToggleButton button = new ToggleButton(Messages.text("next.allowedFirst"));
        button.setId("allowed-first");
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text("next.allowedFirst.tip")));
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.selectedProperty().bindBidirectional(next.allowedFirstProperty());
        button.visibleProperty().bind(next.maskedProperty());
        button.managedProperty().bind(next.maskedProperty());
        return button;
    }

    private static ToggleButton toggle(String key, ToggleGroup group) {
        ToggleButton button = new ToggleButton(Messages.text(key));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setToggleGroup(group);
        button.setFocusTraversable(false);
        return button;
    }
}
