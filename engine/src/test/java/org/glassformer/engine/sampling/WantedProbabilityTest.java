package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.sampling.ChainSolverTest.CONTEXT;
import static org.glassformer.engine.sampling.ChainSolverTest.turned;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.glassformer.engine.sampling.Answer.Impossible;
import org.glassformer.engine.sampling.Answer.Reason;
import org.glassformer.engine.sampling.Answer.Solved;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedProbabilityTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTemperatureGivesTheWantedProbability(long seed) {
        Random random = new Random(seed);
        RandomChains made = new RandomChains(seed);
        for (int round = 0; round < 30; round++) {
            int size = 2 + random.nextInt(20);
            RankedLogits logits = RankedLogits.of(made.logits(size));
            SamplerChain chain =
                    round % 2 == 0
                            ? SamplerChain.llamaCpp(0.8, 10, 1, 0)
                            : SamplerChain.huggingFace(0.8, 10, 1, 0);
            int stage = round % 2 == 0 ? 3 : 0;
            int rank = random.nextInt(Math.min(size, 4));
            double t = Math.exp(random.nextGaussian());
            double wanted = turned(chain, stage, t, logits).probability(rank);
            if (wanted == 0) {
                continue;
            }
            Answer answer =
                    new ChainSolver(chain, logits, CONTEXT).probability(stage, rank, wanted);
            assertThat(answer).as("%s of rank %s", wanted, rank).isInstanceOf(Solved.class);
            Solved solved = (Solved) answer;
            assertThat(turned(chain, stage, solved.value(), logits).probability(rank))
                    .isEqualTo(solved.probability())
                    .isCloseTo(wanted, within(1e-9));
        }
        RankedLogits logits = RankedLogits.of(new float[] {1, 0});
        ChainSolver solver = new ChainSolver(SamplerChain.neutral(), logits, CONTEXT);
        assertThat(solver.probability(0, 0, 0.3))
                .isEqualTo(new Impossible(Reason.OUT_OF_REACH, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBiasGivesTheWantedProbability(long seed) {
        Random random = new Random(seed);
        RandomChains made = new RandomChains(seed);
        for (int round = 0; round < 30; round++) {
            int size = 3 + random.nextInt(20);
            RankedLogits logits = RankedLogits.of(made.logits(size));
            Stage other = new Stage.LogitBias(Map.of(logits.id(1), 0.5));
            SamplerChain chain = new SamplerChain(List.of(other, new Temperature(0.7)));
            int rank = random.nextInt(Math.min(size, 4));
            double wanted = 0.01 + 0.9 * random.nextDouble();
            Answer answer = new ChainSolver(chain, logits, CONTEXT).bias(0, rank, wanted);
            if (logits.logit(rank) == Float.NEGATIVE_INFINITY) {
                assertThat(answer).isEqualTo(new Impossible(Reason.NEVER_A_CANDIDATE, -1));
                continue;
            }
            Solved solved = (Solved) answer;
            assertThat(biased(chain, logits, rank, solved.value()).probability(rank))
                    .isEqualTo(solved.probability())
                    .isCloseTo(wanted, within(1e-9));
        }
    }

    @Test
    void aBiasThatMeetsACutStopsBeforeOrAfterIt() {
        RankedLogits logits = RankedLogits.of(new float[] {2, 1, 0});
        SamplerChain chain =
                new SamplerChain(
                        List.of(new Stage.LogitBias(Map.of()), new TopK(2, TieRule.CUT_BY_ORDER)));
        ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
        Solved solved = (Solved) solver.bias(0, 2, 0.1);
        // it comes in as the second of two, as likely as the one that it drives out
        assertThat(solved.value()).isCloseTo(1, within(1e-9));
        assertThat(solved.probability()).isCloseTo(1 / (1 + Math.E), within(1e-9));
        assertThat(solver.bias(1, 2, 0.1)).isEqualTo(new Impossible(Reason.NOT_BY_THIS_STAGE, -1));
    }

    private static SamplingTrace biased(
            SamplerChain chain, RankedLogits logits, int rank, double bias) {
        Map<Integer, Double> biases =
                new HashMap<>(((Stage.LogitBias) chain.stages().getFirst()).biases());
        biases.put(logits.id(rank), bias);
        return chain.with(0, new Stage.LogitBias(biases)).apply(logits, CONTEXT);
    }

    @Test
    void aCutComesAsNearToAProbabilityAsItCan() {
        RankedLogits logits = RankedLogits.of(new float[] {2, 1.5f, 1, 0.5f, 0});
        SamplerChain chain = SamplerChain.llamaCpp(1, 0, 1, 0);
        ChainSolver solver = new ChainSolver(chain, logits, CONTEXT);
        for (int stage = 0; stage < 3; stage++) {
            for (double wanted : new double[] {0.9, 0.55, 0.5, 0.45, 0.43}) {
                Solved solved = (Solved) solver.probability(stage, 0, wanted);
                double best = 1;
                for (int k = 1; k <= 5; k++) {
                    double p = turned(chain, 0, k, logits).probability(0);
                    best = Math.min(best, Math.abs(p - wanted));
                }
                assertThat(Math.abs(solved.probability() - wanted)).isCloseTo(best, within(1e-12));
                assertThat(turned(chain, stage, solved.value(), logits).probability(0))
                        .isEqualTo(solved.probability());
            }
            assertThat(solver.probability(stage, 0, 0.1))
                    .isEqualTo(new Impossible(Reason.OUT_OF_REACH, -1));
            assertThat(solver.probability(stage, 4, 0.9))
                    .isEqualTo(new Impossible(Reason.OUT_OF_REACH, -1));
        }
    }
}
