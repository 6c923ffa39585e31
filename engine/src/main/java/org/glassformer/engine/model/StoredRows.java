package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.glassformer.engine.tensor.DType;

/// Which rows of a stored matrix are those of a parameter: all of them, a band, bands that take turns,
/// or neighbouring pairs where the engine has two halves.
///
/// @param total rows stored
/// @param first the first of the parameter's
/// @param block rows side by side
/// @param period from one such block to the next
/// @param pairedHead rows of a head whose channels lie as (pair, 2) in place of (2, pair); 0 if they do
///     not
record StoredRows(int total, int first, int block, int period, int pairedHead) {

    /// All rows in their order.
    static StoredRows all(int rows) {
        return new StoredRows(rows, 0, rows, rows, 0);
    }

    /// `rows` rows from `first` on.
    static StoredRows band(int total, int first, int rows) {
        return new StoredRows(total, first, rows, rows, 0);
    }

    /// The same with pairs of neighbours in every head.
    StoredRows paired(int headSize) {
        return new StoredRows(total, first, block, period, headSize);
    }

    /// Where row `row` of the parameter is stored.
    int at(int row) {
        int unpaired = row;
        if (pairedHead > 0) {
            int channel = row % pairedHead; // side * half + pair
            int half = pairedHead / 2;
            unpaired = row - channel + 2 * (channel % half) + channel / half;
        }
        return unpaired / block * period + first + unpaired % block;
    }

    /// The parameter's rows, in their order and as they are stored: a part of `data`, or a copy.
    ///
    /// @param rows of the parameter
    /// @param width elements of a row
    /// @throws IllegalArgumentException if a row does not end where a block of the type ends
    MemorySegment select(Arena arena, MemorySegment data, DType type, int rows, int width) {
        boolean together = pairedHead == 0 && block == rows;
        int blockSize = type.blockSize();
        if (together ? (long) first * width % blockSize != 0 : width % blockSize != 0) {
            throw new IllegalArgumentException(
                    "rows of " + width + " elements do not end with blocks of " + type);
        }
        if (together) {
            long from = type.byteSize((long) first * width);
            return data.asSlice(from, type.byteSize((long) rows * width));
        }
        long bytes = type.byteSize(width);
        MemorySegment selected = arena.allocate(rows * bytes, 64);
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(data, at(row) * bytes, selected, row * bytes, bytes);
        }
        return selected;
    }

    /// Puts the parameter's rows where they are stored.
    ///
    /// @param stored all rows
    /// @param values the parameter's
    void scatter(float[] stored, float[] values, int width) {
        for (int row = 0; row < values.length / width; row++) {
            System.arraycopy(values, row * width, stored, at(row) * width, width);
        }
    }
}
