package org.glassformer.app.feature.attention.embeddings;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;

/// What the panels say when they leave the lab: captions with every setting, and their numbers whole.
final class MapNumbers {

    private final LabSession session;
    private final EmbeddingsViewModel model;

    MapNumbers(LabSession session, EmbeddingsViewModel model) {
        this.session = session;
        this.model = model;
    }

    private Caption caption(String title) {
        Caption caption = Caption.of(title);
        ModelSummary summary = session.modelProperty().get();
        return summary == null
                ? caption
                : caption.with(Messages.text("export.setting.model"), summary.name())
                        .with(Messages.text("export.setting.precision"), summary.precision());
    }

    Caption mapCaption() {
        TokenMap map = model.map();
        Caption caption = caption(Messages.text("embeddings.title"));
        return map == null
                ? caption
                : caption.with(
                                Messages.text("embeddings.setting.first"),
                                Figures.percent(map.share(0)))
                        .with(
                                Messages.text("embeddings.setting.second"),
                                Figures.percent(map.share(1)))
                        .with(
                                Messages.text("embeddings.setting.search"),
                                model.searchProperty().get());
    }

    /// A row for each token of the vocabulary.
    Optional<NumbersTable> map() {
        TokenMap map = model.map();
        if (map == null) {
            return Optional.empty();
        }
        return Optional.of(
                new NumbersTable(
                        mapCaption(),
                        map.size(),
                        List.of(
                                Column.whole(Messages.text("export.column.id"), row -> row),
                                Column.text(
                                        Messages.text("export.column.token"),
                                        row -> map.texts().token(row).text()),
                                Column.float32(
                                        Messages.text("embeddings.column.first"),
                                        "",
                                        row -> map.data().x(row)),
                                Column.float32(
                                        Messages.text("embeddings.column.second"),
                                        "",
                                        row -> map.data().y(row)))));
    }

    Caption nearCaption() {
        return caption(model.nearTitleProperty().get());
    }

    /// A row for each neighbour, the nearest first.
    Optional<NumbersTable> near() {
        TokenMap map = model.map();
        List<Neighbour> nearest = model.nearest();
        if (map == null || nearest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NumbersTable(
                        nearCaption(),
                        nearest.size(),
                        List.of(
                                Column.whole(Messages.text("export.column.rank"), row -> row + 1L),
                                Column.whole(
                                        Messages.text("export.column.id"),
                                        row -> nearest.get(row).token()),
                                Column.text(
                                        Messages.text("export.column.token"),
                                        row -> map.texts().token(nearest.get(row).token()).text()),
                                Column.float64(
                                        Messages.text("embeddings.column.cosine"),
                                        "",
                                        row -> nearest.get(row).cosine()))));
    }
}
