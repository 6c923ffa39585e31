package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageEdgesTest {
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @ParameterizedTest
    @EnumSource(Stage.Kind.class)
    void neutralStagesChangeNothing(Stage.Kind kind) {
        float[] logits = new RandomChains(1).logits(50);
        SamplingContext context = SamplingContext.after(new int[] {1, 2, 1, 2, 1}, 1);
        SamplingTrace trace = new SamplerChain(List.of(kind.neutral())).apply(logits, context);
        SamplingTrace plain = new SamplerChain(List.of()).apply(logits, context);
        assertThat(kind.neutral().name()).isEqualTo(kind.stageName());
        assertThat(kind == Stage.Kind.GRAMMAR || kind.neutral().isNeutral()).isTrue();
        assertThat(trace.kept()).isEqualTo(plain.kept());
        for (int rank = 0; rank < 50; rank++) {
            assertThat(trace.probability(rank)).isEqualTo(plain.probability(rank));
            assertThat(trace.value(rank)).isEqualTo(plain.value(rank));
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.Kind.class)
    void everyStageBearsOneTokenAndEqualLogits(Stage.Kind kind) {
        RandomChains made = new RandomChains(2);
        SamplingContext context = SamplingContext.after(new int[] {0, 0, 0}, 1);
        for (int i = 0; i < 20; i++) {
            SamplerChain one = new SamplerChain(List.of(made.stage(kind, 1)));
            assertThat(one.apply(new float[] {-3}, context).probability(0)).isEqualTo(1);
            assertThat(one.apply(new float[] {-3, NEVER}, context).kept()).isEqualTo(1);
            SamplerChain chain = new SamplerChain(List.of(made.stage(kind, 8)));
            SamplingTrace equal = chain.apply(new float[8], context);
            assertThat(equal.kept()).isBetween(1, 8);
            double sum = IntStream.range(0, 8).mapToDouble(equal::probability).sum();
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-9, 1e9, 1e300})
    void extremeTemperaturesGoWithEveryStage(double t) {
        RandomChains made = new RandomChains(3);
        SamplingContext context = SamplingContext.after(new int[] {0, 1, 0, 1, 0}, 1);
        for (int i = 0; i < 200; i++) {
            List<Stage> stages = new ArrayList<>(made.chain(20).stages());
            stages.addFirst(new Stage.Temperature(t));
            stages.add(new Stage.Temperature(t));
            SamplingTrace trace = new SamplerChain(stages).apply(made.logits(20), context);
            double sum = IntStream.range(0, 20).mapToDouble(trace::probability).sum();
            assertThat(sum).as("%s", stages).isCloseTo(1, within(1e-12));
            assertThat(trace.entropyBits()).isBetween(0.0, 4.33);
        }
    }

    @Test
    void typicalOfHuggingFaceReachesTheMassAndKeepsTies() {
        float[] logits = {0, 0, 0, 0};
        assertThat(kept(new Cut.Typical(0.5, TieRule.CUT_BY_ORDER), logits)).isEqualTo(3);
        assertThat(kept(new Cut.Typical(0.5, TieRule.KEEP), logits)).isEqualTo(4);
        assertThat(kept(new Cut.Typical(0, TieRule.CUT_BY_ORDER), logits)).isEqualTo(1);
        float[] peaked = {(float) Math.log(0.4), 0, 0, 0};
        for (int i = 1; i < 4; i++) {
            peaked[i] = (float) Math.log(0.2);
        }
        SamplingTrace trace =
                new SamplerChain(List.of(new Cut.Typical(0.39, TieRule.KEEP))).apply(peaked);
        assertThat(trace.kept()).isEqualTo(3);
        assertThat(trace.removedBy(0)).isZero();
        assertThat(trace.candidate(0)).isEqualTo(1);
        assertThat(trace.keptMass()).isCloseTo(0.6, within(1e-6));
        assertThat(trace.pick(0).id()).isEqualTo(1);
    }

    @Test
    void xtcRemovesAllTopChoicesButTheLast() {
        float[] logits = {4, 3.9f, 3.8f, -5};
        Stage always = new Cut.Xtc(1, 0.1, 0);
        SamplingTrace trace = new SamplerChain(List.of(always)).apply(logits);
        assertThat(trace.candidate(0)).isEqualTo(2);
        assertThat(trace.kept()).isEqualTo(2);
        assertThat(trace.stages().getFirst().chance()).isBetween(0.0, 1.0);
        assertThat(kept(new Cut.Xtc(1, 0.1, 3), logits)).isEqualTo(4);
        assertThat(kept(new Cut.Xtc(1, 0.51, 0), logits)).isEqualTo(4);
        assertThat(kept(new Cut.Xtc(0, 0.1, 0), logits)).isEqualTo(4);
    }

    @Test
    void penaltiesPutTheTokensInANewOrder() {
        float[] logits = {3, 2, -1};
        SamplingContext context = SamplingContext.after(new int[] {2, 0, 2, 0}, 0);
        SamplingTrace trace =
                new SamplerChain(
                                List.of(
                                        new Penalty.Repetition(2, Penalty.ALL),
                                        new Penalty.Frequency(0.5, Penalty.ALL),
                                        new Penalty.Presence(0.25, 1)))
                        .apply(logits, context);
        assertThat(trace.value(trace.rankOf(0))).isEqualTo(3.0 / 2 - 1 - 0.25);
        assertThat(trace.value(trace.rankOf(1))).isEqualTo(2);
        assertThat(trace.value(trace.rankOf(2))).isEqualTo(-1 * 2 - 1);
        assertThat(trace.candidate(0)).isEqualTo(1);
        assertThat(trace.stages()).extracting(StageTrace::changed).containsExactly(2, 2, 1);
        assertThat(trace.rawProbability(0)).isGreaterThan(trace.rawProbability(1));
    }

    @Test
    void biasBansAndCannotBanAll() {
        double ban = Double.NEGATIVE_INFINITY;
        SamplingTrace trace =
                new SamplerChain(List.of(new Stage.LogitBias(Map.of(0, ban, 2, 1.5))))
                        .apply(new float[] {3, 2, 1});
        assertThat(trace.removedBy(0)).isZero();
        assertThat(trace.candidate(0)).isEqualTo(2);
        assertThat(trace.stages().getFirst().removed()).isEqualTo(1);
        assertThat(trace.stages().getFirst().changed()).isEqualTo(1);
        SamplerChain all = new SamplerChain(List.of(new Stage.LogitBias(Map.of(0, ban, 1, ban))));
        assertThatThrownBy(() -> all.apply(new float[2])).hasMessageContaining("banned");
        assertThatThrownBy(() -> all.apply(new float[1])).hasMessageContaining("token 1");
        assertThatThrownBy(() -> new Stage.LogitBias(Map.of(0, Double.POSITIVE_INFINITY)))
                .hasMessageContaining("token 0");
    }

    @Test
    void grammarRemovesWhatIsNotAllowed() {
        SamplerChain chain = new SamplerChain(List.of(new Stage.Grammar(), new Cut.TopP(0.9)));
        IntPredicate even = id -> id % 2 == 0;
        SamplingTrace trace =
                chain.apply(new float[] {0, 9, 1, 8}, SamplingContext.NONE.allowing(even));
        assertThat(trace.id(trace.candidate(0))).isEqualTo(2);
        assertThat(trace.removedBy(trace.rankOf(1))).isZero();
        assertThat(trace.stages().getFirst().removedMass()).isGreaterThan(0.99);
        assertThatThrownBy(
                        () -> chain.apply(new float[1], SamplingContext.NONE.allowing(id -> false)))
                .hasMessageContaining("grammar");
    }

    @Test
    void topNSigmaOfZeroKeepsTheLargestAndItsEquals() {
        assertThat(kept(new Cut.TopNSigma(0), 2, 1, 2)).isEqualTo(2);
        assertThat(kept(new Cut.TopNSigma(1e9), 2, 1, 2)).isEqualTo(3);
        assertThat(kept(new Cut.TopNSigma(-0.5), 2, 1, 2)).isEqualTo(3);
    }

    @Test
    void wrongValuesAreRefusedInASentence() {
        assertThatThrownBy(() -> new Penalty.Repetition(0, 1)).hasMessageContaining("repet");
        assertThatThrownBy(() -> new Penalty.Repetition(1, -2)).hasMessageContaining("last");
        assertThatThrownBy(() -> new Penalty.Frequency(Double.NaN, 1))
                .hasMessageContaining("frequency");
        assertThatThrownBy(() -> new Penalty.Presence(1e300, 1)).hasMessageContaining("presence");
        assertThatThrownBy(() -> new Cut.Xtc(Double.NaN, 0, 0)).hasMessageContaining("xtc");
        assertThatThrownBy(() -> new Cut.Xtc(1, 0, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Penalty.Dry(1, 1, -1, 0, List.of()))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Cut.TopNSigma(Double.NaN)).hasMessageContaining("sigma");
        assertThatThrownBy(() -> new Cut.Typical(Double.NaN, TieRule.KEEP))
                .hasMessageContaining("typical");
    }

    @Test
    void presetsAreThoseOfTheOriginals() {
        assertThat(SamplerChain.llamaCppDefaults().stages())
                .extracting(Stage::name)
                .containsExactly(
                        "repetition-penalty",
                        "frequency-penalty",
                        "presence-penalty",
                        "dry",
                        "top-n-sigma",
                        "top-k",
                        "typical",
                        "top-p",
                        "min-p",
                        "xtc",
                        "temperature");
        assertThat(SamplerChain.llamaCppDefaults().stages().stream().filter(s -> !s.isNeutral()))
                .extracting(Stage::name)
                .containsExactly("top-k", "top-p", "min-p", "temperature");
        assertThat(SamplerChain.huggingFaceDefaults().stages())
                .extracting(Stage::name)
                .containsExactly(
                        "repetition-penalty", "temperature", "top-k", "top-p", "min-p", "typical");
    }

    @Test
    void breakersAreFoundInTokensAndAcrossThem() {
        List<String> vocabulary = List.of("a", "x:", "\n", "b-", "->c", ">", "--");
        List<List<Integer>> sequences =
                DryBreakers.of(
                        List.of(":", "\n", "->", ""),
                        vocabulary.size(),
                        vocabulary::get,
                        text -> new int[] {vocabulary.indexOf(text)});
        assertThat(sequences)
                .containsExactlyInAnyOrder(
                        List.of(1), List.of(2), List.of(3, 5), List.of(4), List.of(6, 5));
    }

    private static int kept(Stage stage, float... logits) {
        return new SamplerChain(List.of(stage)).apply(logits).kept();
    }
}
