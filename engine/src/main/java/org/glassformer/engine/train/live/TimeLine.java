package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.jspecify.annotations.Nullable;

/// What was done, decided and kept along a run, before its present and after it where one has gone back.
///
/// Steps after the present stay known, because doing them again gives the same, until something makes another future.
final class TimeLine {
    private final TrainingStep step;
    private final RateBook rates;
    private final History history;
    private final Probes probes;
    private final RunLog log = new RunLog();

    TimeLine(TrainingStep step, RateBook rates, History history, Probes probes) {
        this.step = step;
        this.rates = rates;
        this.history = history;
        this.probes = probes;
    }

    /// Goes to what was saved.
    void restore(StateFile.Content state, KeptFiles.Content kept, Path logFile) {
        StateFile.About about = state.about();
        List<RateChange> changes = about.rates();
        rates.restore(changes == null ? List.of() : changes);
        history.restore(state.step(), kept.steps());
        probes.restore(kept.probes());
        Integer logged = about.logged();
        LogFile.read(logFile, logged == null ? about.step() : logged, log);
    }

    int stepsDone() {
        return step.stepsDone();
    }

    /// Whether the run stands between two steps.
    boolean isBetweenSteps() {
        return step.phase() == TrainingStep.Phase.WINDOWS;
    }

    RunLog log() {
        return log;
    }

    List<RateChange> rateChanges() {
        return rates.changes();
    }

    double peakRate() {
        return rates.peak(step.stepsDone() + 1);
    }

    /// Sets the highest rate from the step under way on; what lay after the present is forgotten.
    void setPeakRate(double peak) {
        if (!(peak > 0 && peak <= LiveSettings.LARGEST_RATE)) {
            throw new TrainingException("the learning rate is above 0 and at most 10, not " + peak);
        }
        forgetLater();
        rates.set(step.stepsDone() + 1, peak);
    }

    /// The step just done was measured.
    void measured(double rate, double tokensPerSecond) {
        log.step(step.stepsDone(), step.loss(), rate, step.gradientNorm(), tokensPerSecond);
    }

    /// The step just done is kept and its probes are read, where they are due.
    void stepped() {
        history.keepIfDue();
        probes.stepped();
    }

    /// Goes to a kept step, and keeps where the run stood.
    ///
    /// @param begun the state before the step at hand; null between steps
    /// @throws TrainingException if the step is not kept
    void rewind(int to, @Nullable Snapshot begun) {
        history.rewind(to, begun);
    }

    /// Goes back to the newest step with a good loss, as far as one can be gone to exactly, and forgets what came after.
    ///
    /// @param last the newest step whose weights may be good; the training stands where it came apart
    /// @param uniform the loss of a uniform guess
    /// @return the loss of the weights there; not a number if it was not measured
    double fallBack(int last, double uniform) {
        double[] losses = losses(last);
        int good = GoodSteps.newest(losses, uniform, history::reaches).orElse(last);
        history.goNear(good);
        forgetLater();
        int done = step.stepsDone();
        return done < losses.length ? losses[done] : Double.NaN;
    }

    /// The loss of the weights after step 0 to `last`: that of the step after each. The one after the last may be under way.
    private double[] losses(int last) {
        double[] known = log.series(0).losses();
        double[] losses = Arrays.copyOf(known, last + 1);
        Arrays.fill(losses, Math.min(known.length, last + 1), last + 1, Double.NaN);
        if (known.length <= last && last == step.stepsDone()) {
            losses[last] = step.loss();
        }
        return losses;
    }

    /// Goes back to the beginning and forgets everything since, rates set by hand too.
    void reset() {
        history.go(history.at(0));
        rates.restore(List.of());
        forgetLater();
    }

    private void forgetLater() {
        int done = step.stepsDone();
        rates.dropAfter(done + 1);
        log.dropAfter(done);
        history.dropAfter(done);
        probes.dropAfter(done);
    }

    /// What is to be written, so that another process can stand here.
    ///
    /// @param logged steps that the log file has already; 0 to write it anew
    /// @param whole whether all of it is to be written now, however long that takes
    Autosave.Job job(int logged, boolean whole) {
        return new Autosave.Job(
                history.present(),
                rates.changes(),
                log.series(logged),
                step.model().parameters(),
                new KeptFiles.Content(history.all(), probes.readings()),
                whole);
    }
}
