package org.glassformer.engine.backend.vector;

/// How four rows of one packed type are multiplied with one row of factors.
///
/// Activations stay F32 and the packed numbers become floats in registers, so that the only error is
/// that of adding.
///
/// The methods that multiply are written out and call the Vector API themselves: its methods are always
/// taken into their caller, helpers of ours no longer once it has taken in 8,000 bytecodes, and a vector
/// that is handed to a method which was not taken in becomes an object, a tenth of the speed. They have
/// more than 325 bytecodes, the most that are taken in, so that each is compiled on its own.
interface StripKernel {

    /// The kernel for the type of a matrix.
    static StripKernel of(Packed w) {
        int width = w.width();
        return switch (w.dtype()) {
            case F16 -> new HalfDots(width);
            case BF16 -> new UpperHalfDots(width);
            case Q8_0 -> new EightBitDots(width);
            case Q4_0 -> new FourBitDots(width);
            case Q4_K -> new SuperFourBitDots(width);
            case Q6_K -> new SuperSixBitDots(width);
            case F64, F32, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalStateException(w.dtype() + " is never kept");
        };
    }

    /// Floats of a row of factors as [#arrange] lays them out; 0 if it takes them as they are.
    int factors();

    /// Lays out a row of factors as the numbers of a row lie.
    void arrange(long x, long to);

    /// Floats that the scales of four rows take.
    int scales();

    /// The scales of four rows.
    ///
    /// @param w the first row
    /// @param stride bytes from one row to the next
    void scales(long w, long stride, float[] to, Scratch own);

    /// lanes[r] = x . w[r], a vector of sums for each row.
    ///
    /// @param w the first row
    /// @param stride bytes from one row to the next
    /// @param x the factors as [#arrange] lays them out
    /// @param lanes takes four vectors
    void multiply(float[] scales, long w, long stride, long x, long lanes);

    /// The product with one row: the sum of its lanes and of what was left behind the last whole vector.
    ///
    /// @param lanes a vector
    /// @param w the row
    /// @param x the factors as [#arrange] lays them out
    default float sum(long lanes, long w, long x) {
        return VectorMath.sum(Lanes.load(lanes));
    }
}
