package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.backend.OptimiserOps;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Adds up squares, and checks what [Optimisers] changes.
///
/// @param memory reads the squares that fill no row
record Nd4jOptimiserOps(MemoryOps memory, Arguments arguments, Scratch scratch)
        implements OptimiserOps {
    /// Numbers of a row whose squares are added in F32; the sums of rows are added in double.
    private static final int SQUARES = 128;

    @Override
    public double sumOfSquares(Tensor x) {
        long n = x.elements();
        long rows = n / SQUARES;
        Place at = arguments.place("x", x, n);
        double sum = 0;
        try (Scratch.Loan loan = scratch.open()) {
            if (rows > 0) {
                INDArray squares = loan.matrix(rows, SQUARES);
                ArrayMemory sums = loan.memory(rows);
                INDArray numbers = at.memory().matrix(at.offset(), rows, SQUARES, SQUARES);
                Ops.multiply(squares, numbers, numbers);
                Ops.sum(sums.matrix(0, rows, 1, 1), squares, 1);
                MemorySegment bytes = sums.toRead();
                for (long row = 0; row < rows; row++) {
                    sum += bytes.getAtIndex(ValueLayout.JAVA_FLOAT, row);
                }
            }
        }
        float[] rest = new float[(int) (n % SQUARES)];
        memory.read(x, n - rest.length, rest, 0, rest.length);
        for (double value : rest) {
            sum += value * value;
        }
        return sum;
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        try (Scratch.Loan loan = scratch.open()) {
            Optimisers.adamW(
                    arguments.vector("parameter", parameter),
                    arguments.vector("gradient", gradient, parameter),
                    arguments.vector("m", m, parameter),
                    arguments.vector("v", v, parameter),
                    step,
                    loan);
        }
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        try (Scratch.Loan loan = scratch.open()) {
            Optimisers.sgd(
                    arguments.vector("parameter", parameter),
                    arguments.vector("gradient", gradient, parameter),
                    learningRate,
                    weightDecay,
                    loan);
        }
    }
}
