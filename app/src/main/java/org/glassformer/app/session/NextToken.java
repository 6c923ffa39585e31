package org.glassformer.app.session;

import java.util.concurrent.atomic.AtomicReference;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// Runs the sampler chain on the logits at hand whenever the logits or a slider change; never the model.
///
/// The logits are ranked once for each step.
public final class NextToken {

    private record Sampled(SamplingTrace trace, boolean left, double ms) {}

    private final LabSession session;
    private final NewestWins turns;
    private AtomicReference<@Nullable RankedLogits> ranked = new AtomicReference<>(); // of the step

    /// Watches a session.
    ///
    /// @param session gets the trace
    /// @param runner runs the chain
    public NextToken(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.stepProperty()
                .subscribe((before, now) -> {
                    ranked = new AtomicReference<>();
                    sample();
                });
        session.chainProperty().subscribe((before, now) -> sample());
        session.constraintProperty().subscribe((before, now) -> sample());
        session.seedProperty().subscribe((before, now) -> drawChanged());
        session.rerollProperty().subscribe((before, now) -> drawChanged());
    }

    /// The chance within a stage is another with another seed.
    private void drawChanged() {
        if (session.chainProperty().get().acting().anyMatch(Cut.Xtc.class::isInstance)) {
            sample();
        }
    }

    private void sample() {
        Reading step = session.stepProperty().get();
        if (step == null) {
            return;
        }
        Drawing drawing = Drawing.of(session);
        int reroll = session.rerollProperty().get();
        AtomicReference<@Nullable RankedLogits> known = ranked;
        turns.submit(
                Job.of("Sampling", task -> sample(drawing, step, reroll, known))
                        .with(Urgency.PRESSING)
                        .whenDone(this::show)
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    /// The order of the logits stays while sliders move.
    private static Sampled sample(
            Drawing drawing,
            Reading step,
            int reroll,
            AtomicReference<@Nullable RankedLogits> known) {
        long start = System.nanoTime();
        SamplingContext context = drawing.context(step, reroll);
        RankedLogits order = known.get();
        if (order == null) {
            order = RankedLogits.of(step.logits());
            known.set(order);
        }
        SamplingTrace trace = drawing.toChain().apply(order, context);
        return new Sampled(trace, drawing.isLeft(step), (System.nanoTime() - start) / 1e6);
    }

    private void show(Sampled sampled) {
        session.chainMsProperty().set(sampled.ms());
        session.constraintLeftProperty().set(sampled.left());
        session.traceProperty().set(sampled.trace());
    }
}
