package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.EmbeddingOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Positions] and [PackedRows] look up and turn.
record VectorEmbeddingOps(Workers workers, Operands operands) implements EmbeddingOps {
    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        int c = table.dim(-1);
        Operands.range(ids, ids.length, table.rows(), "ids");
        long to = operands.at(out, (long) ids.length * c, "out");
        Packed packed = operands.packed(table);
        if (packed != null) {
            PackedRows.embed(workers, to, packed, ids);
        } else {
            Positions.embed(workers, to, operands.at(table), ids, ids.length, c);
        }
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        int c = dTable.dim(-1);
        Operands.range(ids, ids.length, dTable.rows(), "ids");
        long from = operands.at(dOut, (long) ids.length * c, "dOut");
        Positions.embedBackward(workers, operands.at(dTable), from, ids, ids.length, c);
    }

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize) {
        turn(x, cos, sin, positions, headSize, false);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize) {
        turn(dx, cos, sin, positions, headSize, true);
    }

    private void turn(
            Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize, boolean back) {
        int n = x.rows();
        int heads = x.dim(-1) / headSize;
        int half = cos.dim(-1);
        Operands.range(positions, n, cos.rows(), "positions");
        if (heads * headSize != x.dim(-1) || 2 * half > headSize) {
            throw new IllegalArgumentException(
                    "heads of " + headSize + " do not fit " + x.shape() + " and " + cos.shape());
        }
        long angles = cos.elements();
        Positions.rope(
                workers,
                operands.at(x),
                operands.at(cos),
                operands.at(sin, angles, "sin"),
                positions,
                n,
                heads,
                headSize,
                half,
                back);
    }
}
