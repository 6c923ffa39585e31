package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.vector.Gemm.Matrix;

/// The linear layer: chooses the product that suits the number of rows.
final class MatMul {
    /// Rows up to which reading the weight takes longer than multiplying with it.
    private static final int FEW = 4;

    private MatMul() {}

    /// out = x w^T + bias.
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void forward(Workers workers, long out, long x, long w, long bias, int n, int o, int i) {
        if (n <= FEW || i == 0) {
            Dots.run(workers, out, x, w, bias, n, o, i);
            return;
        }
        if (!WarmUp.OF_THIS_JVM.done()) {
            PlainProduct.run(workers, out, x, PlainProduct.floats(w, i), bias, n, o, i);
            return;
        }
        Matrix weight = Matrix.rowMajor(w, i).transposed();
        Matrix to = Matrix.rowMajor(out, o);
        Gemm.run(workers, n, o, i, Matrix.rowMajor(x, i), weight, to, false, bias);
    }

    /// out = x w^T + bias with a packed matrix.
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void forward(Workers workers, long out, long x, Packed w, long bias, int n, int o) {
        int i = w.width();
        if (n <= FEW) {
            w.multiply(workers, out, x, bias, n, o);
            return;
        }
        if (!WarmUp.OF_THIS_JVM.done()) {
            PlainProduct.run(workers, out, x, w::plainRow, bias, n, o, i);
            return;
        }
        Matrix rows = Matrix.rowMajor(x, i);
        Matrix to = Matrix.rowMajor(out, o);
        Gemm.run(workers, n, o, i, rows, Matrix.columns(w), to, false, bias);
    }

    /// dx += dOut w, dW += dOut^T x, dBias += sum over rows of dOut; what is 0 is left out.
    static void backward(
            Workers workers,
            long dx,
            long dW,
            long dBias,
            long dOut,
            long x,
            long w,
            int n,
            int o,
            int i) {
        Matrix d = Matrix.rowMajor(dOut, o);
        if (dx != 0) {
            Matrix to = Matrix.rowMajor(dx, i);
            Gemm.run(workers, n, i, o, d, Matrix.rowMajor(w, i), to, true, 0);
        }
        if (dW != 0) {
            Matrix to = Matrix.rowMajor(dW, i);
            Gemm.run(workers, o, i, n, d.transposed(), Matrix.rowMajor(x, i), to, true, 0);
        }
        if (dBias != 0) {
            Dots.columnSums(workers, dBias, dOut, n, o);
        }
    }
}
