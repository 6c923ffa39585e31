package org.glassformer.engine.tokenizer;

/// The parts of a word with their places in it, in one array: for each part its id, its first
/// character, one past its last character and its first byte, and at the end the bytes of the word.
final class Cells {
    /// Numbers for each part.
    static final int WIDTH = 4;

    private Cells() {}

    /// The parts of the word `text[from, to)`.
    static int[] of(WordParts parts, String text, int from, int to) {
        int[] cells = new int[WIDTH * parts.size() + 1];
        int at = from; // a character
        int atByte = 0; // its first byte
        int bytes = 0;
        for (int i = 0; i < parts.size(); i++) {
            int cell = WIDTH * i;
            cells[cell] = parts.id(i);
            cells[cell + 1] = at - from;
            cells[cell + 3] = bytes;
            bytes += parts.length(i);
            int end = at;
            int endByte = atByte;
            while (endByte < bytes) {
                at = end;
                atByte = endByte;
                int codePoint = Utf8.codePoint(text, end, to);
                endByte += Utf8.length(codePoint);
                end += Character.charCount(codePoint);
            }
            cells[cell + 2] = end - from;
            if (endByte == bytes) {
                at = end;
                atByte = endByte;
            }
        }
        cells[cells.length - 1] = bytes;
        return cells;
    }

    static int count(int[] cells) {
        return cells.length / WIDTH;
    }
}
