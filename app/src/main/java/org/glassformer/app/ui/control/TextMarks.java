package org.glassformer.app.ui.control;

/// The tokens of a text as a [TokenEditor] lays them under it. The arrays are not copied: leave them alone.
///
/// @param text that was cut
/// @param starts first character of each token, in order
/// @param ends one past its last character
/// @param leads how much of its first character belongs to tokens before it, 0 to 1
/// @param hues hue of each token, 0 to 6
@SuppressWarnings("ArrayRecordComponent") // large, and only read
public record TextMarks(String text, int[] starts, int[] ends, float[] leads, byte[] hues) {

    /// No tokens.
    public static final TextMarks NONE =
            new TextMarks("", new int[0], new int[0], new float[0], new byte[0]);

    /// The number of tokens.
    public int size() {
        return starts.length;
    }

    /// The first token that ends after a character; [#size()] if none does.
    public int firstEndingAfter(int character) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > character) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
