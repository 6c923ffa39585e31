package org.glassformer.engine.train.task;

import org.glassformer.engine.train.SplitMix;

/// Says of a text whether it is held apart from training: one in ten is.
///
/// The text alone decides, so that no seed and no order of drawing lets one slip into training.
final class Apart {
    private static final int ONE_IN = 10;

    private Apart() {}

    static boolean holds(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return new SplitMix(hash).nextInt(ONE_IN) == 0;
    }
}
