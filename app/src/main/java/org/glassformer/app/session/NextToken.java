package org.glassformer.app.session;

import java.util.concurrent.atomic.AtomicReference;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.jspecify.annotations.Nullable;

/// Runs the sampler chain on the logits at hand whenever the logits or a slider change; never the model.
///
/// The logits are ranked once for each reading.
public final class NextToken {

    private record Sampled(SamplingTrace trace, double ms) {}

    private final LabSession session;
    private final NewestWins turns;
    private AtomicReference<@Nullable RankedLogits> ranked =
            new AtomicReference<>(); // of the reading

    /// Watches a session.
    ///
    /// @param session gets the trace
    /// @param runner runs the chain
    public NextToken(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.readingProperty()
                .subscribe((before, now) -> {
                    ranked = new AtomicReference<>();
                    sample();
                });
        session.chainProperty().subscribe((before, now) -> sample());
        session.seedProperty().subscribe((before, now) -> drawChanged());
        session.rerollProperty().subscribe((before, now) -> drawChanged());
    }

    /// What the chain knows of the step after a reading besides the logits: its tokens, the seed and the re-roll.
    ///
    /// @param session has the seed
    /// @param reading has the tokens
    public static SamplingContext context(LabSession session, Reading reading) {
        return SamplingContext.after(reading.ids(), session.seedProperty().get())
                .rerolled(session.rerollProperty().get());
    }

    /// The chance within a stage is another with another seed.
    private void drawChanged() {
        if (session.chainProperty().get().acting().anyMatch(Stage.Xtc.class::isInstance)) {
            sample();
        }
    }

    private void sample() {
        Reading reading = session.readingProperty().get();
        if (reading == null) {
            return;
        }
        SamplerChain chain = session.chainProperty().get().toChain();
        SamplingContext context = context(session, reading);
        AtomicReference<@Nullable RankedLogits> known = ranked;
        turns.submit(
                Job.of("Sampling", task -> sample(chain, reading.logits(), context, known))
                        .whenDone(this::show)
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    /// The order of the logits stays while sliders move.
    private static Sampled sample(
            SamplerChain chain,
            float[] logits,
            SamplingContext context,
            AtomicReference<@Nullable RankedLogits> known) {
        long start = System.nanoTime();
        RankedLogits order = known.get();
        if (order == null) {
            order = RankedLogits.of(logits);
            known.set(order);
        }
        SamplingTrace trace = chain.apply(order, context);
        return new Sampled(trace, (System.nanoTime() - start) / 1e6);
    }

    private void show(Sampled sampled) {
        session.chainMsProperty().set(sampled.ms());
        session.traceProperty().set(sampled.trace());
    }
}
