package org.glassformer.app.feature.tokens.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Kind;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;

/// Says in plain sentences what a step did and why, and what is special about a text.
final class StepWords {

    private static final int LONG_WORD = 24; // characters that are quoted
    private static final String LEFT_TO_RIGHT_MARK = "\u200e";

    private final Unfolded unfolded;
    private final Picture picture;
    private final MergeStepsData data;

    StepWords(Unfolded unfolded, Picture picture) {
        this.unfolded = unfolded;
        this.picture = picture;
        data = picture.data();
    }

    /// What step `step` did and why; for step 0, which pair is next. As a whole, one sentence and what follows.
    String sentence(int step) {
        String more = more(step);
        return more.isEmpty() ? brief(step) : brief(step) + " " + more;
    }

    /// The first of it, for where there is little room.
    String brief(int step) {
        if (data.size() == 0) {
            return Messages.text("steps.empty");
        }
        if (data.merges().isEmpty()) {
            return withoutMerges();
        }
        return step == 0 ? start() : merged(step);
    }

    private String more(int step) {
        int last = data.merges().size();
        if (last == 0) {
            return "";
        }
        if (step == 0) {
            return begins();
        }
        String follows = step < last ? next(step) : end();
        return isTied(step) ? Messages.text("steps.leftmost") + " " + follows : follows;
    }

    private String withoutMerges() {
        List<Unfolded.Part> parts =
                unfolded.parts().stream().filter(part -> part.kind() != Kind.ADDED).toList();
        if (parts.isEmpty()) {
            return Messages.text("steps.specialOnly");
        }
        if (unfolded.count() == 0) {
            return Messages.text("steps.noToken");
        }
        if (!unfolded.merging()) {
            boolean bytes =
                    parts.stream().allMatch(p -> p.utf8().length == 1 && p.kind() == Kind.BYTE);
            boolean lacks =
                    parts.stream()
                            .anyMatch(p ->
                                    p.kind() == Kind.UNKNOWN
                                            || p.kind() == Kind.LEFT_OUT
                                            || p.kind() == Kind.FALLBACK);
            return Messages.text(
                    bytes
                            ? "steps.bytesOnly"
                            : lacks ? "steps.charactersKnown" : "steps.charactersOnly");
        }
        if (parts.stream().allMatch(part -> part.kind() == Kind.WHOLE_WORD)) {
            return Messages.text(parts.size() == 1 ? "steps.wholeOne" : "steps.wholeAll");
        }
        return unfolded.parts().size() == 1
                ? Messages.text("steps.onePart")
                : Messages.text("steps.noPair", tokens());
    }

    private String start() {
        StepMerge first = data.merges().getFirst();
        return Messages.text(
                data.rows().words().size() == 1
                        ? "steps.sentenceStart"
                        : "steps.sentenceStartWords",
                lowered(where(first, "steps.inWord", "steps.inLongWord")),
                label(first.from(), first.middle()),
                label(first.middle(), first.to()),
                rank(0));
    }

    private String lowered(String where) {
        return data.rows().words().size() == 1
                ? where
                : where.substring(0, 1).toLowerCase(Locale.ROOT) + where.substring(1);
    }

    private String begins() {
        String bytes = Picture.bytes(data.size());
        int parts = data.parts(0);
        return parts == data.size()
                ? Messages.text("steps.begins", bytes)
                : Messages.text("steps.beginsParts", bytes, parts(parts));
    }

    private String merged(int step) {
        StepMerge merge = data.merges().get(step - 1);
        StepCell word = wordOf(merge);
        boolean alone =
                data.partEnd(word.from(), step - 1) == merge.middle() && merge.to() == word.to();
        return Messages.text(
                alone ? "steps.sentenceMergedAlone" : "steps.sentenceMerged",
                where(merge, "steps.inWord", "steps.inLongWord"),
                label(merge.from(), merge.middle()),
                label(merge.middle(), merge.to()),
                rank(step - 1),
                label(merge.from(), merge.to()));
    }

    private String next(int step) {
        StepMerge merge = data.merges().get(step);
        String left = label(merge.from(), merge.middle());
        String right = label(merge.middle(), merge.to());
        return wordOf(merge).equals(wordOf(data.merges().get(step - 1)))
                ? Messages.text("steps.next", left, right, rank(step))
                : Messages.text(
                        "steps.nextIn",
                        left,
                        right,
                        rank(step),
                        where(merge, "steps.inNextWord", "steps.inNextLongWord"));
    }

    private String rank(int join) {
        return Integer.toString(unfolded.joins().get(join).rank());
    }

    private String where(StepMerge merge, String key, String keyOfLong) {
        String text = wordOf(merge).text();
        return text.length() <= LONG_WORD
                ? Messages.text(key, leftToRight(text))
                : Messages.text(keyOfLong);
    }

    private StepCell wordOf(StepMerge merge) {
        return data.rows().words().stream()
                .filter(word -> word.from() <= merge.from() && merge.to() <= word.to())
                .findFirst()
                .orElseThrow();
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

    private String end() {
        boolean whole = data.parts(data.merges().size()) == data.rows().words().size();
        return Messages.text(whole ? "steps.endWhole" : "steps.end", tokens());
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
        if (unfolded.has(Kind.LOOSE)) {
            notes.add(Messages.text("steps.noteLoose"));
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
