package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.sampling.ChainSolverTest.CONTEXT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.glassformer.engine.sampling.Answer.Solved;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointRescueTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void severalValuesTogetherBringATokenBackAndNoneOfThemIsIdle(long seed) {
        Random random = new Random(seed);
        RandomChains made = new RandomChains(seed);
        int several = 0;
        for (int round = 0; round < 80; round++) {
            int size = 2 + random.nextInt(30);
            RankedLogits logits = RankedLogits.of(made.logits(size));
            SamplerChain chain = made.chain(size);
            TokenFate fate = new ChainSolver(chain, logits, CONTEXT).fate(random.nextInt(size));
            List<TokenFate.Setting> settings = fate.together();
            if (settings.isEmpty()) {
                continue;
            }
            several++;
            assertThat(fate.rescues()).noneMatch(each -> each.answer() instanceof Solved);
            SamplingTrace all = with(chain, settings, fate.id(), logits);
            assertThat(all.removedBy(fate.rank()))
                    .as("%s by %s", chain, settings)
                    .isEqualTo(SamplingTrace.NOT_REMOVED);
            assertThat(all.probability(fate.rank())).isPositive();
            for (TokenFate.Setting idle : settings) {
                List<TokenFate.Setting> others =
                        settings.stream().filter(each -> !each.equals(idle)).toList();
                assertThat(with(chain, others, fate.id(), logits).probability(fate.rank()))
                        .as("%s by %s without %s", chain, settings, idle)
                        .isZero();
            }
        }
        assertThat(several).isGreaterThan(3);
    }

    @Test
    void eachOfSeveralValuesIsTheNearestThatLetsTheTokenThrough() {
        float[] logits = new float[4];
        double[] p = {0.5, 0.25, 0.125, 0.125};
        for (int i = 0; i < 4; i++) {
            logits[i] = (float) Math.log(p[i]);
        }
        SamplerChain chain = SamplerChain.llamaCpp(0.8, 1, 0.2, 0.9);
        TokenFate fate = new ChainSolver(chain, RankedLogits.of(logits), CONTEXT).fate(2);
        assertThat(fate.together()).extracting(TokenFate.Setting::stage).containsExactly(0, 1, 2);
        assertThat(fate.together().get(0).value()).isEqualTo(3);
        // of the three tokens left the first two hold 6/7
        assertThat(fate.together().get(1).value()).isCloseTo(6.0 / 7, within(1e-6));
        assertThat(fate.together().get(2).value()).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void aBannedTokenComesBackWithoutItsBias() {
        SamplerChain chain =
                new SamplerChain(
                        List.of(
                                new Stage.LogitBias(Map.of(1, Double.NEGATIVE_INFINITY)),
                                new TopK(1, TieRule.CUT_BY_ORDER)));
        RankedLogits logits = RankedLogits.of(new float[] {2, 1, 0});
        assertThat(new ChainSolver(chain, logits, CONTEXT).fate(1).together())
                .containsExactly(new TokenFate.Setting(0, 0), new TokenFate.Setting(1, 2));
        assertThat(new ChainSolver(chain, logits, CONTEXT).fate(0).together()).isEmpty();
    }

    @Test
    void aTemperatureThatLeavesNoProbabilityComesBackToOne() {
        RankedLogits logits = RankedLogits.of(new float[] {30, 0, -1});
        SamplerChain chain =
                new SamplerChain(
                        List.of(
                                new Temperature(0.01),
                                new TopK(1, TieRule.CUT_BY_ORDER),
                                new MinP(0.5)));
        List<TokenFate.Setting> settings =
                new ChainSolver(chain, logits, CONTEXT).fate(1).together();
        assertThat(settings).extracting(TokenFate.Setting::stage).containsExactly(0, 1, 2);
        assertThat(settings.getFirst().value()).isEqualTo(1);
        assertThat(with(chain, settings, 1, logits).probability(1)).isPositive();
    }

    private static SamplingTrace with(
            SamplerChain chain, List<TokenFate.Setting> settings, int id, RankedLogits logits) {
        SamplerChain changed = chain;
        for (TokenFate.Setting setting : settings) {
            Stage stage = changed.stages().get(setting.stage());
            if (stage instanceof Stage.LogitBias bias) {
                Map<Integer, Double> biases = new HashMap<>(bias.biases());
                biases.put(id, setting.value());
                changed = changed.with(setting.stage(), new Stage.LogitBias(biases));
            } else {
                changed = changed.with(setting.stage(), Dial.turned(stage, setting.value()));
            }
        }
        return changed.apply(logits, CONTEXT);
    }
}
