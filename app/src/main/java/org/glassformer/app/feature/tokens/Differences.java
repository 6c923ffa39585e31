package org.glassformer.app.feature.tokens;

import java.util.BitSet;

/// Where two tokenizers cut one text differently: the tokens of each for which the other has no token of the same bytes.
///
/// @param first those of the first text
/// @param second those of the second
record Differences(BitSet first, BitSet second) {

    /// Nothing to compare.
    static final Differences NONE = new Differences(new BitSet(), new BitSet());

    /// Compares two cuts of one text.
    ///
    /// @return [#NONE] if the texts differ
    static Differences of(TokenizedText a, TokenizedText b) {
        if (a.byteCount() != b.byteCount() || !a.text().equals(b.text())) {
            return NONE;
        }
        BitSet first = new BitSet(a.size());
        BitSet second = new BitSet(b.size());
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            int startA = a.byteStart(i);
            int startB = b.byteStart(j);
            boolean same =
                    i < a.size()
                            && j < b.size()
                            && startA == startB
                            && a.byteStart(i + 1) == b.byteStart(j + 1);
            if (same) {
                i++;
                j++;
            } else if (j >= b.size() || (i < a.size() && startA <= startB)) {
                first.set(i++);
            } else {
                second.set(j++);
            }
        }
        return new Differences(first, second);
    }
}
