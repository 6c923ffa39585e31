package org.glassformer.engine.hook;

/// A place in a block where the residual stream, or what is added to it, can be read and patched.
public enum ResidualPlace {
    /// The stream before the block.
    PRE,
    /// What attention adds.
    ATTN_OUT,
    /// The stream between attention and MLP.
    MID,
    /// What the MLP adds.
    MLP_OUT,
    /// The stream after the block.
    POST;

    /// The activation's name in block `layer`, as [HookNames] has it.
    public String hookName(int layer) {
        HookNames.OfBlock of = HookNames.block(layer);
        return switch (this) {
            case PRE -> of.residPre();
            case ATTN_OUT -> of.attnOut();
            case MID -> of.residMid();
            case MLP_OUT -> of.mlpOut();
            case POST -> of.residPost();
        };
    }
}
