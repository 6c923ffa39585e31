package org.glassformer.engine.model;

import java.lang.foreign.MemorySegment;

/// The order of the rows of query and key projections: Llama files in GGUF keep channels that rotate
/// together as neighbours, (pair, 2) in each head, where the engine has (2, pair).
final class GgufRows {
    private GgufRows() {}

    /// The engine's order from a file's.
    ///
    /// @param rows of `width` numbers each
    static float[] inHalves(float[] rows, int width, int headSize) {
        return reordered(rows, width, headSize, true);
    }

    /// The engine's order from a file's, for rows of any type.
    ///
    /// @param to as large as `rows`
    static void inHalves(MemorySegment rows, MemorySegment to, long rowBytes, int headSize) {
        for (long row = 0; row < rows.byteSize() / rowBytes; row++) {
            int channel = (int) (row % headSize);
            long pairs = row - channel + pair(channel, headSize);
            MemorySegment.copy(rows, pairs * rowBytes, to, row * rowBytes, rowBytes);
        }
    }

    /// A file's order from the engine's.
    static float[] inPairs(float[] rows, int width, int headSize) {
        return reordered(rows, width, headSize, false);
    }

    private static float[] reordered(float[] rows, int width, int headSize, boolean toHalves) {
        float[] result = new float[rows.length];
        for (int row = 0; row < rows.length / width; row++) {
            int head = row / headSize * headSize;
            int channel = row % headSize;
            int halves = head + channel;
            int pairs = head + pair(channel, headSize);
            int from = toHalves ? pairs : halves;
            int to = toHalves ? halves : pairs;
            System.arraycopy(rows, from * width, result, to * width, width);
        }
        return result;
    }

    /// Where channel = side * half + pair lies among pairs.
    private static int pair(int channel, int headSize) {
        int half = headSize / 2;
        return 2 * (channel % half) + channel / half;
    }
}
