package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.List;

/// A set of characters as sequences of ranges of bytes.
///
/// A range of characters is cut until all of it have equally many bytes and its bytes vary
/// independently of each other, as Thompson's `grep` and RE2 do it.
final class Utf8Ranges {
    private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xFFFF, Character.MAX_CODE_POINT};

    private Utf8Ranges() {}

    /// Bytes `low` to `high`, both included, unsigned.
    record Bytes(int low, int high) {}

    /// The sequences, each of one to four ranges.
    static List<List<Bytes>> of(CodePoints set) {
        List<List<Bytes>> sequences = new ArrayList<>();
        for (CodePoints.Range range : set.ranges()) {
            byLength(sequences, range.first(), range.last());
        }
        return sequences;
    }

    private static void byLength(List<List<Bytes>> out, int first, int last) {
        int from = first;
        for (int length = 1; length <= 4; length++) {
            int end = Math.min(last, LAST_OF_LENGTH[length - 1]);
            if (from <= end) {
                split(out, from, end, length);
                from = end + 1;
            }
        }
    }

    private static void split(List<List<Bytes>> out, int first, int last, int length) {
        for (int tail = 1; tail < length; tail++) {
            int low = (1 << (6 * tail)) - 1; // the bits of the last bytes
            if ((first & ~low) != (last & ~low)) {
                if ((first & low) != 0) {
                    split(out, first, first | low, length);
                    split(out, (first | low) + 1, last, length);
                    return;
                }
                if ((last & low) != low) {
                    split(out, first, (last & ~low) - 1, length);
                    split(out, last & ~low, last, length);
                    return;
                }
            }
        }
        List<Bytes> sequence = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            sequence.add(new Bytes(unit(first, length, i), unit(last, length, i)));
        }
        out.add(List.copyOf(sequence));
    }

    /// Byte `i` of the UTF-8 of a character with `length` bytes.
    private static int unit(int character, int length, int i) {
        int bits = character >> (6 * (length - 1 - i));
        if (i > 0) {
            return 0x80 | (bits & 0x3F);
        }
        return length == 1 ? bits : ((0xF00 >> length) & 0xFF) | bits;
    }
}
