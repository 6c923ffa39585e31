package org.glassformer.app.feature.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.engine.sampling.SamplingTrace;

/// What the panels of the screen say when they leave the lab: captions with every setting, and their numbers whole.
final class NumbersViewModel {

    private final LabSession session;
    private final AttentionViewModel attention;
    private final NextTokenViewModel next;

    NumbersViewModel(LabSession session, AttentionViewModel attention, NextTokenViewModel next) {
        this.session = session;
        this.attention = attention;
        this.next = next;
    }

    private Caption caption(String title) {
        Caption caption = Caption.of(title);
        ModelSummary model = session.modelProperty().get();
        Reading reading = session.readingProperty().get();
        if (model != null) {
            caption =
                    caption.with(Messages.text("export.setting.model"), model.name())
                            .with(Messages.text("export.setting.device"), model.device())
                            .with(Messages.text("export.setting.precision"), model.precision());
        }
        return reading == null
                ? caption
                : caption.with(Messages.text("export.setting.prompt"), reading.text());
    }

    Caption mapCaption() {
        return caption(attention.titleProperty().get());
    }

    /// A row for each query, a column for each key.
    Optional<NumbersTable> map() {
        AttentionViewModel.Picture picture = attention.pictureProperty().get();
        HeatmapData data = picture.data();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(column("query"), row -> row));
        columns.add(Column.text(column("token"), picture.labels()::get));
        for (int key = 0; key < data.columns(); key++) {
            int at = key;
            columns.add(
                    Column.float32(
                            key + " " + picture.labels().get(key),
                            "",
                            row -> data.isMasked(row, at) ? Float.NaN : data.value(row, at)));
        }
        return table(mapCaption(), data.rows(), columns);
    }

    Caption headsCaption() {
        return caption(Messages.text("heads.title"))
                .with(Messages.text("export.setting.heads"), attention.headsProperty().get());
    }

    /// A row for each cell of each small map.
    Optional<NumbersTable> heads() {
        HeadThumbnails all = attention.thumbnailsProperty().get();
        Reading reading = session.readingProperty().get();
        int side = all.side();
        int tokens = Math.max(side, reading == null ? 0 : reading.tokens().size());
        int cells = side * (side + 1) / 2;
        int heads = all.heads();
        String first = side == tokens ? "" : "first";
        return table(
                headsCaption(),
                all.layers() * heads * cells,
                List.of(
                        Column.whole(column("layer"), row -> row / cells / heads),
                        Column.whole(column("head"), row -> row / cells % heads),
                        Column.whole(
                                column(first + "query"),
                                row -> first(query(row % cells), tokens, side)),
                        Column.whole(
                                column(first + "key"),
                                row -> first(key(row % cells), tokens, side)),
                        Column.float32(
                                column("weight"),
                                "",
                                row ->
                                        all.value(
                                                row / cells / heads,
                                                row / cells % heads,
                                                query(row % cells),
                                                key(row % cells)))));
    }

    /// The row of a cell of a lower triangle, cells counted row by row.
    private static int query(int cell) {
        return (int) ((Math.sqrt(8.0 * cell + 1) - 1) / 2);
    }

    private static int key(int cell) {
        int query = query(cell);
        return cell - query * (query + 1) / 2;
    }

    /// The first of the tokens that share a cell.
    private static int first(int cell, int tokens, int side) {
        return Math.ceilDiv(cell * tokens, side);
    }

    Caption looksCaption() {
        return caption(attention.looksTitleProperty().get())
                .with(Messages.text("export.setting.shown"), attention.titleProperty().get());
    }

    /// A row for each key that the token can look at, the largest weight first.
    Optional<NumbersTable> looks() {
        List<Look> looks = attention.allLooks();
        return table(
                looksCaption(),
                looks.size(),
                List.of(
                        Column.whole(column("key"), row -> looks.get(row).position()),
                        Column.text(column("token"), row -> looks.get(row).token()),
                        Column.float32(
                                column("weight"), "", row -> (float) looks.get(row).weight())));
    }

    Caption nextCaption() {
        return caption(next.titleProperty().get())
                .with(Messages.text("export.setting.chain"), chain(session.chainProperty().get()))
                .with(
                        Messages.text("export.setting.seed"),
                        Long.toString(session.seedProperty().get()))
                .with(Messages.text("export.setting.draw"), next.drawProperty().get());
    }

    private static String chain(ChainSettings chain) {
        String stages =
                ChainViewModel.stages(chain.order()).stream()
                        .map(stage ->
                                switch (stage) {
                                    case TEMPERATURE ->
                                            stage("temperature", chain.temperature(), 1);
                                    case TOP_K -> stage("topK", chain.topK(), 0);
                                    case TOP_P -> stage("topP", chain.topP(), 1);
                                    case MIN_P -> stage("minP", chain.minP(), 0);
                                })
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return stages.isEmpty() ? Messages.text("chain.neutral") : stages;
    }

    private static String stage(String name, double value, double neutral) {
        return value == neutral ? "" : Messages.text("chain." + name) + " " + Figures.value(value);
    }

    /// A row for each token of the vocabulary, the most likely first.
    Optional<NumbersTable> next() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.readingProperty().get();
        if (trace == null || reading == null) {
            return Optional.empty();
        }
        TokenTexts vocabulary = reading.vocabulary();
        List<String> reasons = NextTokenViewModel.reasons(session.chainProperty().get());
        return table(
                nextCaption(),
                trace.size(),
                List.of(
                        Column.whole(column("rank"), row -> row + 1L),
                        Column.whole(column("id"), trace::id),
                        Column.text(column("token"), row -> vocabulary.token(trace.id(row)).text()),
                        Column.float32(column("logit"), "", trace::logit),
                        Column.float64(column("adjusted"), "", trace::value),
                        Column.float64(column("before"), "", trace::rawProbability),
                        Column.float64(column("after"), "", trace::probability),
                        Column.text(
                                column("removedBy"),
                                row -> NextTokenViewModel.reason(trace.removedBy(row), reasons))));
    }

    private static Optional<NumbersTable> table(Caption caption, int rows, List<Column> columns) {
        return rows == 0 ? Optional.empty() : Optional.of(new NumbersTable(caption, rows, columns));
    }

    private static String column(String name) {
        return Messages.text("export.column." + name);
    }
}
