package org.glassformer.app.session;

import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingTrace;

/// Runs the sampler chain on the logits at hand whenever the logits or a slider change; never the model.
public final class NextToken {

    private record Sampled(SamplingTrace trace, double ms) {}

    private final LabSession session;
    private final NewestWins turns;

    /// Watches a session.
    ///
    /// @param session gets the trace
    /// @param runner runs the chain
    public NextToken(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> sample());
        session.chainProperty().subscribe((before, now) -> sample());
    }

    private void sample() {
        Reading reading = session.readingProperty().get();
        if (reading == null) {
            return;
        }
        SamplerChain chain = session.chainProperty().get().toChain();
        turns.submit(
                Job.of("Sampling", context -> sample(chain, reading.logits()))
                        .whenDone(this::show)
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    private static Sampled sample(SamplerChain chain, float[] logits) {
        long start = System.nanoTime();
        SamplingTrace trace = chain.apply(logits);
        return new Sampled(trace, (System.nanoTime() - start) / 1e6);
    }

    private void show(Sampled sampled) {
        session.chainMsProperty().set(sampled.ms());
        session.traceProperty().set(sampled.trace());
    }
}
