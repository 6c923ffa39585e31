package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.TaskContext;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.generate.StopTexts;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.jspecify.annotations.Nullable;

/// One run of tokens, off the JavaFX thread: draws, appends, and finds out when to end.
final class TokenRun {

    /// A token that was written.
    ///
    /// @param reading after it
    /// @param choice how it was chosen
    /// @param piece what it adds to the text
    /// @param cost of the tree by now
    /// @param tokensPerSecond of the run
    record Written(
            Reading reading,
            Choice choice,
            String piece,
            BranchCost cost,
            double tokensPerSecond) {}

    /// How the run ended.
    ///
    /// @param end why; null if nothing could be drawn because the text does not fit the constraint
    /// @param kept how many of the tokens belong to the text; those after them spell a stop text
    /// @param rest tokens that were not told of yet
    /// @param notice what the person has to know beyond that
    record Ended(@Nullable RunEnd end, int kept, List<Written> rest, Optional<String> notice) {

        /// Whether it ended because there are as many tokens as were asked for.
        boolean isAsked() {
            return end != null && end.reason() == StopReason.MAX_TOKENS;
        }
    }

    private final EngineService engine;
    private final AtomicReference<Drawing> drawing;
    private final long seed;
    private final StopConditions stops;
    private final Interventions interventions;
    private final AtomicBoolean stopped;
    private final List<Written> untold = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lengths =
            new ArrayList<>(List.of(0)); // of the text after each token

    /// A run.
    ///
    /// @param drawing as it stands while the run goes on
    /// @param seed of this run's draws
    /// @param interventions in force
    /// @param stopped is set when a person stops the run
    TokenRun(
            EngineService engine,
            AtomicReference<Drawing> drawing,
            long seed,
            StopConditions stops,
            Interventions interventions,
            AtomicBoolean stopped) {
        this.engine = engine;
        this.drawing = drawing;
        this.seed = seed;
        this.stops = stops;
        this.interventions = interventions;
        this.stopped = stopped;
    }

    /// Writes on until something ends the text.
    ///
    /// @param from the text before
    /// @param given the tokens wanted instead of draws; empty to draw
    /// @param reroll how often the first step was drawn again
    /// @param listener is asked to come for the tokens that were written, with [#takeWritten()]
    Ended write(
            TaskContext context,
            Reading from,
            List<GivenToken> given,
            int reroll,
            Consumer<TokenRun> listener) {
        long start = System.nanoTime();
        Reading reading = from;
        if (from.typed() == from.tokens().size()) { // the end of a prompt, or a step inside one
            reading =
                    engine.read(
                            new PromptTokens(from.model(), from.text(), from.tokens()),
                            interventions);
        }
        StopTexts stopTexts = new StopTexts(stops.texts());
        int count = 0;
        while (count < stops.most()) {
            context.checkCancelled();
            if (stopped.get()) {
                return ended(StopReason.CANCELLED, count, count, start, reading, "");
            }
            if (reading.tokens().size() >= reading.model().context()) {
                return ended(StopReason.CONTEXT_FULL, count, count, start, reading, "");
            }
            Drawing now = drawing.get().withSeed(seed);
            Constraint constraint = now.constraint();
            if (constraint != null && given.isEmpty()) {
                Optional<GrammarState> state = constraint.after(reading);
                if (state.isEmpty()) {
                    return new Ended(
                            null,
                            count,
                            takeWritten(),
                            Optional.of(Messages.text("notice.outsideConstraint")));
                }
                if (state.get().isFinished()) {
                    return ended(StopReason.GRAMMAR_COMPLETE, count, count, start, reading, "");
                }
            }
            GivenToken wanted = given.isEmpty() ? null : given.get(count);
            Choice choice = choose(now, reading, count == 0 ? reroll : 0, wanted);
            int id = choice.drawn().id();
            if (engine.isStop(id) || stops.tokens().contains(id)) {
                String token = reading.vocabulary().token(id).text();
                return ended(StopReason.STOP_TOKEN, count, count, start, reading, token);
            }
            Reading longer = engine.append(reading, id);
            String piece = longer.text().substring(reading.text().length());
            reading = longer;
            count++;
            double seconds = (System.nanoTime() - start) / 1e9;
            tell(new Written(reading, choice, piece, engine.cost(), count / seconds), listener);
            int seen = text.length();
            text.append(piece);
            lengths.add(text.length());
            int at = given.isEmpty() ? stopTexts.find(text, seen) : -1;
            if (at >= 0) {
                return ended(StopReason.STOP_TEXT, count, before(at), start, reading, stop(at));
            }
        }
        return ended(StopReason.MAX_TOKENS, count, count, start, reading, "");
    }

    private static Choice choose(
            Drawing drawing, Reading reading, int reroll, @Nullable GivenToken given) {
        SamplingContext context = drawing.context(reading, reroll);
        SamplingTrace trace = drawing.toChain().apply(reading.logits(), context);
        if (given == null) {
            return new Choice(
                    trace.pick(context.u()), trace.rawEntropyBits(), false, drawing.seed());
        }
        DrawnToken known = given.drawn();
        DrawnToken drawn = known == null ? byHand(trace, given.id()) : known;
        return new Choice(drawn, trace.rawEntropyBits(), known == null, given.seed());
    }

    private static DrawnToken byHand(SamplingTrace trace, int id) {
        int rank = trace.rankOf(id);
        return new DrawnToken(
                id,
                0,
                0,
                1,
                trace.probability(rank),
                trace.rawLogProb(rank),
                rank + 1,
                trace.kept());
    }

    /// How many of the tokens end before a character of the new text. Those that begin an unfinished character go with
    /// what follows.
    private int before(int at) {
        int kept = lengths.size() - 1;
        while (kept > 0
                && (lengths.get(kept) > at || lengths.get(kept).equals(lengths.get(kept - 1)))) {
            kept--;
        }
        return kept;
    }

    /// The stop text that begins at a character of the new text.
    private String stop(int at) {
        return stops.texts().stream()
                .filter(stop -> text.indexOf(stop, at) == at)
                .findFirst()
                .orElse("");
    }

    private void tell(Written written, Consumer<TokenRun> listener) {
        boolean first;
        synchronized (untold) {
            first = untold.isEmpty();
            untold.add(written);
        }
        if (first) {
            listener.accept(this);
        }
    }

    /// The tokens written since the last call.
    List<Written> takeWritten() {
        synchronized (untold) {
            List<Written> taken = List.copyOf(untold);
            untold.clear();
            return taken;
        }
    }

    private Ended ended(
            StopReason reason, int count, int kept, long start, Reading reading, String what) {
        double seconds = (System.nanoTime() - start) / 1e9;
        String shown = what.replace("\n", "\u23ce");
        int context = reading.model().context();
        String sentence =
                switch (reason) {
                    case MAX_TOKENS -> Messages.text("run.end.most", count);
                    case STOP_TOKEN -> Messages.text("run.end.stopToken", shown);
                    case STOP_TEXT -> Messages.text("run.end.stopText", shown);
                    case GRAMMAR_COMPLETE -> Messages.text("run.end.constraint");
                    case CONTEXT_FULL -> Messages.text("notice.contextFull", context);
                    case CANCELLED ->
                            switch (count) {
                                case 0 -> Messages.text("run.end.cancelledNone");
                                case 1 -> Messages.text("run.end.cancelledOne");
                                default -> Messages.text("run.end.cancelled", count);
                            };
                };
        Optional<String> notice =
                switch (reason) {
                    case STOP_TOKEN -> Optional.of(Messages.text("notice.modelEndedText"));
                    case CONTEXT_FULL -> Optional.of(sentence);
                    case MAX_TOKENS, STOP_TEXT, GRAMMAR_COMPLETE, CANCELLED -> Optional.empty();
                };
        return new Ended(new RunEnd(reason, sentence, kept, seconds), kept, takeWritten(), notice);
    }
}
