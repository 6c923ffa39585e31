package org.glassformer.engine.train.live;

import java.util.List;
import java.util.TreeMap;
import org.glassformer.engine.train.Snapshot;
import org.jspecify.annotations.Nullable;

/// The steps to which a run can go back, within a budget of memory.
///
/// When it is full, the step goes whose absence leaves the smallest gap in proportion to its age: steps
/// become sparser towards the past, evenly on a logarithmic scale. The first and the newest stay.
final class KeptSteps {
    private final TreeMap<Integer, KeptStep> steps = new TreeMap<>();
    private final long budget;
    private long held;

    /// A state, and the gradient that led to it.
    ///
    /// @param gradients in the model's order; none where they are not known
    record KeptStep(Snapshot snapshot, List<float[]> gradients) {
        long bytes() {
            long numbers = 0;
            for (List<float[]> part :
                    List.of(snapshot.weights(), snapshot.first(), snapshot.second(), gradients)) {
                numbers += part.stream().mapToLong(values -> values.length).sum();
            }
            return Float.BYTES * numbers;
        }
    }

    /// @param budget bytes; the newest stays even if it is larger
    KeptSteps(long budget) {
        this.budget = budget;
    }

    void add(KeptStep kept) {
        int newest = kept.snapshot().step();
        drop(newest);
        steps.put(newest, kept);
        held += kept.bytes();
        while (steps.size() > 1 && held > budget) {
            drop(leastMissed(newest));
        }
    }

    private int leastMissed(int newest) {
        if (steps.size() == 2) {
            return steps.firstKey() == newest ? steps.lastKey() : steps.firstKey();
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        int last = Math.max(newest, steps.lastKey());
        for (int step : steps.keySet()) {
            Integer before = steps.lowerKey(step);
            Integer after = steps.higherKey(step);
            if (before != null && after != null && step != newest) {
                double gap = (double) (after - before) / (last - step + 1);
                if (gap < least) {
                    least = gap;
                    best = step;
                }
            }
        }
        return best >= 0 ? best : steps.firstKey();
    }

    private void drop(int step) {
        KeptStep gone = steps.remove(step);
        held -= gone == null ? 0 : gone.bytes();
    }

    @Nullable KeptStep at(int step) {
        return steps.get(step);
    }

    /// The newest at or before a step.
    @Nullable KeptStep before(int step) {
        var entry = steps.floorEntry(step);
        return entry == null ? null : entry.getValue();
    }

    void dropAfter(int step) {
        List.copyOf(steps.tailMap(step, false).keySet()).forEach(this::drop);
    }

    List<KeptStep> list() {
        return List.copyOf(steps.values());
    }

    List<Integer> all() {
        return List.copyOf(steps.keySet());
    }
}
