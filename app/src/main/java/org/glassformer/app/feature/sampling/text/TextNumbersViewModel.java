package org.glassformer.app.feature.sampling.text;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Choice;
import org.glassformer.app.session.SessionToken;
import org.glassformer.engine.generate.TokenScore;

/// The text as a table: a row for each token, how likely it was and how it came.
///
/// @param tokens of the text
/// @param scores one for each, or none at all
/// @param choices one for each, empty for the prompt's
/// @param given how many tokens the prompt has
record TextNumbersViewModel(
        List<SessionToken> tokens,
        List<TokenScore> scores,
        List<Optional<Choice>> choices,
        int given) {

    NumbersTable table(Caption caption) {
        return new NumbersTable(
                caption,
                tokens.size(),
                List.of(
                        Column.whole(name("position"), row -> row),
                        Column.whole(name("id"), row -> tokens.get(row).id()),
                        Column.text(name("token"), row -> tokens.get(row).text()),
                        Column.text(name("from"), this::from),
                        score("surprisal", TokenScore::surprisalBits),
                        score("entropy", TokenScore::entropyBits),
                        score("logprob", TokenScore::logprob),
                        score("rank", TokenScore::rank),
                        choice("u", choice -> choice.drawn().u()),
                        choice("after", choice -> choice.drawn().probability()),
                        choice("candidates", choice -> choice.drawn().candidates()),
                        choice("seed", Choice::seed)));
    }

    private String from(int row) {
        if (row < given) {
            return Messages.text("continuation.column.from.prompt");
        }
        boolean byHand = choices.get(row).map(Choice::byHand).orElse(false);
        return Messages.text(
                byHand ? "continuation.column.from.hand" : "continuation.column.from.draw");
    }

    private Column score(String name, ToDoubleFunction<TokenScore> value) {
        return Column.float64(
                name(name),
                "",
                row ->
                        row < scores.size() && scores.get(row).isScored()
                                ? value.applyAsDouble(scores.get(row))
                                : Double.NaN);
    }

    private Column choice(String name, ToDoubleFunction<Choice> value) {
        return Column.float64(
                name(name),
                "",
                row ->
                        choices.get(row)
                                .filter(choice -> !choice.byHand() || name.equals("after"))
                                .map(value::applyAsDouble)
                                .orElse(Double.NaN));
    }

    private static String name(String column) {
        return Messages.text("continuation.column." + column);
    }
}
