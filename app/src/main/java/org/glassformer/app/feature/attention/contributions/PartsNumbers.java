package org.glassformer.app.feature.attention.contributions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.ui.control.SignedGridData;
import org.glassformer.app.ui.control.WaterfallData;
import org.jspecify.annotations.Nullable;

/// What the panels say when they leave the lab: captions with every setting, and their numbers whole.
final class PartsNumbers {

    private final LabSession session;
    private final ContributionsViewModel model;

    PartsNumbers(LabSession session, ContributionsViewModel model) {
        this.session = session;
        this.model = model;
    }

    private Caption caption(String key) {
        Attribution now = model.attributionProperty().get();
        SequencedMap<String, String> settings = RunSettings.of(session);
        if (now != null) {
            settings.put(
                    Messages.text("contributions.setting.token"), PartWords.label(now.token()));
            settings.put(
                    Messages.text("contributions.setting.other"),
                    now.isDifference() ? PartWords.label(now.other()) : "");
            settings.put(
                    Messages.text("contributions.setting.position"),
                    PartWords.label(now.after()) + " (" + now.position() + ")");
            settings.put(
                    Messages.text("contributions.setting.norm"),
                    Messages.text("contributions.setting.normValue", Figures.value(now.scale())));
            int changes = now.interventions();
            settings.put(
                    Messages.text("contributions.setting.interventions"),
                    changes == 0 ? "" : Integer.toString(changes));
        }
        return Caption.of(Messages.text(key)).with(settings);
    }

    Caption gridCaption() {
        return caption("contributions.grid.title");
    }

    /// A row for each layer.
    Optional<NumbersTable> grid() {
        SignedGridData data = model.gridProperty().get();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(Messages.text("contributions.column.layer"), row -> row));
        for (int i = 0; i < data.columns().size(); i++) {
            int column = i;
            String name = data.columns().get(i);
            columns.add(
                    Column.float64(
                            i < data.columns().size() - data.apart()
                                    ? Messages.text("contributions.head") + " " + name
                                    : name,
                            "",
                            row -> data.value(row, column)));
        }
        return table(gridCaption(), data.rows().size(), columns);
    }

    Caption barsCaption() {
        return caption("contributions.bars.title");
    }

    /// A row for each part, the largest first.
    Optional<NumbersTable> bars() {
        Attribution now = model.attributionProperty().get();
        if (now == null) {
            return Optional.empty();
        }
        List<Part> parts = now.ranked();
        return table(
                barsCaption(),
                parts.size(),
                List.of(
                        Column.text(
                                Messages.text("contributions.column.part"),
                                row -> PartWords.name(parts.get(row))),
                        Column.text(
                                Messages.text("contributions.column.layer"),
                                row -> number(parts.get(row).layer())),
                        Column.text(
                                Messages.text("contributions.column.head"),
                                row -> number(parts.get(row).head())),
                        Column.float64(
                                Messages.text("contributions.column.value"),
                                "",
                                row -> parts.get(row).value()),
                        Column.float64(
                                Messages.text("contributions.column.share"),
                                "",
                                row -> now.share(parts.get(row).value()))));
    }

    private static @Nullable String number(int index) {
        return index < 0 ? null : Integer.toString(index);
    }

    Caption sumCaption() {
        return caption("contributions.sum.title");
    }

    /// A row for each step of the running sum.
    Optional<NumbersTable> sum() {
        Attribution now = model.attributionProperty().get();
        if (now == null) {
            return Optional.empty();
        }
        PartsPicture picture = PartsPicture.of(now);
        WaterfallData data = picture.sum();
        return table(
                sumCaption(),
                data.steps().size(),
                List.of(
                        Column.text(Messages.text("contributions.column.part"), picture::stepName),
                        Column.float64(
                                Messages.text("contributions.column.value"),
                                "",
                                row -> data.steps().get(row).value()),
                        Column.float64(
                                Messages.text("contributions.column.sum"),
                                "",
                                row -> data.sum(row + 1))));
    }

    private static Optional<NumbersTable> table(Caption caption, int rows, List<Column> columns) {
        return rows == 0 ? Optional.empty() : Optional.of(new NumbersTable(caption, rows, columns));
    }
}
