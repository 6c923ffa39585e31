package org.glassformer.app.session;

import java.util.List;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.DryBreakers;
import org.glassformer.engine.sampling.Penalty;
import org.jspecify.annotations.Nullable;

/// Gives the DRY stage of the session's chain the sequence breakers as tokens of the open model's vocabulary, whenever the
/// stage is on: its texts are the session's, llama.cpp's at first.
public final class RepeatBreakers {

    private record Known(TokenTexts vocabulary, List<String> texts, List<List<Integer>> tokens) {}

    private final LabSession session;
    private final NewestWins turns;
    private @Nullable Known known;

    /// Watches a session.
    ///
    /// @param session gets the chain
    /// @param runner looks through vocabularies
    public RepeatBreakers(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.chainProperty().subscribe((before, now) -> update());
        session.breakersProperty().subscribe((before, now) -> update());
        session.readingProperty().subscribe((before, now) -> update());
    }

    private void update() {
        Reading reading = session.readingProperty().get();
        if (reading == null || !session.chainProperty().get().entry(StageKind.DRY).on()) {
            return;
        }
        TokenTexts vocabulary = reading.vocabulary();
        List<String> texts = session.breakersProperty().get();
        Known there = known;
        if (there != null && there.vocabulary.equals(vocabulary) && there.texts.equals(texts)) {
            put(there.tokens);
            return;
        }
        turns.submit(
                Job.of(
                                "Breakers",
                                task ->
                                        DryBreakers.of(
                                                texts,
                                                vocabulary.size(),
                                                id -> vocabulary.token(id).text(),
                                                vocabulary::encode))
                        .whenDone(tokens -> {
                            known = new Known(vocabulary, texts, tokens);
                            put(tokens);
                        }));
    }

    private void put(List<List<Integer>> tokens) {
        ChainSettings chain = session.chainProperty().get();
        if (chain.entry(StageKind.DRY).on()
                && chain.stage(StageKind.DRY) instanceof Penalty.Dry dry
                && !dry.breakers().equals(tokens)) {
            session.chainProperty()
                    .set(
                            chain.with(
                                    new Penalty.Dry(
                                            dry.multiplier(),
                                            dry.base(),
                                            dry.allowedLength(),
                                            dry.lastN(),
                                            tokens)));
        }
    }
}
