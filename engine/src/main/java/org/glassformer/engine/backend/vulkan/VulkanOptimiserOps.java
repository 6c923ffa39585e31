package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.backend.OptimiserOps;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Rows] adds up and [Elementwise] changes.
///
/// @param memory holds the sums of blocks
record VulkanOptimiserOps(MemoryOps memory, Operands operands, Elementwise elementwise, Rows rows)
        implements OptimiserOps {
    /// The sum of the squares: floats within a block on the device, doubles over the blocks in order.
    @Override
    public double sumOfSquares(Tensor x) {
        Operand of = operands.vector("x", x);
        int blocks = Rows.blocks(of);
        double sum = 0;
        try (Tensor sums = memory.allocate(Shape.of(blocks))) {
            rows.squares(operands.result("sums", sums, blocks), of);
            for (float part : memory.read(sums)) {
                sum += part;
            }
        }
        return sum;
    }

    @Override
    public void adamW(Tensor parameter, Tensor gradient, Tensor m, Tensor v, AdamW step) {
        Operand of = operands.vector("parameter", parameter);
        elementwise.adamW(
                of,
                operands.like("gradient", gradient, parameter),
                operands.like("m", m, parameter),
                operands.like("v", v, parameter),
                step);
    }

    @Override
    public void sgd(Tensor parameter, Tensor gradient, float learningRate, float weightDecay) {
        Operand of = operands.vector("parameter", parameter);
        elementwise.sgd(
                of, operands.like("gradient", gradient, parameter), learningRate, weightDecay);
    }
}
