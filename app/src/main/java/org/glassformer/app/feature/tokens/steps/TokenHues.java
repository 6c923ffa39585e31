package org.glassformer.app.feature.tokens.steps;

import java.util.List;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.feature.tokens.steps.Unfolded.Token;
import org.glassformer.app.ui.control.TextMarks;

/// The hues of a stretch's parts: the first part of a token has the token's hue, so that what comes out of the merges looks
/// as it does among the chips and under the text; the parts after it have other ones.
final class TokenHues {

    private static final int COUNT = 7;

    private TokenHues() {}

    /// The hue of each part, 0 to 6.
    ///
    /// @param unfolded the stretch
    /// @param marks the tokens of the whole text with their hues; hues in turn for tokens that are not there
    static int[] of(Unfolded unfolded, TextMarks marks) {
        int[] tokens = ofTokens(unfolded, marks);
        int[] hues = new int[unfolded.parts().size()];
        for (int i = 0; i < tokens.length; i++) {
            Token token = unfolded.tokens().get(i);
            int next = i + 1 < tokens.length ? tokens[i + 1] : -1;
            for (int part = token.first(); part < token.end(); part++) {
                hues[part] = Math.floorMod(tokens[i] - (part - token.first()), COUNT);
            }
            int last = token.end() - 1;
            if (last > token.first() && hues[last] == next) {
                hues[last] = (next + 2) % COUNT;
            }
        }
        return hues;
    }

    private static int[] ofTokens(Unfolded unfolded, TextMarks marks) {
        List<Part> parts = unfolded.parts();
        int[] hues = new int[unfolded.tokens().size()];
        int before = -1;
        for (int i = 0; i < hues.length; i++) {
            int start = parts.get(unfolded.tokens().get(i).first()).start();
            int mark = marks.firstEndingAfter(start);
            int next = before + 1;
            if (mark <= before && next < marks.size() && marks.starts()[next] <= start) {
                mark = next; // the rest of a character that the token before has begun
            }
            boolean known = mark < marks.size();
            hues[i] = known ? marks.hues()[mark] : i == 0 ? 0 : (hues[i - 1] + 1) % COUNT;
            before = known ? mark : -1;
        }
        return hues;
    }
}
