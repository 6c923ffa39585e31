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

/// All types in a table above, and what measures them; below it the text that they are measured on, their losses over
/// their memory, and the file of the chosen one. Where it is narrow, the losses stand beside a shorter table, and text and
/// file below. It is never lower than the whole table needs.
public final class QuantiseView extends EmRegion {

    private static final double AROUND = 9;
    private static final double LINE = 1.96;
    private static final int LEAST_ROWS = 7;
    private static final double BELOW = 13;
    private static final double GAP = 0.85;
    private static final double NARROW = 66;
    private static final double TYPES_SHARE = 0.56;
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
        types.addFoot(new MeasureLine(model));
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
        file = new Card(Messages.text("quantise.file.title"), new ModelFilePane(model));
        file.shortenTitle();
        getChildren().addAll(types, text, plot, file);
        model.rowsProperty().subscribe(ignored -> requestLayout());
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

    /// Height of a card whose table shows all types, in em.
    private double table() {
        return AROUND + LINE * Math.max(LEAST_ROWS, table.getItems().size());
    }

    @Override
    protected double computeMinHeight(double width) {
        return (table() + GAP + BELOW) * em();
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(GAP * em());
        boolean narrow = getWidth() < NARROW * em();
        table.shorten(narrow);
        types.subtitleProperty().set(narrow ? "" : Messages.text("quantise.what"));
        if (narrow) {
            narrow(gap);
        } else {
            wide(gap);
        }
    }

    private void wide(double gap) {
        double width = getWidth();
        double above = Math.rint(table() * em());
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

    private void narrow(double gap) {
        double above = Math.rint(table() * em());
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
