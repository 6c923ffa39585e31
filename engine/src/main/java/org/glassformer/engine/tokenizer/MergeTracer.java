package org.glassformer.engine.tokenizer;

import java.util.List;

/// Writes down the merges of one word with their places in the original text.
final class MergeTracer implements WordParts.Listener {
    private final AlignedText text;
    private final int from;
    private final int to;
    private final int word;
    private final List<Merge> merges;

    MergeTracer(AlignedText text, int from, int to, int word, List<Merge> merges) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.word = word;
        this.merges = merges;
    }

    @Override
    public void merged(
            int position, int left, int right, int rank, int token, int byteFrom, int byteTo) {
        int first = characterAt(byteFrom);
        int last = characterAt(byteTo - 1);
        int lastEnd = last + Character.charCount(Utf8.codePoint(text.text(), last, to)) - 1;
        int start = text.start(first);
        int end = Math.max(start, text.end(lastEnd));
        merges.add(new Merge(word, position, left, right, rank, token, start, end));
    }

    /// The character of the word that byte `index` of its UTF-8 form belongs to.
    private int characterAt(int index) {
        int bytes = 0;
        int at = from;
        while (true) {
            int codePoint = Utf8.codePoint(text.text(), at, to);
            bytes += Utf8.length(codePoint);
            int next = at + Character.charCount(codePoint);
            if (bytes > index || next >= to) {
                return at;
            }
            at = next;
        }
    }
}
