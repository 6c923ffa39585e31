package org.glassformer.engine.backend.vector;

import org.glassformer.engine.tensor.DType;

/// How four rows of F16 or BF16 are multiplied with one row of factors, lane by lane as F32 rows are ([Dots]): the sums have
/// the very bits of F32 weights.
///
/// The methods that multiply are written out, as those of [StripFormat] and for the same reason. They have
/// more than 325 bytecodes, the most that are taken in, so that each is compiled on its own.
sealed interface HalfKernel permits HalfDots, UpperHalfDots {

    /// The kernel for the type of a matrix.
    static HalfKernel of(HalfRows w) {
        return w.dtype() == DType.F16 ? new HalfDots(w.width()) : new UpperHalfDots(w.width());
    }

    /// Floats of a row of factors as [#arrange] lays them out; 0 if it takes them as they are.
    int factors();

    /// Makes a row of factors ready.
    void arrange(long x, long to);

    /// lanes[r] = x . w[r], a vector of sums for each row.
    ///
    /// @param w the first row
    /// @param stride bytes from one row to the next
    /// @param x the factors as [#arrange] makes them
    /// @param lanes takes four vectors
    void multiply(long w, long stride, long x, long lanes);

    /// The product with one row: the sum of its lanes and of what was left behind the last whole vector.
    ///
    /// @param lanes a vector
    /// @param w the row
    /// @param x the factors as [#arrange] makes them
    float sum(long lanes, long w, long x);
}
