package org.glassformer.app.feature.attention.stream;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.SessionToken;
import org.jspecify.annotations.Nullable;

/// The panels of the stream as tables, with every setting.
final class StreamTables {

    private StreamTables() {}

    private static Caption caption(
            String title, LabSession session, @Nullable StreamNumbers numbers, String followed) {
        Caption caption = Caption.of(title);
        if (numbers == null) {
            return caption;
        }
        ModelSummary model = numbers.reading().model();
        long inForce = session.interventionsProperty().get().stream().filter(i -> i.on()).count();
        return caption.with(Messages.text("export.setting.model"), model.name())
                .with(Messages.text("export.setting.device"), model.device())
                .with(Messages.text("export.setting.precision"), model.precision())
                .with(Messages.text("export.setting.prompt"), numbers.reading().text())
                .with(
                        Messages.text("stream.setting.interventions"),
                        inForce == 0 ? "" : Long.toString(inForce))
                .with(Messages.text("stream.setting.followed"), followed);
    }

    static Caption lensCaption(
            LabSession session, @Nullable StreamNumbers numbers, String followed) {
        return caption(Messages.text("stream.lens.title"), session, numbers, followed)
                .with(Messages.text("stream.setting.lens"), Messages.text("stream.lens.what"));
    }

    static Caption layersCaption(
            LabSession session,
            @Nullable StreamNumbers numbers,
            String followed,
            String position,
            String share) {
        return caption(Messages.text("stream.layers.title"), session, numbers, followed)
                .with(Messages.text("stream.setting.position"), position)
                .with(Messages.text("stream.setting.embedding"), share);
    }

    /// A row for each point and position, position by position; those not read yet have no numbers.
    static NumbersTable lens(Caption caption, StreamNumbers numbers) {
        int points = numbers.points().size();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(column("position"), row -> row / points));
        columns.add(
                Column.text(
                        column("token"),
                        row -> numbers.reading().tokens().get(row / points).text()));
        columns.add(
                Column.text(
                        column("point"), row -> numbers.points().get(row % points).label(true)));
        for (int n = 0; n < LensViewModel.TOP; n++) {
            int nth = n;
            columns.add(
                    Column.text(
                            Messages.text("stream.column.top", n + 1),
                            row ->
                                    numbers.at(row / points)
                                            .filter(seen -> nth < seen.top())
                                            .map(seen ->
                                                    text(
                                                            numbers,
                                                            seen.id(
                                                                    row % points,
                                                                    row / points,
                                                                    nth)))
                                            .orElse(null)));
            columns.add(
                    Column.float32(
                            Messages.text("stream.column.p", n + 1),
                            "",
                            row ->
                                    numbers.at(row / points)
                                            .filter(seen -> nth < seen.top())
                                            .map(seen ->
                                                    seen.probability(
                                                            row % points, row / points, nth))
                                            .orElse(Float.NaN)));
        }
        columns.addAll(followed(numbers, row -> row % points, row -> row / points));
        return new NumbersTable(caption, points * numbers.positions(), columns);
    }

    /// A row for each point of one position.
    static NumbersTable layers(Caption caption, StreamNumbers numbers, int position) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(column("point"), row -> numbers.points().get(row).label(true)));
        columns.add(
                Column.float64(column("blocks"), "", row -> numbers.points().get(row).blocks()));
        columns.addAll(followed(numbers, row -> row, row -> position));
        columns.add(Column.float64(column("norm"), "", row -> numbers.norm(row, position)));
        columns.add(Column.float64(column("meanNorm"), "", numbers::meanNorm));
        return new NumbersTable(caption, numbers.points().size(), columns);
    }

    private interface Place {
        int of(int row);
    }

    private static List<Column> followed(StreamNumbers numbers, Place point, Place position) {
        return List.of(
                Column.text(
                        column("followed"),
                        row -> {
                            int at = position.of(row);
                            return numbers.at(at)
                                    .map(seen -> text(numbers, seen.followed(at)))
                                    .orElse(null);
                        }),
                Column.float64(
                        column("rank"),
                        "",
                        row -> {
                            int at = position.of(row);
                            return numbers.at(at)
                                    .map(seen -> (double) seen.rank(point.of(row), at))
                                    .orElse(Double.NaN);
                        }),
                Column.float32(
                        column("chosen"),
                        "",
                        row -> {
                            int at = position.of(row);
                            return numbers.at(at)
                                    .map(seen -> seen.chosen(point.of(row), at))
                                    .orElse(Float.NaN);
                        }),
                Column.float32(
                        column("divergence"),
                        Messages.text("stream.bits"),
                        row -> {
                            int at = position.of(row);
                            return numbers.at(at)
                                    .map(seen -> seen.divergence(point.of(row), at))
                                    .orElse(Float.NaN);
                        }));
    }

    private static String text(StreamNumbers numbers, int id) {
        SessionToken token = numbers.reading().vocabulary().token(id);
        return token.text();
    }

    private static String column(String name) {
        return Messages.text("stream.column." + name);
    }
}
