package org.glassformer.engine.tokenizer;

/// Merges a long word through a window that slides over it, with the result that merging it at once has.
///
/// Parts `t1 ... tn` are what a word merges to if and only if each pair of neighbours, taken as a word,
/// merges to those two: merging always takes the lowest rank, so what happens within a pair happens in
/// the same order in the whole, and the first merge over a border of the whole would be one over that
/// border in the pair. So only the place where a window begins has to be checked, and where it fails,
/// the window begins some tokens earlier. A window stays in the inner cache, a heap over megabytes
/// does not. A window equal to the one before, as in ten million spaces, merges as that one did.
final class LongWord {
    /// Words of more parts go through the window.
    static final int WINDOW = 256;

    /// A vocabulary for which this is not enough is odd, and the whole word is merged at once.
    private static final int WIDEST = 1 << 16;

    private final WordParts word;
    private final PairTable merges;
    private final WordParts window = new WordParts(); // lengths are in parts of the word
    private final WordParts done = new WordParts(); // so are these
    private int mergedFrom; // where the window lies whose merged parts are in `window`
    private int mergedWidth;
    private final Cancellation cancellation = Cancellation.current();

    private LongWord(WordParts word, PairTable merges) {
        this.word = word;
        this.merges = merges;
    }

    /// Merges the parts of `word`.
    static void merge(WordParts word, PairTable merges) {
        new LongWord(word, merges).run();
    }

    private void run() {
        int start = 0;
        int width = WINDOW;
        int back = 1;
        while (start < word.size()) {
            int end = Math.min(word.size(), start + width);
            cancellation.count(end - start);
            boolean again = mergedWidth == end - start && word.repeats(mergedFrom, start, end);
            if (!again) {
                fill(start, end);
                window.mergeAtOnce(merges);
            }
            mergedFrom = start;
            mergedWidth = end - start;
            if (start == 0 || (again && followsItself()) || staysApart(start)) {
                start = keep(start, end);
                width = WINDOW;
                back = 1;
            } else if (width >= WIDEST) {
                word.mergeAtOnce(merges);
                return;
            } else {
                for (int i = 0; i < back && done.size() > 0; i++) {
                    start -= done.removeLast();
                }
                width *= 2;
                back *= 2;
            }
        }
        word.replace(done);
    }

    private void fill(int from, int to) {
        window.clear();
        for (int i = from; i < to; i++) {
            window.add(word.id(i), 1);
        }
    }

    /// Whether the last token that is done and the first of the window were found to stay apart within
    /// the window.
    private boolean followsItself() {
        int last = done.size() - 1;
        for (int i = 1; i < window.size(); i++) {
            if (window.id(i) == window.id(0)
                    && window.id(i - 1) == done.id(last)
                    && window.id(i) >= 0
                    && window.id(i - 1) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Whether the last token that is done and the first of the window stay two when merged as a word.
    private boolean staysApart(int start) {
        int last = done.size() - 1;
        WordParts pair = new WordParts();
        for (int i = start - done.length(last); i < start + window.length(0); i++) {
            pair.add(word.id(i), 1);
        }
        pair.mergeAtOnce(merges);
        return pair.size() == 2 && pair.length(0) == done.length(last);
    }

    /// Keeps what lies well within the window; returns where the next one begins.
    private int keep(int start, int end) {
        int limit = end == word.size() ? end : end - (end - start) / 4;
        int at = start;
        for (int i = 0; i < window.size(); i++) {
            if (i > 0 && at + window.length(i) > limit) {
                break;
            }
            done.add(window.id(i), window.length(i));
            at += window.length(i);
        }
        return at;
    }
}
