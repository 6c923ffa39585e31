package org.glassformer.app.session;

import java.util.List;
import org.glassformer.engine.train.live.Baselines;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.LogSeries;
import org.glassformer.engine.train.live.ProbeReadings;
import org.glassformer.engine.train.live.SaveStatus;
import org.glassformer.engine.train.live.StepView;
import org.glassformer.engine.train.live.TrainingCost;
import org.jspecify.annotations.Nullable;

/// A training run as it was at one moment. Immutable.
///
/// @param run what stays the same while it goes on
/// @param step steps completed
/// @param phase the phase done last of the step at hand; null between steps
/// @param view what can be seen of the step at hand or of the last whole one; null before the first
/// @param rate learning rate of the step under way or to come
/// @param peakRate the highest of the schedule, as set by hand or before the run
/// @param stepsPerSecond measured while it ran last; not a number before
/// @param kept the steps that can be gone back to, in order
/// @param rested of these, the steps at which the run rested or from which it was taken elsewhere
/// @param saved how far it is saved
/// @param probes the texts that are continued every few steps, and what they showed
/// @param probeRoom bytes that this may take in memory
/// @param log what was measured at every step; the same object while nothing was added
public record TrainingMoment(
        Run run,
        int step,
        @Nullable LivePhase phase,
        @Nullable StepView view,
        double rate,
        double peakRate,
        double stepsPerSecond,
        List<Integer> kept,
        List<Integer> rested,
        SaveStatus saved,
        List<ProbeReadings> probes,
        long probeRoom,
        LogSeries log) {

    /// What stays the same while a run goes on.
    ///
    /// @param settings what was decided before
    /// @param texts the tokens of its vocabulary
    /// @param cost parameters, memory and operations
    /// @param baselines what guessing would score
    /// @param unseen whether something is held apart from training; if not, what is called so is the text itself
    /// @param layers blocks of the model
    /// @param heads attention heads of a block
    public record Run(
            LiveSettings settings,
            TokenTexts texts,
            TrainingCost cost,
            Baselines baselines,
            boolean unseen,
            int layers,
            int heads) {}

    /// Keeps its own lists.
    public TrainingMoment {
        kept = List.copyOf(kept);
        rested = List.copyOf(rested);
        probes = List.copyOf(probes);
    }
}
