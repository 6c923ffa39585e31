package org.glassformer.engine.backend.nd4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/// Embedding and matrix products.
///
/// A single row goes through the product of a matrix and a vector, which takes half the time of the
/// same product seen as one of two matrices.
final class Linear {
    private Linear() {}

    /// out[n] = table[ids[n]].
    static void embed(INDArray out, INDArray table, int[] ids) {
        try (INDArray rows = Nd4j.createFromArray(ids)) {
            gather(out, table, rows);
        }
    }

    /// out[n] = table[rows[n]].
    static void gather(INDArray out, INDArray table, INDArray rows) {
        Nd4j.exec(
                DynamicCustomOp.builder("gather")
                        .addInputs(table, rows)
                        .addOutputs(out)
                        .addIntegerArguments(0)
                        .build());
    }

    /// dTable[ids[n]] += dOut[n], one after the other, because an id may come twice.
    static void embedBackward(INDArray dTable, INDArray dOut, int[] ids) {
        try (INDArray rows = Nd4j.createFromArray(ids)) {
            Nd4j.exec(
                    DynamicCustomOp.builder("scatter_add")
                            .addInputs(dTable, rows, dOut)
                            .addOutputs(dTable)
                            .addBooleanArguments(true)
                            .callInplace(true)
                            .build());
        }
    }

    /// out = x weight^T + bias.
    ///
    /// @param out (N, O)
    /// @param x (N, I)
    /// @param weight (O, I)
    /// @param bias (O), or null
    static void matmul(INDArray out, INDArray x, INDArray weight, @Nullable INDArray bias) {
        if (x.size(0) == 1) {
            INDArray row = out.reshape(out.size(1));
            if (bias != null) {
                Ops.copy(row, bias);
            }
            Ops.product(row, weight, x.reshape(x.size(1)), 1, bias == null ? 0 : 1);
            return;
        }
        Ops.productNt(out, x, weight, 1, 0);
        if (bias != null) {
            Ops.add(out, out, bias);
        }
    }

    /// sums += sum over the rows of d.
    ///
    /// @param sums (O)
    /// @param d (N, O)
    static void addRows(INDArray sums, INDArray d, Scratch.Loan loan) {
        INDArray total = loan.matrix(1, d.size(1));
        Ops.sum(total, d, 0);
        INDArray row = sums.reshape(1, d.size(1));
        Ops.add(row, row, total);
    }
}
