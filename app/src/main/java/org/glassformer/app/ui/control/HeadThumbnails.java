package org.glassformer.app.ui.control;

/// Small pictures of the attention weights of every head. Immutable as long as the caller leaves the array alone.
public final class HeadThumbnails {

    /// No heads.
    public static final HeadThumbnails EMPTY = new HeadThumbnails(0, 0, 0, new float[0]);

    private final int layers;
    private final int heads;
    private final int side;
    private final float[] values; // (layers, heads, side, side)

    /// Pictures of equal size.
    ///
    /// @param layers rows of pictures
    /// @param heads columns of pictures
    /// @param side pixels of a picture's side
    /// @param values (layers, heads, side, side), weights from 0 to 1, NaN where nothing can be seen; taken over
    public HeadThumbnails(int layers, int heads, int side, float[] values) {
        if ((long) layers * heads * side * side != values.length) {
            throw new IllegalArgumentException(
                    layers + " x " + heads + " pictures of " + side + ", but " + values.length);
        }
        this.layers = layers;
        this.heads = heads;
        this.side = side;
        this.values = values;
    }

    /// Makes a picture of a causal pattern smaller: a pixel shows the largest weight under it.
    ///
    /// @param weights (n, n), row by row
    /// @param n rows and columns
    /// @param side pixels of the picture's side, at most `n`
    /// @param out gets the picture
    /// @param at where the picture begins in `out`
    public static void pool(float[] weights, int n, int side, float[] out, int at) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                out[at + y * side + x] = x > y ? Float.NaN : 0;
            }
        }
        for (int q = 0; q < n; q++) {
            int row = at + q * side / n * side;
            for (int k = 0; k <= q; k++) {
                int pixel = row + k * side / n;
                out[pixel] = Math.max(out[pixel], weights[q * n + k]);
            }
        }
    }

    /// Rows of pictures.
    public int layers() {
        return layers;
    }

    /// Columns of pictures.
    public int heads() {
        return heads;
    }

    /// Pixels of a picture's side.
    public int side() {
        return side;
    }

    /// A pixel of a head's picture, NaN where nothing can be seen.
    public float value(int layer, int head, int y, int x) {
        return values[((layer * heads + head) * side + y) * side + x];
    }
}
