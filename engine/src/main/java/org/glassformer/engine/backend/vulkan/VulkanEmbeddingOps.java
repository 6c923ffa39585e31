package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.EmbeddingOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Positions] looks up and turns.
record VulkanEmbeddingOps(Operands operands, Positions positions) implements EmbeddingOps {
    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        Operand of = operands.weight("table", table);
        Checks.positiveIndices("ids", ids, ids.length, of.rows());
        positions.embed(operands.result("out", out, ids.length, of.cols()), of, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        Operand of = operands.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, of.rows());
        positions.embedBackward(of, operands.matrix("dOut", dOut, ids.length, of.cols()), ids);
    }

    @Override
    public void rope(Tensor x, Tensor cos, Tensor sin, int[] at, int headSize) {
        turn("x", x, cos, sin, at, headSize, 1);
    }

    @Override
    public void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] at, int headSize) {
        turn("dx", dx, cos, sin, at, headSize, -1);
    }

    private void turn(
            String what,
            Tensor x,
            Tensor cos,
            Tensor sin,
            int[] at,
            int headSize,
            float direction) {
        Operand cosines = operands.matrix("cos", cos);
        Operand of = operands.matrix(what, x);
        Checks.rotation(what, x, cosines.rows(), cosines.cols(), at, headSize);
        positions.rope(
                of,
                cosines,
                operands.matrix("sin", sin, cosines.rows(), cosines.cols()),
                at,
                headSize,
                direction);
    }
}
