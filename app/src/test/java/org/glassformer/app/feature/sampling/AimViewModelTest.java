package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AimViewModelTest {

    private final SessionBench bench = SessionBench.direct();
    private final AimViewModel aim = new AimViewModel(bench.session(), bench.runner());

    @BeforeEach
    void open() {
        new NextToken(bench.session(), bench.runner());
        bench.open(SampleModels.stories(), "Lily found a red");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(bench.session().traceProperty().get());
    }

    private void chain(ChainSettings chain) {
        bench.session().chainProperty().set(chain);
    }

    private double value(StageParameter parameter) {
        return parameter.value(bench.session().chainProperty().get().stage(parameter.kind()));
    }

    private String sentence() {
        return aim.sentenceProperty().get();
    }

    @Test
    void theCutLineStandsWhereItIsDraggedWhateverCuts() {
        Random random = new Random(7);
        for (ChainSettings base :
                new ChainSettings[] {
                    ChainSettings.LLAMA_CPP,
                    ChainSettings.HUGGING_FACE,
                    ChainSettings.LLAMA_CPP.neutral(),
                    ChainSettings.LLAMA_CPP.neutral().withTopP(0.7),
                    ChainSettings.HUGGING_FACE.neutral().withMinP(0.02).withTemperature(1.4),
                    ChainSettings.LLAMA_CPP.neutral().with(new Cut.TopNSigma(2))
                }) {
            for (int round = 0; round < 8; round++) {
                chain(base);
                int wanted = 1 + random.nextInt(80);
                aim.cut(wanted);
                assertThat(trace().kept()).as(sentence()).isEqualTo(wanted);
                assertThat(sentence())
                        .contains(wanted == 1 ? "1 token kept" : wanted + " tokens kept");
            }
        }
    }

    @Test
    void theStageThatCutsIsTheOneThatMoves() {
        chain(ChainSettings.LLAMA_CPP.neutral().withTopP(0.9).withTopK(500));
        int kept = trace().kept();
        assertThat(kept).isBetween(5, 400);
        aim.cut(kept - 2);
        assertThat(value(StageParameter.TOP_K)).isEqualTo(500);
        assertThat(value(StageParameter.TOP_P)).isLessThan(0.9);
        assertThat(sentence()).startsWith("Top-p");
        chain(ChainSettings.LLAMA_CPP.neutral());
        aim.cut(12);
        assertThat(value(StageParameter.TOP_K)).isEqualTo(12);
        assertThat(sentence()).isEqualTo("Top-k 12: 12 tokens kept");
    }

    @Test
    void allStagesInTheWayLetTheLineDownAndNoFurther() {
        chain(ChainSettings.LLAMA_CPP);
        aim.cut(55);
        assertThat(trace().kept()).isEqualTo(55);
        assertThat(value(StageParameter.TOP_K)).isEqualTo(55);
        assertThat(value(StageParameter.MIN_P)).isLessThan(0.05);
        assertThat(value(StageParameter.TEMPERATURE)).isEqualTo(0.8);
        assertThat(sentence()).startsWith("Top-k 55, ").endsWith(": 55 tokens kept");
    }

    @Test
    void whatCannotBeReachedSaysSoAndMovesNothing() {
        ChainSettings greedy = ChainSettings.LLAMA_CPP.greedy();
        chain(greedy);
        aim.cut(3);
        assertThat(bench.session().chainProperty().get()).isEqualTo(greedy);
        assertThat(sentence()).isEqualTo("temperature stands in the way of 3 tokens");
    }

    @Test
    void aBarOfACandidateMovesTheTemperatureExactly() {
        for (ChainSettings base :
                new ChainSettings[] {
                    ChainSettings.LLAMA_CPP.neutral(),
                    ChainSettings.HUGGING_FACE,
                    ChainSettings.LLAMA_CPP
                }) {
            chain(base);
            int id = trace().id(0);
            double now = trace().probability(0);
            for (double wanted : new double[] {now + 0.1 * (1 - now), (1 + now) / 2, now}) {
                aim.share(id, wanted, false);
                assertThat(trace().probability(trace().rankOf(id)))
                        .as(sentence())
                        .isCloseTo(wanted, within(1e-9));
                assertThat(sentence()).startsWith("Temperature ");
            }
        }
    }

    @Test
    void aTemperatureThatCannotGoSoFarGoesAsFarAsItCan() {
        chain(ChainSettings.LLAMA_CPP.neutral());
        int id = trace().id(2);
        aim.share(id, 0.9, false);
        double best = trace().probability(2);
        assertThat(sentence()).contains("no temperature gives", "90.0\u00a0%", "the most is");
        for (double t = 0.05; t < 10; t *= 1.05) {
            chain(ChainSettings.LLAMA_CPP.neutral().withTemperature(t));
            assertThat(trace().probability(2)).isLessThanOrEqualTo(best + 1e-5);
        }
    }

    @Test
    void aBarOfARemovedTokenMovesTheStageThatRemovedIt() {
        chain(ChainSettings.LLAMA_CPP.neutral().withTopK(5));
        int id = trace().id(8);
        aim.share(id, trace().rawProbability(8), false);
        assertThat(trace().removedBy(8)).isEqualTo(SamplingTrace.NOT_REMOVED);
        assertThat(value(StageParameter.TOP_K)).isGreaterThanOrEqualTo(9);
        assertThat(value(StageParameter.TEMPERATURE)).isEqualTo(1);
        chain(ChainSettings.LLAMA_CPP.neutral().withTopK(5).withMinP(0.9));
        aim.share(id, 0.01, false);
        assertThat(sentence()).contains("min-p stands in the way of");
    }

    @Test
    void oneTokenAloneMovesItsBias() {
        chain(ChainSettings.LLAMA_CPP.neutral());
        int first = trace().id(0);
        int third = trace().id(2);
        aim.share(third, 0.6, true);
        assertThat(trace().probability(2)).isCloseTo(0.6, within(1e-9));
        aim.share(first, 0.02, true);
        assertThat(trace().probability(0)).isCloseTo(0.02, within(1e-9));
        Stage biases = bench.session().chainProperty().get().stage(StageKind.LOGIT_BIAS);
        assertThat(((Stage.LogitBias) biases).biases()).containsOnlyKeys(first, third);
        assertThat(value(StageParameter.TEMPERATURE)).isEqualTo(1);
        assertThat(sentence()).startsWith("bias ");
    }

    @Test
    void aTokenBannedByItsBiasIsBroughtBackByItsBias() {
        int id = trace().id(0);
        chain(
                ChainSettings.LLAMA_CPP
                        .neutral()
                        .with(new Stage.LogitBias(Map.of(id, Double.NEGATIVE_INFINITY))));
        aim.share(id, 0.3, false);
        assertThat(sentence()).contains("stands in the way");
        aim.share(id, 0.3, true);
        assertThat(trace().probability(0)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void theSentenceGoesWithTheChain() {
        aim.cut(4);
        assertThat(sentence()).isNotEmpty();
        chain(ChainSettings.HUGGING_FACE);
        assertThat(sentence()).isEmpty();
    }
}
