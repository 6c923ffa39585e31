package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.ResidualPlace;

/// A point of the residual stream on its way through the model.
///
/// @param layer the block, from 0
/// @param place [ResidualPlace#PRE], [ResidualPlace#MID] or [ResidualPlace#POST]
public record StreamPoint(int layer, ResidualPlace place) {
    /// Checks that the place is one of the stream itself, not of what is added to it.
    public StreamPoint {
        if (place == ResidualPlace.ATTN_OUT || place == ResidualPlace.MLP_OUT) {
            throw new IllegalArgumentException(place + " is added to the stream, not part of it");
        }
    }

    /// The points in their order: the embeddings, then after attention and after the MLP of every
    /// block; 2 L + 1 in all.
    public static List<StreamPoint> all(int nLayer) {
        List<StreamPoint> points = new ArrayList<>();
        points.add(new StreamPoint(0, ResidualPlace.PRE));
        for (int layer = 0; layer < nLayer; layer++) {
            points.add(new StreamPoint(layer, ResidualPlace.MID));
            points.add(new StreamPoint(layer, ResidualPlace.POST));
        }
        return List.copyOf(points);
    }

    /// Wants the activations at [#all] points.
    public static HookFilter filter(int nLayer) {
        return HookFilter.of(all(nLayer).stream().map(StreamPoint::hookName).toList());
    }

    /// The activation's name, as [org.glassformer.engine.hook.HookNames] has it.
    public String hookName() {
        return place.hookName(layer);
    }
}
