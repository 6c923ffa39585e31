package org.glassformer.engine.generate;

import java.util.List;

/// Looks for stop texts in a text that grows, and says how much of it may be shown.
public final class StopTexts {
    private final List<String> texts;
    private final int longest;

    /// Looks for some texts, none of them empty.
    public StopTexts(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.longest = texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /// Where the first stop text begins that ends after character `seen`; -1 if there is none.
    public int find(CharSequence text, int seen) {
        if (texts.isEmpty()) {
            return -1;
        }
        int from = Math.max(0, seen - longest + 1);
        String tail = text.subSequence(from, text.length()).toString();
        int first = -1;
        for (String stop : texts) {
            int at = tail.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first < 0 ? -1 : from + first;
    }

    /// How many of the last characters may be the beginning of a stop text.
    public int held(CharSequence text) {
        int held = 0;
        for (String stop : texts) {
            for (int length = Math.min(stop.length() - 1, text.length()); length > held; length--) {
                CharSequence end = text.subSequence(text.length() - length, text.length());
                if (CharSequence.compare(end, stop.substring(0, length)) == 0) {
                    held = length;
                }
            }
        }
        return held;
    }
}
