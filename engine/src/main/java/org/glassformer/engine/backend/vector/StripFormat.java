package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;

/// How one packed type lies in strips, and how strips of it are multiplied.
///
/// A strip is as many rows as a vector has lanes, one in each lane: what is kept of the same columns of all rows lies together. So a factor is the same for a whole vector, a block's scales are one
/// vector, and the product of a row is complete in its lane, with nothing to add up across lanes.
///
/// Activations stay F32 and the packed numbers become floats in registers, so that the only error is
/// that of adding.
///
/// The methods that multiply are written out and call the Vector API themselves: its methods are always
/// taken into their caller, helpers of ours no longer once it has taken in 8,000 bytecodes, and a vector
/// that is handed to a method which was not taken in becomes an object, a tenth of the speed.
sealed interface StripFormat
        permits EightBitStrips, FourBitStrips, SuperFourBitStrips, SuperSixBitStrips {

    /// Bytes of a strip: those of its rows in a file, or a little more, so that vectors of words lie where a vector
    /// is read from one cache line. Read from two, Q6_K was half as fast.
    ///
    /// @param blocks of a row
    long bytes(int blocks);

    /// Lays one row's block out in its lane.
    ///
    /// @param from where the block starts in a file's bytes
    /// @param strip where the strip starts
    /// @param blocks of a row
    /// @param block which of them
    /// @return whether it could be kept: no code reaches a scale of 128 and more
    boolean put(MemorySegment source, long from, long strip, int blocks, int block, int lane);

    /// One row's block as floats, exactly as [org.glassformer.engine.tensor.Blocks] gives them, in plain loops.
    void read(long strip, int blocks, int block, int lane, float[] to, int at);

    /// Columns `from` to `from + count` of all rows of a strip, exactly as [#read] gives them: a vector for
    /// each column.
    ///
    /// @param from a multiple of 128 or of the columns of a block, as is `count`
    /// @param stride bytes from a column to the next
    void widen(long strip, int blocks, int from, int count, long to, long stride);

    /// Floats of a row of factors as [#arrange] lays them out.
    int factors(int width);

    /// Lays out a row of factors in the order in which [#multiply] meets them.
    ///
    /// @param x floats, one after the other
    void arrange(long x, int width, float[] to, int at);

    /// Multiplies four strips, which start at `w0` to `w3`, with one row of factors.
    ///
    /// @param blocks of a row
    /// @param x the factors as [#arrange] lays them out, from `at` on
    /// @param out takes four vectors: of each strip the products of its rows
    void multiply(
            long w0,
            long w1,
            long w2,
            long w3,
            int blocks,
            float[] x,
            int at,
            long out,
            Scratch own);
}
