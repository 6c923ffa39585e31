package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.glassformer.app.session.Aimed.Cannot;
import org.glassformer.app.session.Aimed.Kept;
import org.glassformer.app.session.Aimed.Reason;
import org.glassformer.app.session.Aimed.Shared;
import org.glassformer.engine.sampling.Answer;
import org.glassformer.engine.sampling.Answer.Impossible;
import org.glassformer.engine.sampling.Answer.Solved;
import org.glassformer.engine.sampling.ChainSolver;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.LogitBias;

/// Finds the chain that does what was wished with a bar or the cut line: which stage moves, and exactly how far.
///
/// The cut line up: the stage that draws it becomes stricter; where none does, top-k begins to. The cut line down: the stages
/// that stand in the way, each just as far as it must. The bar of a candidate: the temperature, which moves all bars, as its
/// slider does. The bar of a removed token: the stage that removed it. One token alone: its bias. Where a temperature cannot
/// go as far as was wished, it goes as far as it can.
///
/// An answer takes some hundred runs of the chain: a job for the background.
///
/// @param drawing the chain as it stands, and the constraint that stays
/// @param logits of the step
/// @param context of the step
public record ChainAim(Drawing drawing, RankedLogits logits, SamplingContext context) {

    private static final double LARGEST_TEMPERATURE = 10;
    private static final double LEAST_TEMPERATURE = 0.01;
    private static final String MASK = Stage.Kind.GRAMMAR.stageName();
    private static final int POINTS = 30;
    private static final int LOOKS = 3;

    private ChainSettings settings() {
        return drawing.chain();
    }

    /// The engine's chain, behind the constraint if there is one.
    private SamplerChain engine(ChainSettings chain) {
        return new Drawing(chain, drawing.seed(), drawing.constraint()).toChain();
    }

    private SamplingTrace run(ChainSettings chain) {
        return engine(chain).apply(logits, context);
    }

    private ChainSolver solver(SamplerChain chain) {
        return new ChainSolver(chain, logits, context);
    }

    private static OptionalInt index(SamplerChain chain, StageKind kind) {
        for (int i = 0; i < chain.stages().size(); i++) {
            if (chain.stages().get(i).name().equals(kind.stageName())) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static Cannot cannot(Reason reason) {
        return new Cannot(reason, "");
    }

    private static Cannot inTheWay(Stage stage) {
        return new Cannot(Reason.IN_THE_WAY, stage.name());
    }

    /// So many tokens left.
    ///
    /// @param count at least 1
    public Aimed cut(int count) {
        SamplingTrace now = run(settings());
        if (count == now.kept()) {
            return new Kept(settings(), count, List.of());
        }
        return count < now.kept() ? stricter(now, count) : moreLenient(now, count);
    }

    /// The ranks of the tokens that a mask leaves, the most likely first, up to a number of them.
    private static int[] possible(SamplingTrace now, int most) {
        return IntStream.range(0, now.size())
                .filter(rank -> isPossible(now, rank))
                .limit(most)
                .toArray();
    }

    private static boolean isPossible(SamplingTrace now, int rank) {
        int by = now.removedBy(rank);
        return by != SamplingTrace.IMPOSSIBLE
                && (by == SamplingTrace.NOT_REMOVED || !now.stages().get(by).name().equals(MASK));
    }

    /// The stage that removed the first token below the line, or else top-k.
    private Aimed stricter(SamplingTrace now, int count) {
        SamplerChain chain = engine(settings());
        int[] possible = possible(now, now.kept() + 1);
        int by =
                now.kept() < possible.length
                        ? now.removedBy(possible[now.kept()])
                        : SamplingTrace.NOT_REMOVED;
        if (by >= 0 && isCut(chain.stages().get(by))) {
            return stricter(settings(), StageKind.of(chain.stages().get(by)), count);
        }
        return stricter(settings().with(settings().stage(StageKind.TOP_K)), StageKind.TOP_K, count);
    }

    private Aimed stricter(ChainSettings base, StageKind kind, int count) {
        SamplerChain chain = engine(base);
        return switch (solver(chain).cutLine(index(chain, kind).orElseThrow(), count)) {
            case Solved solved -> kept(turned(base, kind, solved.value()), count, List.of(kind));
            case Impossible(Answer.Reason reason, int stage) ->
                    cannot(reason == Answer.Reason.TIES ? Reason.TIES : Reason.OUT_OF_REACH);
        };
    }

    private static boolean isCut(Stage stage) {
        return switch (stage.kind()) {
            case TOP_K, TOP_P, MIN_P, TYPICAL, TOP_N_SIGMA -> true;
            case TEMPERATURE, REPETITION, FREQUENCY, PRESENCE, XTC, DRY, LOGIT_BIAS, GRAMMAR ->
                    false;
        };
    }

    /// Stage by stage: each that removes the last token wanted lets it pass.
    private Aimed moreLenient(SamplingTrace now, int count) {
        int[] possible = possible(now, count);
        if (possible.length < count) {
            return cannot(Reason.OUT_OF_REACH);
        }
        int last = possible[count - 1];
        ChainSettings chain = settings();
        List<StageKind> moved = new ArrayList<>();
        int length = engine(chain).stages().size();
        for (int stage = 0; stage < length; stage++) {
            List<Stage> stages = engine(chain).stages().subList(0, stage + 1);
            Stage here = stages.get(stage);
            SamplerChain upTo = new SamplerChain(stages);
            if (upTo.apply(logits, context).removedBy(last) == SamplingTrace.NOT_REMOVED) {
                continue;
            }
            if (!isCut(here)) {
                return inTheWay(here);
            }
            ChainSolver solver = solver(upTo);
            Answer answer = solver.cutLine(stage, count);
            if (answer instanceof Impossible) {
                answer = solver.rescue(stage, last);
            }
            if (!(answer instanceof Solved solved)) {
                return inTheWay(here);
            }
            StageKind kind = StageKind.of(here);
            chain = turned(chain, kind, solved.value());
            moved.add(kind);
        }
        return kept(chain, count, moved);
    }

    private Aimed kept(ChainSettings chain, int count, List<StageKind> moved) {
        return run(chain).kept() == count ? new Kept(chain, count, moved) : cannot(Reason.TIES);
    }

    private static ChainSettings turned(ChainSettings chain, StageKind kind, double value) {
        return chain.with(StageParameter.dial(kind).with(chain.stage(kind), value));
    }

    /// A token with a probability.
    ///
    /// @param id in the vocabulary
    /// @param wanted more than 0, less than 1
    public Aimed share(int id, double wanted) {
        SamplingTrace now = run(settings());
        int rank = now.rankOf(id);
        int by = now.removedBy(rank);
        if (by == SamplingTrace.IMPOSSIBLE) {
            return cannot(Reason.NEVER);
        }
        if (by == SamplingTrace.NOT_REMOVED) {
            return temperature(rank, wanted);
        }
        SamplerChain chain = engine(settings());
        Stage remover = chain.stages().get(by);
        if (!isCut(remover) && remover.kind() != Stage.Kind.TEMPERATURE) {
            return inTheWay(remover);
        }
        ChainSolver solver = solver(chain);
        Answer answer = solver.probability(by, rank, wanted);
        if (answer instanceof Impossible) {
            answer = solver.rescue(by, rank);
        }
        StageKind kind = StageKind.of(remover);
        return switch (answer) {
            case Solved solved -> shared(turned(settings(), kind, solved.value()), kind, solved);
            case Impossible(Answer.Reason reason, int other) ->
                    other < 0 ? cannot(Reason.OUT_OF_REACH) : inTheWay(chain.stages().get(other));
        };
    }

    private static Shared shared(ChainSettings chain, StageKind kind, Solved solved) {
        return new Shared(chain, kind, solved.value(), solved.probability(), true);
    }

    private Aimed temperature(int rank, double wanted) {
        StageKind kind = StageKind.TEMPERATURE;
        ChainSettings base =
                settings().entry(kind).on() ? settings() : settings().withTemperature(1);
        SamplerChain chain = engine(base);
        Answer answer = solver(chain).probability(index(chain, kind).orElseThrow(), rank, wanted);
        if (answer instanceof Solved solved && solved.value() <= LARGEST_TEMPERATURE) {
            return shared(base.withTemperature(solved.value()), kind, solved);
        }
        double nearest = nearest(base, rank, wanted);
        ChainSettings found = base.withTemperature(nearest);
        return new Shared(found, kind, nearest, run(found).probability(rank), false);
    }

    /// The temperature whose probability comes nearest to one that none has: the best of some, then looked at more closely
    /// around it.
    private double nearest(ChainSettings base, int rank, double wanted) {
        double low = LEAST_TEMPERATURE;
        double high = LARGEST_TEMPERATURE;
        double best = low;
        double least = Double.POSITIVE_INFINITY;
        for (int look = 0; look < LOOKS; look++) {
            double factor = Math.pow(high / low, 1.0 / POINTS);
            for (int i = 0; i <= POINTS; i++) {
                double t = low * Math.pow(factor, i);
                double p = run(base.withTemperature(t)).probability(rank);
                if (p > 0 && Math.abs(p - wanted) < least) {
                    least = Math.abs(p - wanted);
                    best = t;
                }
            }
            low = Math.max(LEAST_TEMPERATURE, best / factor);
            high = Math.min(LARGEST_TEMPERATURE, best * factor);
        }
        return best;
    }

    /// A token with a probability by its bias alone.
    ///
    /// @param id in the vocabulary
    /// @param wanted more than 0, less than 1
    public Aimed bias(int id, double wanted) {
        StageKind kind = StageKind.LOGIT_BIAS;
        ChainSettings base = settings().with(settings().stage(kind));
        SamplerChain chain = engine(base);
        int stage = index(chain, kind).orElseThrow();
        return switch (solver(chain).bias(stage, logits.rankOf(id), wanted)) {
            case Solved solved -> shared(biased(base, id, solved.value()), kind, solved);
            case Impossible(Answer.Reason reason, int by) ->
                    reason == Answer.Reason.NEVER_A_CANDIDATE
                            ? cannot(Reason.NEVER)
                            : by >= 0
                                    ? inTheWay(chain.stages().get(by))
                                    : cannot(Reason.OUT_OF_REACH);
        };
    }

    private static ChainSettings biased(ChainSettings base, int id, double value) {
        Map<Integer, Double> biases = new HashMap<>();
        if (base.stage(StageKind.LOGIT_BIAS) instanceof LogitBias now) {
            biases.putAll(now.biases());
        }
        biases.put(id, value);
        return base.with(new LogitBias(biases));
    }
}
