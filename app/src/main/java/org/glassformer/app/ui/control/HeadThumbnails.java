package org.glassformer.app.ui.control;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Small pictures of the attention weights of every head, which may come one by one. Immutable as long as the callers
/// leave the arrays alone that they gave.
///
/// A weight takes a byte: 144 heads of 64 x 64 cells are 590 kB.
public final class HeadThumbnails {

    /// No heads.
    public static final HeadThumbnails EMPTY = blank(0, 0);

    private static final float STEPS = 255;

    /// The picture of one head.
    ///
    /// @param side cells of a side
    /// @param cells (side, side), weights from 0 to 255 as unsigned bytes
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(int side, byte[] cells) {}

    private final int layers;
    private final int heads;
    private final @Nullable Picture[] pictures; // (layers, heads)

    private HeadThumbnails(int layers, int heads, @Nullable Picture[] pictures) {
        this.layers = layers;
        this.heads = heads;
        this.pictures = pictures;
    }

    /// Room for pictures none of which is there yet.
    ///
    /// @param layers rows of pictures
    /// @param heads columns of pictures
    public static HeadThumbnails blank(int layers, int heads) {
        return new HeadThumbnails(layers, heads, new Picture[Math.multiplyExact(layers, heads)]);
    }

    /// The same with one picture more, or with another in its place.
    ///
    /// @param layer its row
    /// @param head its column
    /// @param side cells of a side
    /// @param cells (side, side), weights from 0 to 255 as unsigned bytes; taken over
    public HeadThumbnails with(int layer, int head, int side, byte[] cells) {
        if (cells.length != side * side) {
            throw new IllegalArgumentException(cells.length + " cells for a side of " + side);
        }
        @Nullable Picture[] more = Arrays.copyOf(pictures, pictures.length);
        more[layer * heads + head] = new Picture(side, cells);
        return new HeadThumbnails(layers, heads, more);
    }

    /// Rows of pictures.
    public int layers() {
        return layers;
    }

    /// Columns of pictures.
    public int heads() {
        return heads;
    }

    /// How many pictures are there.
    public int count() {
        return (int) Arrays.stream(pictures).filter(picture -> picture != null).count();
    }

    /// Cells of a side of the first picture; 0 without one.
    public int side() {
        return pictures.length == 0 ? 0 : side(0, 0);
    }

    /// Cells of a side of a head's picture; 0 while it is not there.
    public int side(int layer, int head) {
        Picture picture = picture(layer, head);
        return picture == null ? 0 : picture.side();
    }

    /// A cell of a head's picture, 0 to 1 in steps of 1/255; NaN where the key is later than the query, and where there
    /// is no picture yet.
    public float value(int layer, int head, int y, int x) {
        Picture picture = picture(layer, head);
        return picture == null || x > y
                ? Float.NaN
                : Byte.toUnsignedInt(picture.cells()[y * picture.side() + x]) / STEPS;
    }

    /// The picture of a head, or null while it is not there.
    @Nullable Picture picture(int layer, int head) {
        return pictures[layer * heads + head];
    }
}
