package org.glassformer.app.feature.tokens.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.MergeGroup;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.tokenizer.BpeTraining;
import org.glassformer.engine.tokenizer.Encoding;
import org.glassformer.engine.tokenizer.LearnedMerge;
import org.glassformer.engine.tokenizer.SplitPattern;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;

/// A short piece of the training text in which a merge can be seen.
///
/// The piece stays where it is as long as the merges happen near its beginning; else it moves to where the merge
/// happens first. It is encoded anew with the merges up to the one that is shown, so that any moment can be gone back
/// to.
final class StretchViewModel {

    private static final int LENGTH = 900;

    /// A merge is in sight if it begins within so many characters.
    private static final int IN_SIGHT = 24;

    /// What comes before the merged place, at most.
    private static final int LEAD = 14;

    private static final int LAST_WORD = 40;

    private final String text;
    private final BpeTraining training;
    private int start;

    StretchViewModel(String text, BpeTraining training) {
        this.text = text;
        this.training = training;
    }

    /// How a token is written in a sentence: white space made visible, parts of characters as bytes.
    static String label(FlowToken token) {
        return token.kind() == FlowToken.Kind.BYTES
                ? token.text()
                : TokenText.visible(token.text());
    }

    /// The piece before and after a merge.
    ///
    /// @param merges how many are done; 0 shows bytes
    List<MergeGroup> groups(int merges) {
        Tokenizer tokenizer = training.trained(merges).tokenizer("moment");
        if (merges == 0) {
            start = 0;
            List<MergeGroup> groups = new ArrayList<>();
            for (Token token : encode(tokenizer).tokens()) {
                groups.add(
                        new MergeGroup(List.of(part(token, 0, token.bytes().length)), null, false));
            }
            return groups;
        }
        LearnedMerge merge = training.merge(merges);
        Encoding encoding = encode(tokenizer);
        if (!inSight(encoding, merge)) {
            int place = training.firstPlace(merges).start();
            start = leadIn(place);
            encoding = encode(tokenizer);
            if (!inSight(encoding, merge)) {
                start = place;
                encoding = encode(tokenizer);
            }
        }
        return groups(encoding, merge);
    }

    private List<MergeGroup> groups(Encoding encoding, LearnedMerge merge) {
        int left = training.bytes(merge.left()).length;
        List<MergeGroup> groups = new ArrayList<>();
        for (Token token : encoding.tokens()) {
            int length = token.bytes().length;
            MergeGroup.Part after = part(token, 0, length);
            boolean merged = token.id() == merge.token();
            groups.add(
                    merged
                            ? new MergeGroup(
                                    List.of(part(token, 0, left), part(token, left, length)),
                                    after,
                                    true)
                            : new MergeGroup(List.of(after), after, false));
        }
        return groups;
    }

    /// Some bytes of a token as a chip, in the hue of their place in the text.
    private MergeGroup.Part part(Token token, int from, int to) {
        byte[] bytes = Arrays.copyOfRange(token.bytes(), from, to);
        int hue = start + token.byteStart() + from;
        return new MergeGroup.Part(FlowToken.ofBytes(token.id(), bytes), hue);
    }

    private static boolean inSight(Encoding encoding, LearnedMerge merge) {
        for (Token token : encoding.tokens()) {
            if (token.start() > IN_SIGHT) {
                return false;
            }
            if (token.id() == merge.token()) {
                return true;
            }
        }
        return false;
    }

    private Encoding encode(Tokenizer tokenizer) {
        int end = Math.min(text.length(), start + LENGTH);
        if (end < text.length()) {
            int space = text.lastIndexOf(' ', end);
            end = space > end - LAST_WORD ? space : wholeCharacter(end);
        }
        return tokenizer.encode(text.substring(start, Math.max(start, end)));
    }

    /// A place shortly before `place` where a word begins, so that the piece is cut into the same words as the text.
    private int leadIn(int place) {
        if (training.trainer().pattern() == SplitPattern.NONE) {
            return wholeCharacter(Math.max(0, place - LEAD));
        }
        for (int i = Math.max(0, place - LEAD); i < place; i++) {
            boolean word = text.charAt(i) == ' ' && (i == 0 || text.charAt(i - 1) > ' ');
            if (i == 0 || word) {
                return i;
            }
        }
        int before = text.lastIndexOf(' ', place);
        return before > place - IN_SIGHT ? Math.max(0, before) : wholeCharacter(place);
    }

    private int wholeCharacter(int index) {
        boolean inside =
                index > 0
                        && index < text.length()
                        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        return inside ? index - 1 : index;
    }
}
