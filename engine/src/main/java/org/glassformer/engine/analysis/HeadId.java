package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.List;

/// A head of the model.
///
/// @param layer its block, from 0
/// @param head its number in the block, from 0
public record HeadId(int layer, int head) {
    /// All heads of one layer.
    public static List<HeadId> ofLayer(int layer, int nHead) {
        List<HeadId> heads = new ArrayList<>();
        for (int head = 0; head < nHead; head++) {
            heads.add(new HeadId(layer, head));
        }
        return List.copyOf(heads);
    }
}
