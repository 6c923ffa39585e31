package org.glassformer.app.feature.tokens;

import java.util.Locale;
import java.util.stream.Collectors;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TokenText;

/// What there is to say about one token.
///
/// @param name its number, id and text
/// @param bytes its bytes in hexadecimal
/// @param place its characters and their code points
record TokenFacts(String name, String bytes, String place) {

    /// No token.
    static final TokenFacts NONE = new TokenFacts("", "", "");

    private static final int MOST = 24;

    /// What there is to say about a token.
    static TokenFacts of(TokenizedText tokens, int token) {
        FlowToken chip = tokens.chips().get(token);
        String shown =
                chip.kind() == FlowToken.Kind.TEXT ? TokenText.visible(chip.text()) : chip.text();
        String name =
                Messages.text(
                        "tokens.fact.name",
                        Integer.toString(token + 1),
                        Integer.toString(chip.id()),
                        shorter(shown));
        int start = tokens.start(token);
        int end = tokens.end(token);
        String hex = tokens.hex(token);
        String bytes =
                hex.isEmpty()
                        ? Messages.text("tokens.fact.noBytes")
                        : Messages.text("tokens.fact.bytes", shortHex(hex));
        String points = points(tokens.text(), start, end);
        String place =
                chip.kind() == FlowToken.Kind.UNKNOWN
                        ? Messages.text("tokens.fact.unknown")
                        : start == end
                                ? Messages.text("tokens.fact.added", Integer.toString(start))
                                : end - start == 1
                                        ? Messages.text(
                                                "tokens.fact.character",
                                                Integer.toString(start),
                                                points)
                                        : Messages.text(
                                                "tokens.fact.characters",
                                                Integer.toString(start),
                                                Integer.toString(end),
                                                points);
        return new TokenFacts(name, bytes, place);
    }

    private static String shorter(String text) {
        return text.codePointCount(0, text.length()) <= 2 * MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 2 * MOST)) + "…";
    }

    private static String shortHex(String hex) {
        int most = 3 * MOST;
        return hex.length() <= most ? hex : hex.substring(0, most) + "…";
    }

    private static String points(String text, int start, int end) {
        String covered = text.substring(start, end);
        String points =
                covered.codePoints()
                        .limit(MOST)
                        .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
                        .collect(Collectors.joining(" "));
        return covered.codePointCount(0, covered.length()) > MOST ? points + " …" : points;
    }

    /// All of it, a line each.
    String lines() {
        return String.join("\n", name, bytes, place);
    }
}
