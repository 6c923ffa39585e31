package org.glassformer.engine.backend.vulkan;

import java.util.ArrayList;
import java.util.List;
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
        return sumsOfSquares(List.of(x))[0];
    }

    /// The sums of all blocks of all tensors come back together.
    @Override
    public double[] sumsOfSquares(List<Tensor> tensors) {
        List<Operand> of = new ArrayList<>();
        int all = 0;
        for (Tensor x : tensors) {
            Operand operand = operands.vector("x", x);
            of.add(operand);
            all += Rows.blocks(operand);
        }
        double[] result = new double[tensors.size()];
        if (all == 0) {
            return result;
        }
        try (Tensor sums = memory.allocate(Shape.of(all))) {
            Operand parts = operands.result("sums", sums, all);
            int at = 0;
            for (Operand x : of) {
                rows.squares(parts.part(at, Rows.blocks(x)), x);
                at += Rows.blocks(x);
            }
            float[] values = memory.read(sums);
            at = 0;
            for (int i = 0; i < result.length; i++) {
                for (int end = at + Rows.blocks(of.get(i)); at < end; at++) {
                    result[i] += values[at];
                }
            }
        }
        return result;
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
