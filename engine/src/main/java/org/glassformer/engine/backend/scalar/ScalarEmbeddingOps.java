package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.EmbeddingOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what is looked up in [Linear] and turned in [Positions].
record ScalarEmbeddingOps(Arguments arguments) implements EmbeddingOps {
    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        Matrix rows = arguments.matrix("table", table);
        Checks.positiveIndices("ids", ids, ids.length, rows.rows());
        Linear.embed(arguments.matrix("out", out, ids.length, rows.cols()), rows, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        Matrix rows = arguments.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, rows.rows());
        Linear.embedBackward(rows, arguments.matrix("dOut", dOut, ids.length, rows.cols()), ids);
    }

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize) {
        Matrix cosines = arguments.matrix("cos", cos);
        Checks.rotation("x", x, cosines.rows(), cosines.cols(), positions, headSize);
        Positions.rope(
                arguments.matrix("x", x).heads(headSize),
                cosines,
                arguments.matrix("sin", sin, cosines.rows(), cosines.cols()),
                positions);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize) {
        Matrix cosines = arguments.matrix("cos", cos);
        Checks.rotation("dx", dx, cosines.rows(), cosines.cols(), positions, headSize);
        Positions.ropeBackward(
                arguments.matrix("dx", dx).heads(headSize),
                cosines,
                arguments.matrix("sin", sin, cosines.rows(), cosines.cols()),
                positions);
    }
}
