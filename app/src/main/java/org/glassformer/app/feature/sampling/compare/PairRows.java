package org.glassformer.app.feature.sampling.compare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// Puts two distributions over one vocabulary side by side, token by token.
final class PairRows {

    private @Nullable TokenTexts vocabulary;
    private String[] texts = new String[0];

    /// A row for each token: the candidates of either, the likeliest first, then all others by their logits in A.
    ChangeBarsData of(SamplingTrace a, SamplingTrace b, TokenTexts tokens) {
        String[] known = texts(tokens, a.size());
        BitSet candidates = new BitSet(a.size());
        IntStream.range(0, a.kept()).map(a::candidate).map(a::id).forEach(candidates::set);
        IntStream.range(0, b.kept()).map(b::candidate).map(b::id).forEach(candidates::set);
        List<ChangeBarsData.Row> rows = new ArrayList<>(a.size());
        candidates.stream()
                .mapToObj(id ->
                        new ChangeBarsData.Row(
                                id,
                                known[id],
                                a.probability(a.rankOf(id)),
                                b.probability(b.rankOf(id))))
                .sorted(
                        Comparator.comparingDouble((ChangeBarsData.Row row) ->
                                        -Math.max(row.before(), row.after()))
                                .thenComparingInt(ChangeBarsData.Row::id))
                .forEach(rows::add);
        for (int rank = 0; rank < a.size(); rank++) {
            int id = a.id(rank);
            if (!candidates.get(id)) {
                rows.add(new ChangeBarsData.Row(id, known[id], 0, 0));
            }
        }
        return new ChangeBarsData(rows, true);
    }

    /// All texts of a vocabulary, made once for each.
    @SuppressWarnings("ReferenceEquality") // the very vocabulary of the model
    private synchronized String[] texts(TokenTexts tokens, int size) {
        if (vocabulary != tokens || texts.length != size) {
            texts =
                    IntStream.range(0, size)
                            .mapToObj(id -> tokens.token(id).text())
                            .toArray(String[]::new);
            vocabulary = tokens;
        }
        return texts;
    }
}
