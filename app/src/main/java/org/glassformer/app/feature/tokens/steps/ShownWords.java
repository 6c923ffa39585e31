package org.glassformer.app.feature.tokens.steps;

import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.tokenizer.TracePart;

/// Which words of the whole text a stretch shows.
///
/// @param first the first one, from 1; 0 for none
/// @param last the last one
/// @param total how many the text has, 0 where they were not counted
record ShownWords(int first, int last, int total) {

    /// No words.
    static final ShownWords NONE = new ShownWords(0, 0, 0);

    /// Finding the words of longer texts once more takes too long.
    private static final int MOST_COUNTED = 200_000;

    private static final int LAST_SEARCHED = 4; // special tokens at the end of a text

    /// The words of a traced stretch; none for a tokenizer that does not merge, which has no words to speak of.
    static ShownWords of(Source source, Unfolded unfolded) {
        int[] words =
                unfolded.parts().stream().mapToInt(Part::word).filter(word -> word >= 0).toArray();
        if (words.length == 0 || !unfolded.merging()) {
            return NONE;
        }
        return new ShownWords(words[0] + 1, words[words.length - 1] + 1, count(source));
    }

    private static int count(Source source) {
        int end = source.text().length();
        for (int i = 0; i < LAST_SEARCHED && end > 0 && source.text().length() <= MOST_COUNTED; i++) {
            int start = end;
            for (TracePart part :
                    source.tokenizer()
                            .mergeTrace(source.text(), source.mode(), end - 1, end)
                            .parts()) {
                if (part.word() >= 0) {
                    return part.word() + 1;
                }
                start = Math.min(start, part.start());
            }
            end = start < end ? start : end - 1;
        }
        return 0;
    }

    /// In words, as `words 1 to 3 of 14`; empty where all of them show.
    String text() {
        if (first == 0 || first == 1 && last == total) {
            return "";
        }
        if (total == 0) {
            return first == last
                    ? Messages.text("steps.wordOpen", first)
                    : Messages.text("steps.wordsOpen", first, last);
        }
        return first == last
                ? Messages.text("steps.word", first, total)
                : Messages.text("steps.words", first, last, total);
    }
}
