package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.Answer;
import org.glassformer.engine.sampling.ChainSolver;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.TokenFate;

/// Why a token is not among the candidates, and which values would bring it back.
final class WhyNotViewModel {

    /// What became of a token.
    ///
    /// @param sentence its rank, its logit and what removed it
    /// @param ways values that bring it back, each alone
    record Fate(String sentence, List<Way> ways) {

        static final Fate NONE = new Fate("", List.of());
    }

    /// A value that brings a token back.
    ///
    /// @param kind of the stage
    /// @param value to be set, exactly
    /// @param label such as "k ≥ 212"
    record Way(StageKind kind, double value, String label) {}

    private record Solved(SamplerChain chain, TokenFate fate) {}

    private final LabSession session;
    private final NewestWins turns;
    private final IntegerProperty token = new SimpleIntegerProperty(this, "token", LabSession.NONE);
    private final ReadOnlyObjectWrapper<Fate> fate =
            new ReadOnlyObjectWrapper<>(this, "fate", Fate.NONE);

    WhyNotViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.modelProperty().subscribe((before, now) -> token.set(LabSession.NONE));
        token.subscribe((before, now) -> solve());
        session.traceProperty().subscribe((before, now) -> solve());
    }

    /// The token asked for by its id, or [LabSession#NONE].
    IntegerProperty tokenProperty() {
        return token;
    }

    ReadOnlyObjectProperty<Fate> fateProperty() {
        return fate.getReadOnlyProperty();
    }

    /// Sets the value that brings the token back.
    void apply(Way way) {
        ChainSettings chain = session.chainProperty().get();
        Stage stage = chain.stage(way.kind());
        session.chainProperty()
                .set(chain.with(StageParameter.dial(way.kind()).with(stage, way.value())));
    }

    private void solve() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        int id = token.get();
        if (trace == null || reading == null || id < 0 || id >= trace.size()) {
            turns.cancel();
            fate.set(Fate.NONE);
            return;
        }
        Drawing drawing = Drawing.of(session);
        int reroll = session.rerollProperty().get();
        String text = NextTokenViewModel.text(reading.vocabulary().token(id));
        turns.submit(
                Job.of("Why not", task -> solved(drawing, reading, reroll, trace, id))
                        .whenDone(solved -> fate.set(fate(text, solved))));
    }

    private static Solved solved(
            Drawing drawing, Reading reading, int reroll, SamplingTrace trace, int id) {
        SamplerChain chain = drawing.toChain();
        SamplingContext context = drawing.context(reading, reroll);
        ChainSolver solver = new ChainSolver(chain, trace.logits(), context);
        return new Solved(chain, solver.fate(trace.rankOf(id)));
    }

    private static Fate fate(String text, Solved solved) {
        TokenFate fate = solved.fate();
        String rank = Figures.count(fate.rank() + 1L);
        String logit = Figures.fixed(fate.logit(), 2);
        int by = fate.removedBy();
        if (by == SamplingTrace.NOT_REMOVED) {
            String p = Figures.percent(fate.probability());
            return new Fate(Messages.text("whynot.left", text, rank, logit, p), List.of());
        }
        if (by == SamplingTrace.IMPOSSIBLE) {
            return new Fate(Messages.text("whynot.impossible", text, rank), List.of());
        }
        if (solved.chain().stages().get(by).kind() == Stage.Kind.GRAMMAR) {
            return new Fate(Messages.text("whynot.masked", text, rank, logit), List.of());
        }
        List<Way> ways = ways(solved);
        String stage = solved.chain().stages().get(by).name();
        String key = ways.isEmpty() ? "whynot.removedByMore" : "whynot.removed";
        return new Fate(Messages.text(key, text, rank, logit, stage), ways);
    }

    private static List<Way> ways(Solved solved) {
        List<Way> ways = new ArrayList<>();
        for (TokenFate.Rescue rescue : solved.fate().rescues()) {
            if (rescue.answer() instanceof Answer.Solved answer) {
                Stage stage = solved.chain().stages().get(rescue.stage());
                double now = StageParameter.dial(StageKind.of(stage)).value(stage);
                ways.add(
                        new Way(
                                StageKind.of(stage),
                                answer.value(),
                                Messages.text(
                                        "whynot.way." + StageKind.of(stage),
                                        answer.value() < now ? "\u2264" : "\u2265",
                                        Figures.value(answer.value()))));
            }
        }
        return List.copyOf(ways);
    }
}
