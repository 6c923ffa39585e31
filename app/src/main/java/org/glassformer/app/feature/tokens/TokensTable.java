package org.glassformer.app.feature.tokens;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;

/// A pane's tokens as a table.
final class TokensTable {

    private TokensTable() {}

    /// What the pane shows.
    static Caption caption(TokensViewModel model, PaneViewModel pane) {
        return Caption.of(Messages.text("tokens.table", pane.choiceProperty().get().name()))
                .with(Messages.text("tokens.table.count"), PaneCounts.tokens(pane.tokens()))
                .with(Messages.text("tokens.table.text"), PaneCounts.text(pane.tokens()))
                .with(
                        Messages.text("tokens.table.special"),
                        Messages.text(
                                model.specialParsedProperty().get()
                                        ? "tokens.table.parsed"
                                        : "tokens.table.plain"));
    }

    /// The table; empty while there are no tokens.
    static Optional<NumbersTable> of(TokensViewModel model, PaneViewModel pane) {
        TokenizedText tokens = pane.tokens();
        if (tokens.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new NumbersTable(
                        caption(model, pane),
                        tokens.size(),
                        List.of(
                                Column.whole("index", row -> row),
                                Column.whole("id", tokens::id),
                                Column.text("text", tokens::textOf),
                                Column.text("bytes", tokens::hex),
                                Column.whole("start", tokens::start),
                                Column.whole("end", tokens::end))));
    }
}
