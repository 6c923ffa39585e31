package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.train.LearningRates;
import org.glassformer.engine.train.Schedule;

/// The learning rate of every step: the schedule, and the peaks that were set by hand.
///
/// A peak set by hand holds from its step on and scales the whole schedule. All of them are remembered
/// with their steps, so that a run that goes back meets them again.
final class RateBook implements LearningRates {
    private final LiveSettings settings;
    private final List<RateChange> changes = new ArrayList<>();

    RateBook(LiveSettings settings) {
        this.settings = settings;
    }

    /// The peak set by hand before `step`, or the one of the settings.
    double peak(int step) {
        double peak = settings.optimiser().learningRate();
        for (RateChange change : changes) {
            if (change.step() <= step) {
                peak = change.peak();
            }
        }
        return peak;
    }

    @Override
    public double rate(int step) {
        double peak = peak(step);
        double highest = settings.optimiser().learningRate();
        double lowest = settings.optimiser().minLearningRate();
        double least = peak == highest ? lowest : Math.min(peak, peak * (lowest / highest));
        int warmup = settings.optimiser().warmupSteps();
        int end = Math.max(settings.steps(), warmup);
        return switch (settings.schedule()) {
            case CONSTANT -> step < warmup ? peak * step / warmup : peak;
            case COSINE -> new Schedule(peak, least, warmup, end).rate(step);
            case LINEAR -> {
                if (step < warmup) {
                    yield peak * step / warmup;
                }
                double part = step >= end ? 1 : (double) (step - warmup) / (end - warmup);
                yield peak + (least - peak) * part;
            }
        };
    }

    /// Sets the peak from `step` on, and forgets what was set for later.
    void set(int step, double peak) {
        changes.removeIf(change -> change.step() >= step);
        changes.add(new RateChange(step, peak));
    }

    void dropAfter(int step) {
        changes.removeIf(change -> change.step() > step);
    }

    List<RateChange> changes() {
        return List.copyOf(changes);
    }

    void restore(List<RateChange> saved) {
        changes.clear();
        changes.addAll(saved);
    }
}
