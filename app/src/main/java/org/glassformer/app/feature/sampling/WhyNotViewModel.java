package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /// @param ways what brings it back, each alone
    record Fate(String sentence, List<Way> ways) {

        static final Fate NONE = new Fate("", List.of());
    }

    /// What brings a token back: one value, or several together.
    ///
    /// @param settings in the chain's order
    /// @param label such as "k ≥ 212"
    record Way(List<Setting> settings, String label) {

        /// Copies the list.
        Way {
            settings = List.copyOf(settings);
        }

        /// The stages that move.
        List<StageKind> kinds() {
            return settings.stream().map(Setting::kind).toList();
        }
    }

    /// A stage at another value.
    ///
    /// @param kind of the stage
    /// @param value to be set, exactly; of the token's bias for a logit bias
    record Setting(StageKind kind, double value) {}

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

    /// Sets what brings the token back.
    void apply(Way way) {
        ChainSettings chain = session.chainProperty().get();
        for (Setting setting : way.settings()) {
            Stage stage = chain.stage(setting.kind());
            if (stage instanceof Stage.LogitBias bias) {
                Map<Integer, Double> others = new TreeMap<>(bias.biases());
                others.remove(token.get());
                chain = chain.with(new Stage.LogitBias(others));
            } else {
                StageParameter dial = StageParameter.dial(setting.kind());
                chain = chain.with(dial.with(stage, setting.value()));
            }
        }
        session.chainProperty().set(chain);
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
                ways.add(
                        way(
                                solved,
                                List.of(new TokenFate.Setting(rescue.stage(), answer.value()))));
            }
        }
        if (!solved.fate().together().isEmpty()) {
            ways.add(way(solved, solved.fate().together()));
        }
        return List.copyOf(ways);
    }

    private static Way way(Solved solved, List<TokenFate.Setting> values) {
        List<Setting> settings = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (TokenFate.Setting value : values) {
            Stage stage = solved.chain().stages().get(value.stage());
            StageKind kind = StageKind.of(stage);
            settings.add(new Setting(kind, value.value()));
            labels.add(label(kind, stage, value.value()));
        }
        return new Way(settings, String.join(Messages.text("whynot.and"), labels));
    }

    private static String label(StageKind kind, Stage stage, double value) {
        if (kind == StageKind.LOGIT_BIAS) {
            return Messages.text("whynot.way.LOGIT_BIAS");
        }
        boolean less = value < StageParameter.dial(kind).value(stage);
        return Messages.text(
                "whynot.way." + kind, less ? "\u2264" : "\u2265", Figures.value(value));
    }
}
