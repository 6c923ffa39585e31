package org.glassformer.engine.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/// Rotary position embedding, on the two halves of all heads at once.
final class Rotation {
    private Rotation() {}

    /// Turns each pair by the angle of its position: first = first cos - second sin, second = second
    /// cos + first sin; or back.
    ///
    /// @param first (N, heads, R / 2), changed
    /// @param second (N, heads, R / 2), changed
    /// @param cos (positions, R / 2)
    /// @param sin (positions, R / 2)
    static void turn(
            INDArray first,
            INDArray second,
            INDArray cos,
            INDArray sin,
            int[] positions,
            boolean back,
            Scratch.Loan loan) {
        INDArray cosines = rows(cos, positions, loan);
        INDArray sines = rows(sin, positions, loan);
        INDArray firstSin = loan.like(first);
        INDArray secondSin = loan.like(second);
        Ops.multiply(firstSin, first, sines);
        Ops.multiply(secondSin, second, sines);
        Ops.multiply(first, first, cosines);
        Ops.multiply(second, second, cosines);
        if (back) {
            Ops.add(first, first, secondSin);
            Ops.subtract(second, second, firstSin);
        } else {
            Ops.subtract(first, first, secondSin);
            Ops.add(second, second, firstSin);
        }
    }

    /// The rows of a table that belong to the positions, the same for every head: (N, 1, R / 2).
    private static INDArray rows(INDArray table, int[] positions, Scratch.Loan loan) {
        long half = table.size(1);
        ArrayMemory memory = loan.memory(positions.length * half);
        Linear.embed(memory.matrix(0, positions.length, half, half), table, positions);
        return memory.cube(0, positions.length, 1, half, half, half);
    }
}
