package org.glassformer.app.feature.attention.outcome;

import org.glassformer.app.i18n.Messages;

/// A place in a block where a residual can be patched, in the order of the forward pass.
enum PatchPlace {
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

    /// What people call it.
    String text() {
        return Messages.text("outcome.place." + name());
    }
}
