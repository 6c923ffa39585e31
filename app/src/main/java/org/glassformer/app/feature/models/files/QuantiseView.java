package org.glassformer.app.feature.models.files;

import java.util.List;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.NamedPoints;

/// All types in a table above; below it the text that they are measured on, their losses over their memory, and the file
/// of the chosen one. Where it is low, the losses stand beside a shorter table.
public final class QuantiseView extends EmRegion {

    private static final double LINES = 20.4;
    private static final double MOST = 0.56;
    private static final double LOW = 34;
    private static final double TYPES_SHARE = 0.58;
    private static final double TEXT_SHARE = 0.32;
    private static final double FILE_SHARE = 0.28;

    private final TypeTable table;
    private final Card types;
    private final Card text;
    private final Card plot;
    private final Card file;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public QuantiseView(QuantiseViewModel model, PanelExport export) {
        getStyleClass().add("quantise");
        table = new TypeTable(model);
        VBox.setVgrow(table, Priority.ALWAYS);
        String title = Messages.text("quantise.title");
        types = new Card(title, table);
        types.shortenTitle();
        types.subtitleProperty().set(Messages.text("quantise.what"));
        types.shortSubtitleProperty().set(Messages.text("quantise.brief"));
        types.actions()
                .setAll(
                        new ExportMenu(
                                types,
                                () -> model.caption(title),
                                () -> model.numbers(title),
                                export));
        text = new Card(Messages.text("quantise.text.title"), new LossTextPane(model));
        text.shortenTitle();
        plot = plot(model, export);
        file = new Card(Messages.text("quantise.file.title"), new GgufFilePane(model));
        file.shortenTitle();
        getChildren().addAll(types, text, plot, file);
    }

    private static Card plot(QuantiseViewModel model, PanelExport export) {
        NamedPoints points = new NamedPoints();
        points.setId("quantise-points");
        points.setMinSize(0, 0);
        points.placeholderProperty().set(Messages.text("quantise.empty"));
        points.onPickedProperty()
                .set(name ->
                        model.rowsProperty().get().stream()
                                .filter(row -> row.name().equals(name))
                                .findFirst()
                                .ifPresent(model.chosenProperty()::set));
        Runnable show = () -> points.dataProperty().set(model.points());
        model.rowsProperty().subscribe(show);
        model.measureProperty().subscribe(ignored -> show.run());
        model.chosenProperty()
                .subscribe(row -> points.selectedProperty().set(row == null ? "" : row.name()));
        String title = Messages.text("quantise.plot.title");
        Card card = new Card(title, points);
        card.shortenTitle();
        card.actions()
                .setAll(
                        new ChoiceSwitch<>(
                                List.of(LossMeasure.values()),
                                each -> Messages.text("quantise.measure." + each),
                                each -> Messages.text("quantise.measure." + each + ".tip"),
                                model.measureProperty()),
                        new ExportMenu(
                                card,
                                () -> model.caption(title),
                                () -> model.numbers(title),
                                export));
        return card;
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        boolean low = getHeight() < LOW * em();
        table.shorten(low);
        types.subtitleProperty().set(low ? "" : Messages.text("quantise.what"));
        if (low) {
            low(gap);
        } else {
            high(gap);
        }
    }

    private void high(double gap) {
        double width = getWidth();
        double above = Math.rint(Math.min(LINES * em(), MOST * (getHeight() - gap)));
        double y = above + gap;
        double below = Math.max(1, getHeight() - y);
        double textWidth = Math.rint(TEXT_SHARE * (width - 2 * gap));
        double fileWidth = Math.rint(FILE_SHARE * (width - 2 * gap));
        double plotWidth = Math.max(1, width - 2 * gap - textWidth - fileWidth);
        types.resizeRelocate(0, 0, width, above);
        text.resizeRelocate(0, y, textWidth, below);
        plot.resizeRelocate(textWidth + gap, y, plotWidth, below);
        file.resizeRelocate(textWidth + plotWidth + 2 * gap, y, fileWidth, below);
    }

    private void low(double gap) {
        double above = Math.rint((getHeight() - gap) / 2);
        double y = above + gap;
        double below = Math.max(1, getHeight() - y);
        double left = Math.rint(TYPES_SHARE * (getWidth() - gap));
        double right = Math.max(1, getWidth() - left - gap);
        types.resizeRelocate(0, 0, left, above);
        plot.resizeRelocate(left + gap, 0, right, above);
        text.resizeRelocate(0, y, left, below);
        file.resizeRelocate(left + gap, y, right, below);
    }
}
