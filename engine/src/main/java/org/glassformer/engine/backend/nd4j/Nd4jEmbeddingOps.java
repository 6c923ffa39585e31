package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.EmbeddingOps;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Checks what [Linear] looks up and [Rotation] turns.
record Nd4jEmbeddingOps(Arguments arguments, Scratch scratch) implements EmbeddingOps {
    @Override
    public void embed(Tensor out, Tensor table, int[] ids) {
        INDArray rows = arguments.matrix("table", table);
        Checks.positiveIndices("ids", ids, ids.length, rows.size(0));
        Linear.embed(arguments.matrix("out", out, ids.length, rows.size(1)), rows, ids);
    }

    @Override
    public void embedBackward(Tensor dTable, Tensor dOut, int[] ids) {
        INDArray rows = arguments.matrix("dTable", dTable);
        Checks.positiveIndices("ids", ids, ids.length, rows.size(0));
        Linear.embedBackward(rows, arguments.matrix("dOut", dOut, ids.length, rows.size(1)), ids);
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
        INDArray cosines = arguments.matrix("cos", cos);
        INDArray sines = arguments.like("sin", sin, cosines);
        long half = cosines.size(1);
        int n = positions.length;
        Checks.rotation("x", x, cosines.size(0), half, positions, headSize);
        if (n == 0) {
            return;
        }
        Place at = arguments.place("x", x, x.elements());
        long width = x.elements() / n;
        long heads = width / headSize;
        try (Scratch.Loan loan = scratch.open()) {
            Rotation.turn(
                    at.memory().cube(at.offset(), n, heads, half, width, headSize),
                    at.memory().cube(at.offset() + half, n, heads, half, width, headSize),
                    cosines,
                    sines,
                    positions,
                    back,
                    loan);
        }
    }
}
