package org.glassformer.app.feature.attention.stream;

import org.glassformer.app.i18n.Messages;

/// A point of the residual stream as it is named on screen.
///
/// @param layer the block, from 0
/// @param kind where in the block
record Point(int layer, Kind kind) {

    /// Where a point is.
    enum Kind {
        /// Before the first block.
        EMBEDDING,
        /// After the attention of a block.
        ATTENTION,
        /// After the MLP of a block, its end.
        MLP
    }

    /// What it is called.
    ///
    /// @param detailed whether points within blocks are told apart
    String label(boolean detailed) {
        return switch (kind) {
            case EMBEDDING -> Messages.text("stream.point.embedding");
            case ATTENTION -> Messages.text("stream.point.attention", layer);
            case MLP -> Messages.text(detailed ? "stream.point.mlp" : "stream.point.block", layer);
        };
    }

    /// How many blocks the stream has passed; half a one after attention.
    double blocks() {
        return switch (kind) {
            case EMBEDDING -> 0;
            case ATTENTION -> layer + 0.5;
            case MLP -> layer + 1;
        };
    }
}
