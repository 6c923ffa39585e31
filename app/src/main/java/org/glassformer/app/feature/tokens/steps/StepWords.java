package org.glassformer.app.feature.tokens.steps;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Kind;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;

/// Says in plain sentences what a step did and why, and what is special about a text.
final class StepWords {

    private static final int LONG_WORD = 24;
    private static final String LEFT_TO_RIGHT_MARK = "\u200e";

    private final Unfolded unfolded;
    private final Picture picture;
    private final MergeStepsData data;

    StepWords(Unfolded unfolded, Picture picture) {
        this.unfolded = unfolded;
        this.picture = picture;
        data = picture.data();
    }

    /// What step `step` did and why; for step 0, what the parts are and which pair is next.
    String sentence(int step) {
        if (data.size() == 0) {
            return Messages.text("steps.empty");
        }
        int last = data.merges().size();
        if (last == 0) {
            return withoutMerges();
        }
        if (step == 0) {
            StepMerge next = data.merges().getFirst();
            return Messages.text(
                    "steps.sentenceStart",
                    Picture.bytes(data.size()),
                    parts(data.parts(0)),
                    label(next.from(), next.middle()),
                    label(next.middle(), next.to()),
                    Integer.toString(unfolded.joins().getFirst().rank()));
        }
        return step < last ? merged(step) : lastMerged();
    }

    private String withoutMerges() {
        boolean whole =
                unfolded.parts().stream()
                        .allMatch(p -> p.kind() == Kind.WHOLE_WORD || p.kind() == Kind.ADDED);
        if (!unfolded.merging()) {
            boolean bytes =
                    unfolded.parts().stream()
                            .allMatch(p -> p.utf8().length == 1 && p.kind() == Kind.BYTE);
            return Messages.text(bytes ? "steps.bytesOnly" : "steps.charactersOnly");
        }
        if (whole) {
            boolean one = unfolded.parts().size() == 1;
            return unfolded.has(Kind.WHOLE_WORD)
                    ? Messages.text(one ? "steps.wholeOne" : "steps.wholeAll")
                    : Messages.text("steps.specialOnly");
        }
        return unfolded.parts().size() == 1
                ? Messages.text("steps.onePart")
                : Messages.text("steps.noPair", tokens());
    }

    private String merged(int step) {
        Join join = unfolded.joins().get(step - 1);
        StepMerge merge = data.merges().get(step - 1);
        int word = word(join);
        boolean first = step == 1 || word(unfolded.joins().get(step - 2)) != word;
        String where = wordText(merge);
        String text =
                Messages.text(
                        first ? "steps.sentenceFirst" : "steps.sentenceNext",
                        where,
                        label(merge.from(), merge.middle()),
                        label(merge.middle(), merge.to()),
                        Integer.toString(join.rank()));
        return isTied(step) ? text + " " + Messages.text("steps.leftmost") : text;
    }

    private String wordText(StepMerge merge) {
        boolean alone = data.rows().words().size() == 1;
        return data.rows().words().stream()
                .filter(word -> word.from() <= merge.from() && merge.to() <= word.to())
                .map(StepCell::text)
                .filter(text -> !alone && text.length() <= LONG_WORD)
                .findFirst()
                .map(text -> Messages.text("steps.inWord", leftToRight(text)))
                .orElse("");
    }

    private String label(int from, int to) {
        return leftToRight(data.label(from, to));
    }

    /// Keeps what follows a quote in a right-to-left script at its right.
    private static String leftToRight(String quote) {
        boolean turns = quote.codePoints().anyMatch(StepWords::isRightToLeft);
        return turns ? quote + LEFT_TO_RIGHT_MARK : quote;
    }

    private int word(Join join) {
        return unfolded.parts().get(join.first()).word();
    }

    /// Whether the same pair stood further right in the word when this one merged.
    private boolean isTied(int step) {
        Join join = unfolded.joins().get(step - 1);
        for (int k = step; k < unfolded.joins().size(); k++) {
            Join later = unfolded.joins().get(k);
            StepMerge merge = data.merges().get(k);
            if (later.rank() == join.rank()
                    && word(later) == word(join)
                    && data.startsPart(merge.from(), step - 1)
                    && data.partEnd(merge.from(), step - 1) == merge.middle()
                    && data.partEnd(merge.middle(), step - 1) == merge.to()) {
                return true;
            }
        }
        return false;
    }

    private String lastMerged() {
        StepMerge merge = data.merges().getLast();
        return Messages.text(
                "steps.sentenceLast",
                label(merge.from(), merge.middle()),
                label(merge.middle(), merge.to()),
                Integer.toString(unfolded.joins().getLast().rank()),
                tokens());
    }

    private String tokens() {
        int count = unfolded.count();
        return count == 1 ? Messages.text("steps.oneToken") : Messages.text("steps.tokens", count);
    }

    private static String parts(int count) {
        return count == 1
                ? Messages.text("steps.onePartCount")
                : Messages.text("steps.parts", count);
    }

    /// What is special about this text, one sentence each; empty for nothing.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        String text = unfolded.text();
        if (!Picture.isWellFormed(text)) {
            notes.add(Messages.text("steps.noteSurrogate"));
        } else if (picture.isChanged()) {
            notes.add(Messages.text("steps.noteNormalised"));
        }
        if (unfolded.has(Kind.ADDED)) {
            notes.add(Messages.text("steps.noteSpecial"));
        }
        if (unfolded.has(Kind.WHOLE_WORD) && !data.merges().isEmpty()) {
            notes.add(Messages.text("steps.noteWhole"));
        }
        if (unfolded.has(Kind.FALLBACK)) {
            notes.add(Messages.text("steps.noteFallback"));
        }
        if (unfolded.has(Kind.UNKNOWN)) {
            notes.add(Messages.text("steps.noteUnknown"));
        }
        if (unfolded.has(Kind.LEFT_OUT)) {
            notes.add(Messages.text("steps.noteLeftOut"));
        }
        if (text.indexOf('\0') >= 0) {
            notes.add(Messages.text("steps.noteNul"));
        }
        if (text.codePoints().anyMatch(StepWords::isRightToLeft)) {
            notes.add(Messages.text("steps.noteRightToLeft"));
        }
        if (unfolded.cut()) {
            notes.add(Messages.text("steps.noteCut", Picture.bytes(data.size())));
        }
        return notes;
    }

    private static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
