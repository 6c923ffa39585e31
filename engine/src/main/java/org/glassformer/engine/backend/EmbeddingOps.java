package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;

/// What a token and its position are for the model: rows of a table, and rotations.
public interface EmbeddingOps {
    /// out[n] = table[ids[n]].
    ///
    /// @param out (N, C)
    /// @param table (V, C), of any type that [Backend#load] gives
    /// @param ids N rows of the table
    void embed(Tensor out, Tensor table, int[] ids);

    /// dTable[ids[n]] += dOut[n].
    void embedBackward(Tensor dTable, Tensor dOut, int[] ids);

    /// Rotary position embedding (Su et al. 2021) in place, in the two-halves layout: with
    /// R = 2 cols(cos) and i < R / 2, (x[i], x[i + R/2]) turns by the angle of row positions[n].
    ///
    /// @param x (N, heads * headSize), changed
    /// @param cos (positions, R / 2), R <= headSize; elements past R stay
    /// @param sin (positions, R / 2)
    /// @param positions N rows of `cos` and `sin`
    void rope(Tensor x, Tensor cos, Tensor sin, int[] positions, int headSize);

    /// Turns the gradient back by the same angles, in place (it overwrites, as the forward does).
    void ropeBackward(Tensor dx, Tensor cos, Tensor sin, int[] positions, int headSize);
}
