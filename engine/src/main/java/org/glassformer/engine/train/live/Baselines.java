package org.glassformer.engine.train.live;

import org.glassformer.engine.train.WindowSource;

/// What one could score without any transformer, to be drawn beside the loss.
///
/// @param uniform ln V, the loss of a guess that gives every token the same probability
/// @param unigram the loss of always giving the tokens the shares they have among the targets
public record Baselines(double uniform, double unigram) {
    private static final int TARGETS = 20_000;
    private static final int WINDOWS = 2_000;

    /// Measures them on the windows that a source gives first.
    static Baselines of(WindowSource source, int time, int vocabSize) {
        int[] inputs = new int[time];
        int[] targets = new int[time];
        long[] counts = new long[vocabSize];
        long all = 0;
        for (int i = 0; i < WINDOWS && all < TARGETS; i++) {
            source.next(inputs, targets, 0);
            for (int target : targets) {
                if (target >= 0 && target < vocabSize) {
                    counts[target]++;
                    all++;
                }
            }
        }
        double nats = 0;
        for (long count : counts) {
            if (count > 0) {
                nats -= count * Math.log((double) count / all);
            }
        }
        return new Baselines(Math.log(vocabSize), all == 0 ? 0 : nats / all);
    }
}
