package org.glassformer.engine.model;

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

    /// A file's order from the engine's.
    static float[] inPairs(float[] rows, int width, int headSize) {
        return reordered(rows, width, headSize, false);
    }

    private static float[] reordered(float[] rows, int width, int headSize, boolean toHalves) {
        float[] result = new float[rows.length];
        int half = headSize / 2;
        for (int row = 0; row < rows.length / width; row++) {
            int head = row / headSize * headSize;
            int channel = row % headSize;
            int halves = head + channel; // channel = side * half + pair
            int pairs = head + 2 * (channel % half) + channel / half;
            int from = toHalves ? pairs : halves;
            int to = toHalves ? halves : pairs;
            System.arraycopy(rows, from * width, result, to * width, width);
        }
        return result;
    }
}
