package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.List;

/// A short text on its way from characters to tokens, as [MergeSteps] draws it. Immutable.
///
/// Everything is measured in bytes of the text's UTF-8 form; each byte is a column.
public final class MergeStepsData {

    /// No text.
    public static final MergeStepsData EMPTY =
            new MergeStepsData(new byte[0], new int[0], new int[0], List.of(), Rows.EMPTY);

    /// Rows that do not change with the steps. Each list is in order of the bytes.
    ///
    /// @param original the characters before a normaliser changed them; empty if none did
    /// @param characters what a reader takes for one character each
    /// @param codePoints Unicode code points
    /// @param words what the pre-tokenizer made; parts of different words never merge
    /// @param tokens the final tokens, ids as notes
    public record Rows(
            List<StepCell> original,
            List<StepCell> characters,
            List<StepCell> codePoints,
            List<StepCell> words,
            List<StepCell> tokens) {

        /// Rows without cells.
        public static final Rows EMPTY =
                new Rows(List.of(), List.of(), List.of(), List.of(), List.of());

        /// Copies the lists.
        public Rows {
            original = List.copyOf(original);
            characters = List.copyOf(characters);
            codePoints = List.copyOf(codePoints);
            words = List.copyOf(words);
            tokens = List.copyOf(tokens);
        }
    }

    private static final int STAYS = Integer.MAX_VALUE;

    private final byte[] utf8;
    private final int[] hues; // of each byte
    private final int[]
            goneAt; // the step at which the boundary before byte b goes; 0: never was one
    private final List<StepMerge> merges;
    private final Rows rows;

    /// A text with its merges.
    ///
    /// @param utf8 the bytes that are encoded; copied
    /// @param hues the hue of each byte, 0 and up; a part has the hue of its first byte; copied
    /// @param partStarts the first byte of each part before the first merge, ascending
    /// @param merges in order
    /// @param rows what does not change
    /// @throws IllegalArgumentException if a merge joins what is not two neighbouring parts
    public MergeStepsData(
            byte[] utf8, int[] hues, int[] partStarts, List<StepMerge> merges, Rows rows) {
        if (hues.length != utf8.length) {
            throw new IllegalArgumentException(hues.length + " hues for " + utf8.length + " bytes");
        }
        this.utf8 = utf8.clone();
        this.hues = hues.clone();
        this.merges = List.copyOf(merges);
        this.rows = rows;
        goneAt = new int[utf8.length];
        for (int start : partStarts) {
            goneAt[start] = STAYS;
        }
        for (int i = 0; i < merges.size(); i++) {
            join(merges.get(i), i + 1);
        }
    }

    private void join(StepMerge merge, int step) {
        boolean pair =
                goneAt[merge.from()] == STAYS
                        && goneAt[merge.middle()] == STAYS
                        && partEnd(merge.from(), step) == merge.middle()
                        && partEnd(merge.middle(), step) == merge.to();
        if (!pair) {
            throw new IllegalArgumentException("merge " + step + " joins no neighbours: " + merge);
        }
        goneAt[merge.middle()] = step;
    }

    /// The number of bytes.
    public int size() {
        return utf8.length;
    }

    /// A byte, 0 to 255.
    public int unsignedByte(int index) {
        return utf8[index] & 0xFF;
    }

    /// The hue of a byte.
    public int hue(int index) {
        return hues[index];
    }

    /// The merges, in order.
    public List<StepMerge> merges() {
        return merges;
    }

    /// The rows that do not change with the steps.
    public Rows rows() {
        return rows;
    }

    /// Whether a part begins at a byte after so many merges.
    public boolean startsPart(int index, int step) {
        return goneAt[index] > step;
    }

    /// The end of the part that begins at, or runs over, a byte after so many merges.
    public int partEnd(int index, int step) {
        int end = index + 1;
        while (end < utf8.length && goneAt[end] <= step) {
            end++;
        }
        return end;
    }

    /// The beginning of the part that runs over a byte after so many merges.
    public int partStart(int index, int step) {
        int start = index;
        while (start > 0 && goneAt[start] <= step) {
            start--;
        }
        return start;
    }

    /// How many parts there are after so many merges.
    public int parts(int step) {
        return (int) Arrays.stream(goneAt).filter(gone -> gone > step).count();
    }

    /// What a part says: its characters, white space made visible, or its bytes where it is not whole characters.
    public String label(int from, int to) {
        for (StepCell word : rows.words()) {
            if (word.kind() == StepCell.Kind.SPECIAL && word.from() == from && word.to() == to) {
                return word.text();
            }
        }
        return CharacterText.ofPart(Arrays.copyOfRange(utf8, from, to));
    }

    /// Whether a special token covers exactly these bytes.
    boolean isSpecial(int from, int to) {
        return rows.words().stream()
                .anyMatch(word ->
                        word.kind() == StepCell.Kind.SPECIAL
                                && word.from() == from
                                && word.to() == to);
    }
}
