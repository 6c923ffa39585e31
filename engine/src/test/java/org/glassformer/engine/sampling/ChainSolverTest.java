package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.glassformer.engine.sampling.Answer.Impossible;
import org.glassformer.engine.sampling.Answer.Reason;
import org.glassformer.engine.sampling.Answer.Solved;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopNSigma;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Cut.Typical;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainSolverTest {
    static final SamplingContext CONTEXT = SamplingContext.after(new int[] {0, 1, 2, 0, 1}, 5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatBringsATokenBackDoesAndTheValueBeforeDoesNot(long seed) {
        RandomChains made = new RandomChains(seed);
        Random random = new Random(seed);
        int solved = 0;
        for (int round = 0; round < 40; round++) {
            int size = 1 + random.nextInt(30);
            RankedLogits logits = RankedLogits.of(made.logits(size));
            SamplerChain chain = made.chain(size);
            ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
            TokenFate fate = solver.fate(random.nextInt(size));
            for (TokenFate.Rescue rescue : fate.rescues()) {
                if (rescue.answer() instanceof Solved answer) {
                    solved++;
                    Stage stage = chain.stages().get(rescue.stage());
                    SamplingTrace with = turned(chain, rescue.stage(), answer.value(), logits);
                    assertThat(with.removedBy(fate.rank()))
                            .as("%s by %s", chain, answer)
                            .isEqualTo(SamplingTrace.NOT_REMOVED);
                    assertThat(with.probability(fate.rank())).isEqualTo(answer.probability());
                    Dial dial = Dial.of(stage, size);
                    boolean lenient =
                            (answer.value() == answer.low() && answer.high() == dial.lenient())
                                    || (answer.value() == answer.high()
                                            && answer.low() == dial.lenient());
                    double before =
                            lenient
                                    ? dial.stricter(answer.value())
                                    : dial.moreLenient(answer.value());
                    assertThat(
                                    turned(chain, rescue.stage(), before, logits)
                                            .probability(fate.rank()))
                            .as("%s by %s, before %s", chain, answer, before)
                            .isZero();
                }
            }
        }
        assertThat(solved).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsImpossibleIsNotDoneByAnyValue(long seed) {
        Random random = new Random(seed);
        RandomChains made = new RandomChains(seed);
        for (int round = 0; round < 40; round++) {
            int size = 1 + random.nextInt(20);
            float[] values = made.logits(size);
            RankedLogits logits = RankedLogits.of(values);
            SamplerChain chain = usual(random);
            ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
            int stage = random.nextInt(4);
            int count = 1 + random.nextInt(size);
            Dial dial = Dial.of(chain.stages().get(stage), size);
            Answer answer = solver.cutLine(stage, count);
            switch (answer) {
                case Solved s -> {
                    for (double value : List.of(s.value(), s.low(), s.high())) {
                        assertThat(turned(chain, stage, value, logits).kept())
                                .as("%s %s %s", chain, stage, s)
                                .isEqualTo(count);
                    }
                    boolean up = dial.lenient() > dial.strict();
                    for (double value :
                            List.of(
                                    up ? dial.stricter(s.low()) : dial.stricter(s.high()),
                                    up ? dial.moreLenient(s.high()) : dial.moreLenient(s.low()))) {
                        if (value < s.low() || value > s.high()) {
                            assertThat(turned(chain, stage, value, logits).kept())
                                    .isNotEqualTo(count);
                        }
                    }
                }
                case Impossible i -> {
                    for (double value : grid(dial)) {
                        assertThat(turned(chain, stage, value, logits).kept())
                                .as("%s %s by %s: %s", chain, stage, value, i)
                                .isNotEqualTo(count);
                    }
                }
            }
            int rank = random.nextInt(size);
            if (solver.fate(rank).removedBy() >= stage
                    && solver.rescue(stage, rank) instanceof Impossible) {
                for (double value : grid(dial)) {
                    assertThat(turned(chain, stage, value, logits).probability(rank)).isZero();
                }
            }
        }
    }

    @Test
    void theFormulasAreThoseOfTheDefinitions() {
        float[] logits = new float[4];
        double[] p = {0.5, 0.25, 0.125, 0.125};
        for (int i = 0; i < 4; i++) {
            logits[i] = (float) Math.log(p[i]);
        }
        assertThat(back(new TopK(1, TieRule.CUT_BY_ORDER), logits, 3)).isEqualTo(4);
        assertThat(back(new TopK(1, TieRule.KEEP), logits, 3)).isEqualTo(3);
        assertThat(back(new TopP(0.4), logits, 2)).isCloseTo(0.75, within(1e-7));
        assertThat(back(new MinP(0.9), logits, 2)).isCloseTo(0.25, within(1e-7));
        assertThat(back(new Temperature(0), logits, 1)).isLessThan(0.01);
        // ln p: -0.69, -1.39, -2.08, -2.08; H 1.21: nearest is 0.25, then 0.5
        assertThat(back(new Typical(0.1, TieRule.CUT_BY_ORDER), logits, 2))
                .isCloseTo(0.75, within(1e-7));
        assertThat(back(new Cut.Xtc(1, 0.2, 0), logits, 0)).isCloseTo(0.25, within(1e-7));
        double mean = -Math.log(2) * 9 / 4;
        double sigma = 0;
        for (double x : p) {
            sigma += Math.pow(Math.log(x) - mean, 2) / 4;
        }
        assertThat(back(new TopNSigma(0.1), logits, 2))
                .isCloseTo(2 * Math.log(2) / Math.sqrt(sigma), within(1e-6));
    }

    @Test
    void aTemperatureBeforeTheCutBringsTokensBack() {
        RankedLogits logits = RankedLogits.of(new float[] {3, 2, 1, 0});
        SamplerChain chain = SamplerChain.huggingFace(0.5, 0, 0.8, 0);
        ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
        TokenFate fate = solver.fate(1);
        assertThat(fate.removedBy()).isEqualTo(2);
        Solved t = (Solved) fate.rescues().getFirst().answer();
        // the first token alone is 0.8 of the mass
        double e = Math.exp(-1 / t.value());
        assertThat(1 / (1 + e + e * e + e * e * e)).isCloseTo(0.8, within(1e-9));
        assertThat(solver.rescue(1, 1)).isEqualTo(new Impossible(Reason.ANOTHER_STAGE, 2));
        assertThat(solver.rescue(3, 1)).isEqualTo(new Impossible(Reason.NOT_BY_THIS_STAGE, -1));
    }

    @Test
    void minusInfinityNeverComesBack() {
        RankedLogits logits = RankedLogits.of(new float[] {0, Float.NEGATIVE_INFINITY});
        ChainSolver solver = new ChainSolver(SamplerChain.neutral(), logits, CONTEXT);
        assertThat(solver.fate(1).rescues()).isEmpty();
        assertThat(solver.rescue(0, 1)).isEqualTo(new Impossible(Reason.NEVER_A_CANDIDATE, -1));
        assertThat(solver.probability(0, 1, 0.5))
                .isEqualTo(new Impossible(Reason.NEVER_A_CANDIDATE, -1));
        assertThat(solver.cutLine(1, 2)).isEqualTo(new Impossible(Reason.OUT_OF_REACH, -1));
    }

    @Test
    void tiesCannotBeCutApart() {
        RankedLogits logits = RankedLogits.of(new float[] {1, 0, 0});
        SamplerChain chain =
                new SamplerChain(List.of(new MinP(0.1), new TopK(0, TieRule.KEEP), new TopP(1)));
        ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
        assertThat(solver.cutLine(0, 2)).isEqualTo(new Impossible(Reason.TIES, -1));
        assertThat(solver.cutLine(1, 2)).isEqualTo(new Impossible(Reason.TIES, -1));
        Solved p = (Solved) solver.cutLine(2, 2);
        assertThat(p.value()).isEqualTo(0.7);
    }

    private static double back(Stage stage, float[] logits, int rank) {
        ChainSolver solver =
                new ChainSolver(new SamplerChain(List.of(stage)), RankedLogits.of(logits), CONTEXT);
        return ((Solved) solver.rescue(0, rank)).value();
    }

    private static SamplerChain usual(Random random) {
        double t = 0.3 + random.nextDouble();
        int k = random.nextInt(8);
        double p = random.nextDouble() + 0.2;
        double minP = random.nextDouble() / 3;
        return random.nextBoolean()
                ? SamplerChain.huggingFace(t, k, p, minP)
                : SamplerChain.llamaCpp(t, k, p, minP);
    }

    private static List<Double> grid(Dial dial) {
        List<Double> grid = new ArrayList<>(List.of(dial.strict(), dial.lenient()));
        for (int i = 1; i < 30; i++) {
            double part = dial.strict() + (dial.lenient() - dial.strict()) * i / 30;
            grid.add(dial.whole() ? Math.rint(part) : part);
            if (dial.lenient() == 1e9) {
                grid.add(Math.pow(10, i / 5.0 - 3));
            }
        }
        return grid;
    }

    static SamplingTrace turned(SamplerChain chain, int stage, double value, RankedLogits logits) {
        return chain.with(stage, Dial.turned(chain.stages().get(stage), value))
                .apply(logits, CONTEXT);
    }
}
