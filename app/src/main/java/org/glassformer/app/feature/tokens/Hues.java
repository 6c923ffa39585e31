package org.glassformer.app.feature.tokens;

import org.glassformer.app.ui.control.TextMarks;

/// Which of the seven hues each token has: in turn, but an edit leaves the tokens before and after it as they were.
final class Hues {

    private static final int COUNT = 7;

    private Hues() {}

    /// Tokens with their hues.
    ///
    /// @param now the tokens
    /// @param before the tokens shown until now
    /// @param marks those tokens with their hues
    static TextMarks following(TokenizedText now, TokenizedText before, TextMarks marks) {
        int n = now.size();
        int shorter = Math.min(n, before.size());
        int head = 0;
        while (head < shorter && now.id(head) == before.id(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && now.id(n - 1 - tail) == before.id(before.size() - 1 - tail)) {
            tail++;
        }
        byte[] hues = new byte[n];
        byte[] old = marks.hues();
        System.arraycopy(old, 0, hues, 0, head);
        System.arraycopy(old, old.length - tail, hues, n - tail, tail);
        int right = tail > 0 ? hues[n - tail] : -1;
        for (int i = head; i < n - tail; i++) {
            int left = i > 0 ? hues[i - 1] : COUNT - 1;
            int hue = (left + 1) % COUNT;
            boolean last = i == n - tail - 1;
            hues[i] = (byte) (last && hue == right ? (hue + 1) % COUNT : hue);
        }
        separate(hues, head, n - tail);
        return now.marks(hues);
    }

    /// Where tokens were only removed, two of one hue may have come together.
    private static void separate(byte[] hues, int head, int tail) {
        if (head == tail && head > 0 && tail < hues.length && hues[head - 1] == hues[tail]) {
            int next = tail + 1 < hues.length ? hues[tail + 1] : -1;
            int hue = (hues[tail] + 1) % COUNT;
            hues[tail] = (byte) (hue == next ? (hue + 1) % COUNT : hue);
        }
    }
}
