package org.glassformer.engine.tokenizer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.glassformer.engine.format.GgufMetadata;

/// Merges out of scores: two tokens side by side merge when their text is a token, the one with the
/// highest score first and of equal ones the leftmost.
final class GgufPieces {
    private static final String SCORES = "tokenizer.ggml.scores";
    private static final int LONGEST = 256;

    private final List<String> tokens;
    private final float[] scores;
    private final ModelBuilder model;

    GgufPieces(GgufMetadata keys, List<String> tokens, ModelBuilder model) {
        this.tokens = tokens;
        this.scores = keys.numbers(SCORES);
        this.model = model;
        if (scores.length != tokens.size()) {
            throw new TokenizerFormatException(
                    keys.file().toString(),
                    SCORES,
                    "expected one for each of the " + tokens.size() + " tokens");
        }
    }

    PairTable merges() {
        Integer[] byScore = new Integer[tokens.size()];
        Arrays.setAll(byScore, id -> id);
        Arrays.sort(byScore, Comparator.comparingDouble((Integer id) -> -scores[id]));
        PairTable table = new PairTable(2 * tokens.size());
        int rank = 0;
        for (int i = 0; i < byScore.length; i++) {
            int id = byScore[i];
            if (i > 0 && scores[id] != scores[byScore[i - 1]]) {
                rank++;
            }
            OptionalInt known = model.id(tokens.get(id));
            if (known.isPresent() && known.getAsInt() == id) {
                put(table, tokens.get(id), id, rank);
            }
        }
        return table;
    }

    /// Every way in which a token is two others; longer ones than any in use are left alone.
    private void put(PairTable table, String token, int id, int rank) {
        for (int at = 1; at < token.length() && token.length() <= LONGEST; at++) {
            OptionalInt left = model.id(token.substring(0, at));
            OptionalInt right = model.id(token.substring(at));
            if (left.isPresent() && right.isPresent()) {
                table.put(left.getAsInt(), right.getAsInt(), rank, id);
            }
        }
    }
}
