package org.glassformer.app.feature.tokens.steps;

import org.glassformer.app.i18n.Messages;

/// Which words of the whole text a stretch shows.
///
/// @param first the first one, from 1; 0 for none
/// @param last the last one
/// @param total how many the text has, 0 where they were not counted
record ShownWords(int first, int last, int total) {

    /// No words.
    static final ShownWords NONE = new ShownWords(0, 0, 0);

    /// In words, as `words 1 to 3 of 14`; empty where all of them show.
    String text() {
        if (first == 0 || (first == 1 && last == total)) {
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
