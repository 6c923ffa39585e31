package org.glassformer.app.feature.tokens.languages;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.GroupedBars;
import org.glassformer.app.ui.control.GroupedBarsData;
import org.glassformer.app.ui.control.SeriesLegend;
import org.glassformer.app.ui.theme.StyleClass;

/// What one paragraph costs in many languages: bars of tokens, the text of the language under the pointer, and an
/// editor of the selected one.
public final class LanguagesView extends VBox {

    private static final double BUSY_MS = 250;

    private final LanguagesViewModel model;
    private final GroupedBars bars = new GroupedBars();
    private final SeriesLegend legend = new SeriesLegend();
    private final LanguageEditor editor;
    private final LanguageHover hover = new LanguageHover();
    private final Card card = new Card("");
    private final VBox foot;
    private final PauseTransition busy = new PauseTransition(Duration.millis(BUSY_MS));
    private Point2D pointer = Point2D.ZERO;

    /// A view of a view model; the first time it is put on a scene, it opens the view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves the panel
    public LanguagesView(LanguagesViewModel model, PanelExport export) {
        this.model = model;
        editor = new LanguageEditor(model);
        getStyleClass().add(StyleClass.LANGUAGES);
        setMinSize(0, 0);
        bars.setId("languages");
        bars.valueTitleProperty().set(Messages.text("languages.tokens"));
        bars.ratioTitleProperty().set(Messages.text("languages.ratio"));
        bars.placeholderProperty().set(Messages.text("languages.empty"));
        bars.onOpenedProperty().set(row -> model.edit(language(row)));
        foot = foot();
        LanguagesMenus menus = new LanguagesMenus(model, () -> editor.focusText());
        card.shortenTitle();
        LanguagesPane pane = new LanguagesPane(bars, editor, menus::showNames, this::crowd);
        model.noticeProperty().subscribe(() -> pane.requestLayout());
        card.setContent(pane);
        card.actions().setAll(menus.all());
        card.actions()
                .add(
                        new ExportMenu(
                                card,
                                () -> LanguagesTable.caption(model.comparisonProperty().get()),
                                () -> LanguagesTable.of(model.comparisonProperty().get()),
                                export));
        card.addFoot(foot);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        bars.selectedRowProperty()
                .subscribe((before, now) ->
                        model.selectedProperty()
                                .set(
                                        now.intValue() < 0
                                                ? null
                                                : language(now.intValue()).language().code()));
        model.comparisonProperty().subscribe(this::show);
        model.selectedProperty().subscribe(() -> showSelected());
        model.editingProperty().subscribe(on -> showEditor(on));
        busy.setOnFinished(ignored -> dim(true));
        model.stateProperty().subscribe(this::show);
        watchPointer();
        sceneProperty()
                .subscribe(scene -> {
                    if (scene != null) {
                        model.open();
                    }
                });
    }

    private LanguageCount language(int row) {
        return model.comparisonProperty().get().languages().get(row);
    }

    private VBox foot() {
        Label why = new Label(Messages.text("languages.why"));
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        Label notice = new Label();
        notice.setId("languages-notice");
        notice.setWrapText(true);
        notice.setMinHeight(Region.USE_PREF_SIZE);
        notice.getStyleClass().addAll(StyleClass.SMALL, StyleClass.WARNING);
        notice.textProperty().bind(model.noticeProperty());
        ObservableValue<Boolean> told = model.noticeProperty().map(text -> !text.isEmpty());
        notice.visibleProperty().bind(told);
        notice.managedProperty().bind(notice.visibleProperty());
        why.visibleProperty().bind(notice.visibleProperty().not());
        why.managedProperty().bind(why.visibleProperty());
        VBox foot = new VBox(legend, why, notice);
        foot.getStyleClass().add("foot");
        return foot;
    }

    /// The editor has the legend and the reason in its own figures, and needs the room.
    private void crowd(boolean on) {
        foot.setVisible(!on || !model.noticeProperty().get().isEmpty());
        foot.setManaged(foot.isVisible());
    }

    private void show(Comparison comparison) {
        int languages = comparison.languages().size();
        card.titleProperty()
                .set(
                        languages == 0
                                ? Messages.text("languages.panel")
                                : Messages.text("languages.panelOf", languages));
        legend.show(comparison.tokenizers());
        bars.setData(
                new GroupedBarsData(
                        comparison.tokenizers(),
                        comparison.languages().stream().map(LanguagesView::row).toList(),
                        comparison.reference()));
        hover.hide();
        showSelected();
    }

    private static GroupedBarsData.Row row(LanguageCount count) {
        LanguageText language = count.language();
        return new GroupedBarsData.Row(
                count.name(),
                language.paragraph().own().equals(count.name()) ? "" : language.paragraph().own(),
                language.added() || language.isEdited(),
                count.tokens());
    }

    private void showSelected() {
        String code = model.selectedProperty().get();
        Comparison comparison = model.comparisonProperty().get();
        bars.selectedRowProperty().set(code == null ? -1 : comparison.indexOf(code));
        model.selectedLanguage().ifPresent(language -> editor.show(comparison, language));
    }

    private void showEditor(boolean on) {
        editor.setVisible(on);
        hover.hide();
        if (!on && getScene() != null) {
            bars.requestFocus();
        }
    }

    private void watchPointer() {
        bars.addEventFilter(
                MouseEvent.MOUSE_MOVED,
                event -> pointer = new Point2D(event.getScreenX(), event.getScreenY()));
        bars.addEventFilter(MouseEvent.MOUSE_PRESSED, ignored -> hover.hide());
        bars.hoveredRowProperty()
                .subscribe((before, now) -> {
                    int row = now.intValue();
                    if (row < 0 || row >= model.comparisonProperty().get().languages().size()) {
                        hover.hide();
                    } else {
                        Comparison comparison = model.comparisonProperty().get();
                        hover.show(comparison, language(row), bars, pointer);
                    }
                });
    }

    private void show(LabState state) {
        busy.stop();
        switch (state) {
            case BUSY -> busy.play();
            case STALE, FAILED -> dim(true);
            case EMPTY, READY -> dim(false);
        }
    }

    private void dim(boolean stale) {
        Dimmer.dim(bars, stale);
    }
}
