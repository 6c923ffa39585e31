package org.glassformer.engine.train.live;

import java.util.List;

/// A stretch of what was measured; element `i` of each array belongs to step `from + i + 1`. Steps that
/// were not measured are not numbers. The arrays are the receiver's own.
///
/// @param from steps before the first
/// @param losses the loss on the batch of each step, in nats
/// @param rates the learning rate
/// @param gradientNorms before clipping
/// @param tokensPerSecond of each step
/// @param heldOut evaluations among and before these steps' ends, in order
@SuppressWarnings("ArrayRecordComponent") // large, and handed over
public record LogSeries(
        int from,
        double[] losses,
        double[] rates,
        double[] gradientNorms,
        double[] tokensPerSecond,
        List<HeldOutPoint> heldOut) {
    /// Keeps its own list.
    public LogSeries {
        heldOut = List.copyOf(heldOut);
    }

    /// Steps in it.
    public int size() {
        return losses.length;
    }
}
