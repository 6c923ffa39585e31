package org.glassformer.engine.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The names of all activations, as TransformerLens has them.
///
/// Shapes are those of one sequence, without a batch axis: T new positions, S positions so far.
public final class HookNames {
    /// Token embeddings, (T, C).
    public static final String EMBED = "hook_embed";

    /// Learned position embeddings, (T, C); only in models that have them.
    public static final String POS_EMBED = "hook_pos_embed";

    /// What the head multiplies, after the last norm, (T, C).
    public static final String LN_FINAL = "ln_final.hook_normalized";

    private HookNames() {}

    /// The names within one block.
    ///
    /// @param residPre the residual stream before the block, (T, C)
    /// @param ln1 after the first norm, (T, C)
    /// @param q queries as projected, (T, NH, HS)
    /// @param k keys as projected, (T, NKV, HS)
    /// @param v values, (T, NKV, HS)
    /// @param rotQ queries after the rotation (and the q/k norm), (T, NH, HS); only with RoPE
    /// @param rotK keys after the rotation (and the q/k norm), (T, NKV, HS); only with RoPE
    /// @param attnScores scaled scores, capped where the model does so, minus infinity where masked,
    ///     (NH, T, S)
    /// @param pattern softmax of the scores, (NH, T, S)
    /// @param z weighted sums of values, (T, NH, HS)
    /// @param attnOut what attention adds to the residual stream, after its norm if it has one, (T, C)
    /// @param residMid the residual stream between attention and MLP, (T, C); where both are parallel,
    ///     the stream with what attention adds, which nothing reads
    /// @param ln2 after the second norm, (T, C)
    /// @param mlpPre neurons before the activation function, (T, F)
    /// @param mlpPreLinear the other factor of a gated MLP, (T, F)
    /// @param mlpPost neurons after activation (and gate), (T, F)
    /// @param expertWeights the router's probabilities, (T, E); only in a mixture of experts
    /// @param expertIndices the experts that were chosen, the likeliest first, (T, K); only there
    /// @param mlpOut what the MLP adds to the residual stream, after its norm if it has one, (T, C)
    /// @param residPost the residual stream after the block, (T, C)
    public record OfBlock(
            String residPre,
            String ln1,
            String q,
            String k,
            String v,
            String rotQ,
            String rotK,
            String attnScores,
            String pattern,
            String z,
            String attnOut,
            String residMid,
            String ln2,
            String mlpPre,
            String mlpPreLinear,
            String mlpPost,
            String expertWeights,
            String expertIndices,
            String mlpOut,
            String residPost) {}

    /// The names within block `layer`, counted from 0.
    public static OfBlock block(int layer) {
        String block = "blocks." + layer + ".";
        return new OfBlock(
                block + "hook_resid_pre",
                block + "ln1.hook_normalized",
                block + "attn.hook_q",
                block + "attn.hook_k",
                block + "attn.hook_v",
                block + "attn.hook_rot_q",
                block + "attn.hook_rot_k",
                block + "attn.hook_attn_scores",
                block + "attn.hook_pattern",
                block + "attn.hook_z",
                block + "hook_attn_out",
                block + "hook_resid_mid",
                block + "ln2.hook_normalized",
                block + "mlp.hook_pre",
                block + "mlp.hook_pre_linear",
                block + "mlp.hook_post",
                block + "mlp.hook_expert_weights",
                block + "mlp.hook_expert_indices",
                block + "hook_mlp_out",
                block + "hook_resid_post");
    }

    /// All names of a model, in the order in which they happen.
    ///
    /// @param nLayer blocks
    /// @param learnedPositions whether there are position embeddings (otherwise rotations)
    /// @param gatedMlp whether the MLP has a gate
    /// @param mixture which layers are mixtures of experts
    public static List<String> all(
            int nLayer, boolean learnedPositions, boolean gatedMlp, IntPredicate mixture) {
        List<String> names = new ArrayList<>();
        names.add(EMBED);
        if (learnedPositions) {
            names.add(POS_EMBED);
        }
        for (int layer = 0; layer < nLayer; layer++) {
            OfBlock of = block(layer);
            names.addAll(List.of(of.residPre, of.ln1, of.q, of.k, of.v));
            if (!learnedPositions) {
                names.addAll(List.of(of.rotQ, of.rotK));
            }
            names.addAll(List.of(of.attnScores, of.pattern, of.z, of.attnOut, of.residMid, of.ln2));
            if (mixture.test(layer)) {
                names.addAll(List.of(of.expertWeights, of.expertIndices));
            } else {
                names.add(of.mlpPre);
                if (gatedMlp) {
                    names.add(of.mlpPreLinear);
                }
                names.add(of.mlpPost);
            }
            names.addAll(List.of(of.mlpOut, of.residPost));
        }
        names.add(LN_FINAL);
        return List.copyOf(names);
    }
}
