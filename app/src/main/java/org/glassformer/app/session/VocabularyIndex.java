package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// All tokens of a vocabulary, to be found by what a person types. Immutable.
///
/// 50,257 tokens take about 10 MB, and a search of all of them 1 to 3 ms.
public final class VocabularyIndex {

    private static final int NO_MATCH = Integer.MAX_VALUE;

    private final SessionToken[] tokens;
    private final String[] lower;

    /// The index of a vocabulary.
    ///
    /// @param texts names the tokens
    /// @param size how many there are
    VocabularyIndex(TokenTexts texts, int size) {
        tokens = new SessionToken[size];
        lower = new String[size];
        for (int id = 0; id < size; id++) {
            tokens[id] = texts.token(id);
            lower[id] = tokens[id].text().toLowerCase(Locale.ROOT);
        }
    }

    /// How many tokens there are.
    public int size() {
        return tokens.length;
    }

    /// The tokens that fit what was typed, the best first.
    ///
    /// A number finds the token with that id; then come the token itself and the same after a space, tokens that begin
    /// with the text, and tokens that contain it in any case. Shorter ones come first. A middle dot stands for a space
    /// and `↵` for a line end, as they are shown.
    ///
    /// @param typed by a person
    /// @param most how many at most
    public List<SessionToken> find(String typed, int most) {
        List<SessionToken> found = new ArrayList<>();
        if (typed.isEmpty() || most < 1) {
            return found;
        }
        int named = id(typed);
        if (named >= 0) {
            found.add(tokens[named]);
        }
        String text = typed.replace('·', ' ').replace('↵', '\n').replace('→', '\t');
        String any = text.toLowerCase(Locale.ROOT);
        List<Match> matches = new ArrayList<>();
        for (int id = 0; id < tokens.length; id++) {
            int score = score(id, text, any, typed);
            if (score != NO_MATCH && id != named) {
                matches.add(new Match(id, score, tokens[id].text().length()));
            }
        }
        matches.sort(Match.BEST_FIRST);
        for (Match match : matches) {
            if (found.size() == most) {
                break;
            }
            found.add(tokens[match.id]);
        }
        return found;
    }

    private record Match(int id, int score, int length) {

        static final Comparator<Match> BEST_FIRST =
                Comparator.comparingInt(Match::score)
                        .thenComparingInt(Match::length)
                        .thenComparingInt(Match::id);
    }

    private int id(String typed) {
        if (typed.length() > 9 || !typed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int id = Integer.parseInt(typed);
        return id < tokens.length ? id : -1;
    }

    private int score(int id, String text, String any, String typed) {
        String token = tokens[id].text();
        int at = lower[id].indexOf(any);
        if (at < 0) {
            return token.contains(typed) ? 4 : NO_MATCH;
        }
        boolean spaced = token.length() > text.length() && token.charAt(0) == ' ';
        if (token.equals(text)) {
            return 0;
        }
        if (spaced && token.length() == text.length() + 1 && token.endsWith(text)) {
            return 1;
        }
        if (token.startsWith(text) || (spaced && token.startsWith(text, 1))) {
            return 2;
        }
        return at == 0 || (spaced && at == 1) ? 3 : 4;
    }
}
