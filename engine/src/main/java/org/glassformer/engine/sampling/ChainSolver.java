package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.glassformer.engine.sampling.Answer.Impossible;
import org.glassformer.engine.sampling.Answer.Reason;
import org.glassformer.engine.sampling.Answer.Solved;

/// Turns a chain around: which value of a stage gives a wanted result. Immutable.
///
/// The values of temperature, top-k, top-p, min-p, typical and top-n-sigma can be found, XTC's
/// threshold where a token is to come back, and the bias of a token. A formula gives the value where
/// there is one, and running the chain with it and with its neighbour shows that it is exact; otherwise
/// the numbers in between are halved until two neighbours are left, one that does it and one that does
/// not. An answer takes up to some hundred runs of the chain: a job for the background.
public final class ChainSolver {
    private static final double LEAST_SEARCHED_TEMPERATURE = 1e-3;
    private static final double LARGEST_SEARCHED_TEMPERATURE = 1e3;
    private static final int STEPS_PER_DECADE = 12;
    private static final double PROBABILITY_TOLERANCE = 1e-9;
    private static final double LARGEST_BIAS = 100;
    private static final double LEAST_BIAS_STEP = 1e-12;

    private final SamplerChain chain;
    private final RankedLogits logits;
    private final SamplingContext context;
    private final SamplingTrace trace;

    /// A solver for one step.
    ///
    /// @throws IllegalArgumentException if the chain leaves no token
    public ChainSolver(SamplerChain chain, RankedLogits logits, SamplingContext context) {
        this.chain = chain;
        this.logits = logits;
        this.context = context;
        trace = chain.apply(logits, context);
    }

    /// What became of a token, and what would bring it back.
    ///
    /// @param rank its place among the raw logits
    public TokenFate fate(int rank) {
        int removedBy = trace.removedBy(rank);
        List<TokenFate.Rescue> rescues = new ArrayList<>();
        for (int stage = 0; stage <= removedBy; stage++) {
            if (Dial.has(chain.stages().get(stage))) {
                rescues.add(new TokenFate.Rescue(stage, rescue(stage, rank)));
            }
        }
        boolean alone = rescues.stream().anyMatch(each -> each.answer() instanceof Solved);
        return new TokenFate(
                trace.id(rank),
                rank,
                trace.logit(rank),
                trace.value(rank),
                trace.rawProbability(rank),
                trace.probability(rank),
                removedBy,
                rescues,
                alone ? List.of() : new JointRescue(chain, logits, context).of(rank));
    }

    /// The value of one stage nearest to the present one with which a removed token is a candidate after
    /// the chain.
    ///
    /// @param stage its index in the chain
    /// @param rank the token's place among the raw logits
    public Answer rescue(int stage, int rank) {
        Stage now = chain.stages().get(stage);
        int removedBy = trace.removedBy(rank);
        if (removedBy == SamplingTrace.IMPOSSIBLE) {
            return new Impossible(Reason.NEVER_A_CANDIDATE, -1);
        }
        if (removedBy < stage || !Dial.has(now)) {
            return new Impossible(Reason.NOT_BY_THIS_STAGE, -1);
        }
        Dial dial = Dial.of(now, logits.size());
        // at the strict end of a temperature a token may be there with no probability at all
        DoublePredicate back = value -> with(stage, value).isLive(rank) && counts(now, rank, value);
        double end = back.test(dial.lenient()) ? dial.lenient() : dial.strict();
        if (end == dial.strict() && !back.test(end)) {
            int other = run(stage, dial.lenient()).removedBy(rank);
            return other == stage || other < 0
                    ? new Impossible(Reason.OUT_OF_REACH, -1)
                    : new Impossible(Reason.ANOTHER_STAGE, other);
        }
        double from = dial.position(now);
        double value = Double.NaN;
        if (removedBy == stage && end == dial.lenient()) {
            Pool pool = chain.before(stage, logits, context);
            OptionalDouble formula = Thresholds.keeping(now, pool, pool.placeOf(rank));
            if (formula.isPresent()
                    && back.test(formula.getAsDouble())
                    && !back.test(dial.stricter(formula.getAsDouble()))) {
                value = formula.getAsDouble();
            }
        }
        if (Double.isNaN(value)) {
            value = dial.boundary(from, end, back);
        }
        return new Solved(
                value,
                Math.min(value, end),
                Math.max(value, end),
                run(stage, value).probability(rank));
    }

    private boolean counts(Stage now, int rank, double value) {
        return now.kind() != Stage.Kind.TEMPERATURE
                || new SamplerChain(List.of(new Stage.Temperature(value)))
                                .before(1, logits, context)
                                .weight(rank)
                        > 0;
    }

    /// The value of one stage with which a number of tokens are candidates after the chain: where the
    /// cut line lies.
    ///
    /// @param stage its index in the chain
    /// @param count how many are to be left, at least 1
    public Answer cutLine(int stage, int count) {
        Stage now = chain.stages().get(stage);
        if (!Dial.has(now) || now.kind() == Stage.Kind.XTC) {
            return new Impossible(Reason.NOT_BY_THIS_STAGE, -1);
        }
        Dial dial = Dial.of(now, logits.size());
        DoublePredicate enough = value -> with(stage, value).kept() >= count;
        DoublePredicate few = value -> with(stage, value).kept() <= count;
        if (!enough.test(dial.lenient()) || !few.test(dial.strict())) {
            return new Impossible(Reason.OUT_OF_REACH, -1);
        }
        double strictest = first(dial, stage, count, enough);
        if (!few.test(strictest)) {
            return new Impossible(Reason.TIES, -1);
        }
        double mostLenient =
                few.test(dial.lenient())
                        ? dial.lenient()
                        : dial.boundary(dial.lenient(), strictest, few);
        double low = Math.min(strictest, mostLenient);
        double high = Math.max(strictest, mostLenient);
        double roundest = dial.whole() ? strictest : Dial.roundest(low, high);
        double value = with(stage, roundest).kept() == count ? roundest : strictest;
        return new Solved(value, low, high, Double.NaN);
    }

    /// The strictest value with which enough tokens are left.
    private double first(Dial dial, int stage, int count, DoublePredicate enough) {
        if (enough.test(dial.strict())) {
            return dial.strict();
        }
        Pool pool = chain.before(stage, logits, context);
        if (count <= pool.kept() && chain.stages().get(stage).kind() != Stage.Kind.TYPICAL) {
            OptionalDouble formula = Thresholds.keeping(chain.stages().get(stage), pool, count - 1);
            if (formula.isPresent()
                    && enough.test(formula.getAsDouble())
                    && !enough.test(dial.stricter(formula.getAsDouble()))) {
                return formula.getAsDouble();
            }
        }
        return dial.boundary(dial.strict(), dial.lenient(), enough);
    }

    /// The value of one stage that gives a token a probability after the chain: a temperature exactly,
    /// the nearest to the present one if there are several; a cut as nearly as it can, since it leaves
    /// one token more or less.
    ///
    /// @param stage its index in the chain
    /// @param rank the token's place among the raw logits
    /// @param wanted more than 0, at most 1
    public Answer probability(int stage, int rank, double wanted) {
        Stage now = chain.stages().get(stage);
        if (trace.removedBy(rank) == SamplingTrace.IMPOSSIBLE) {
            return new Impossible(Reason.NEVER_A_CANDIDATE, -1);
        }
        if (!Dial.has(now) || now.kind() == Stage.Kind.XTC) {
            return new Impossible(Reason.NOT_BY_THIS_STAGE, -1);
        }
        Dial dial = Dial.of(now, logits.size());
        return now.kind() == Stage.Kind.TEMPERATURE
                ? temperature(dial, stage, rank, wanted)
                : cut(dial, stage, rank, wanted);
    }

    /// Tries temperatures along a logarithmic line, then looks closer where the probability passes the
    /// wanted one, or turns back before it, nearest to the present temperature first.
    private Answer temperature(Dial dial, int stage, int rank, double wanted) {
        double now =
                Math.clamp(
                        dial.position(chain.stages().get(stage)),
                        LEAST_SEARCHED_TEMPERATURE,
                        LARGEST_SEARCHED_TEMPERATURE);
        DoubleUnaryOperator error = t -> run(stage, t).probability(rank) - wanted;
        if (Math.abs(error.applyAsDouble(now)) <= PROBABILITY_TOLERANCE) {
            return new Solved(now, now, now, error.applyAsDouble(now) + wanted);
        }
        double[] line = line(now);
        double[] errors = Arrays.stream(line).map(error).toArray();
        double best = Double.NaN;
        for (int i = 0; i + 1 < line.length; i++) {
            double found = Double.NaN;
            if (errors[i] > 0 != errors[i + 1] > 0) {
                found = crossing(dial, error, line[i], line[i + 1], now);
            } else if (i > 0
                    && Math.abs(errors[i]) < Math.abs(errors[i - 1])
                    && Math.abs(errors[i]) <= Math.abs(errors[i + 1])) {
                double turn = nearest(error, line[i - 1], line[i + 1], Math.signum(errors[i]));
                if (error.applyAsDouble(turn) > 0 != errors[i] > 0) {
                    double end = now < turn ? line[i - 1] : line[i + 1];
                    found = crossing(dial, error, end, turn, now);
                }
            }
            if (!Double.isNaN(found) && !(distance(best, now) <= distance(found, now))) {
                best = found;
            }
        }
        return Double.isNaN(best)
                ? new Impossible(Reason.OUT_OF_REACH, -1)
                : new Solved(best, best, best, error.applyAsDouble(best) + wanted);
    }

    private static double[] line(double now) {
        double factor = Math.pow(10, 1.0 / STEPS_PER_DECADE);
        return DoubleStream.concat(
                        DoubleStream.of(now),
                        DoubleStream.iterate(
                                LEAST_SEARCHED_TEMPERATURE,
                                t -> t <= LARGEST_SEARCHED_TEMPERATURE,
                                t -> t * factor))
                .sorted()
                .toArray();
    }

    private static double distance(double t, double now) {
        return Math.abs(Math.log(t / now));
    }

    /// Where an error changes its sign between two temperatures; not a number where it jumps.
    private static double crossing(
            Dial dial, DoubleUnaryOperator error, double a, double b, double now) {
        double from = distance(a, now) < distance(b, now) ? a : b;
        double to = from == a ? b : a;
        boolean positive = error.applyAsDouble(to) > 0;
        double value = dial.boundary(from, to, t -> error.applyAsDouble(t) > 0 == positive);
        return Math.abs(error.applyAsDouble(value)) <= PROBABILITY_TOLERANCE ? value : Double.NaN;
    }

    /// Where between two temperatures an error of one sign is nearest to 0, or past it.
    private static double nearest(DoubleUnaryOperator error, double from, double to, double sign) {
        double low = from;
        double high = to;
        for (int i = 0; i < 60; i++) {
            double third = (high - low) / 3;
            if (sign * error.applyAsDouble(low + third)
                    < sign * error.applyAsDouble(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return low + (high - low) / 2;
    }

    private Answer cut(Dial dial, int stage, int rank, double wanted) {
        DoublePredicate there = value -> with(stage, value).isLive(rank);
        if (!there.test(dial.lenient())) {
            return new Impossible(Reason.ANOTHER_STAGE, run(stage, dial.lenient()).removedBy(rank));
        }
        double strictest =
                there.test(dial.strict())
                        ? dial.strict()
                        : dial.boundary(dial.strict(), dial.lenient(), there);
        DoublePredicate little = value -> run(stage, value).probability(rank) <= wanted;
        double most = run(stage, strictest).probability(rank);
        if (most <= wanted) {
            return most >= wanted - PROBABILITY_TOLERANCE || most == 1
                    ? new Solved(strictest, strictest, strictest, most)
                    : new Impossible(Reason.OUT_OF_REACH, -1);
        }
        if (!little.test(dial.lenient())) {
            return new Impossible(Reason.OUT_OF_REACH, -1);
        }
        double below = dial.boundary(strictest, dial.lenient(), little);
        double above = dial.stricter(below);
        double lower = run(stage, below).probability(rank);
        double upper = run(stage, above).probability(rank);
        return wanted - lower <= upper - wanted
                ? new Solved(below, below, below, lower)
                : new Solved(above, above, above, upper);
    }

    /// The bias of one token that gives it a probability after the chain, as nearly as it can: exactly
    /// unless the token comes in, or others go out, by a jump.
    ///
    /// @param stage the index of a logit bias in the chain; the biases of other tokens stay
    /// @param rank the token's place among the raw logits
    /// @param wanted more than 0, less than 1
    public Answer bias(int stage, int rank, double wanted) {
        if (!(chain.stages().get(stage) instanceof Stage.LogitBias now)) {
            return new Impossible(Reason.NOT_BY_THIS_STAGE, -1);
        }
        if (trace.removedBy(rank) == SamplingTrace.IMPOSSIBLE) {
            return new Impossible(Reason.NEVER_A_CANDIDATE, -1);
        }
        DoubleUnaryOperator share = bias -> biased(stage, now, rank, bias).probability(rank);
        double little = -LARGEST_BIAS;
        double much = LARGEST_BIAS;
        if (share.applyAsDouble(much) < wanted) {
            int by = biased(stage, now, rank, much).removedBy(rank);
            return by < 0
                    ? new Impossible(Reason.OUT_OF_REACH, -1)
                    : new Impossible(Reason.ANOTHER_STAGE, by);
        }
        if (share.applyAsDouble(little) > wanted) {
            return new Impossible(Reason.OUT_OF_REACH, -1);
        }
        double middle = little + (much - little) / 2;
        while (middle > little && middle < much && much - little > LEAST_BIAS_STEP) {
            if (share.applyAsDouble(middle) < wanted) {
                little = middle;
            } else {
                much = middle;
            }
            middle = little + (much - little) / 2;
        }
        double lower = share.applyAsDouble(little);
        double upper = share.applyAsDouble(much);
        boolean below = lower > 0 && wanted - lower < upper - wanted;
        double value = below ? little : much;
        return new Solved(value, value, value, below ? lower : upper);
    }

    private SamplingTrace biased(int stage, Stage.LogitBias now, int rank, double bias) {
        Map<Integer, Double> biases = new HashMap<>(now.biases());
        biases.put(trace.id(rank), bias);
        return chain.with(stage, new Stage.LogitBias(biases)).apply(logits, context);
    }

    private SamplingTrace run(int stage, double value) {
        return turned(stage, value).apply(logits, context);
    }

    private Pool with(int stage, double value) {
        return turned(stage, value).before(chain.stages().size(), logits, context);
    }

    private SamplerChain turned(int stage, double value) {
        return chain.with(stage, Dial.turned(chain.stages().get(stage), value));
    }
}
