package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every stage and chain against the definitions in double.
class SamplerOracleTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothOrdersEqualTheDefinitions(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            float[] logits = new RandomChains(random.nextLong()).logits(1 + random.nextInt(200));
            double t = random.nextInt(5) == 0 ? 0 : 0.2 + 2 * random.nextDouble();
            int k = random.nextInt(30);
            double p = 0.05 + random.nextDouble();
            double minP = random.nextInt(3) == 0 ? 0 : random.nextDouble() / 2;
            for (SamplerChain chain :
                    List.of(
                            SamplerChain.huggingFace(t, k, p, minP),
                            SamplerChain.llamaCpp(t, k, p, minP),
                            new SamplerChain(List.of(new Temperature(t))),
                            new SamplerChain(List.of(new TopK(k, TieRule.KEEP))),
                            new SamplerChain(List.of(new TopP(p))),
                            new SamplerChain(List.of(new MinP(minP), new TopP(p))))) {
                compare(chain, logits, List.of(), SamplingContext.NONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.Kind.class)
    void everyStageAloneEqualsItsDefinition(Stage.Kind kind) {
        RandomChains made = new RandomChains(kind.stageName().hashCode());
        Random random = new Random(kind.stageName().hashCode());
        for (int round = 0; round < 150; round++) {
            float[] logits = made.logits(1 + random.nextInt(60));
            List<Integer> text = made.text(logits.length);
            SamplingContext context = context(text, round);
            SamplerChain chain = new SamplerChain(List.of(made.stage(kind, logits.length)));
            compare(chain, logits, text, context);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anyOrderOfAnyStagesEqualsTheDefinitions(long seed) {
        RandomChains made = new RandomChains(seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            float[] logits = made.logits(1 + random.nextInt(80));
            List<Integer> text = made.text(logits.length);
            compare(made.chain(logits.length), logits, text, context(text, round));
        }
    }

    private static SamplingContext context(List<Integer> text, long seed) {
        return SamplingContext.after(text.stream().mapToInt(id -> id).toArray(), seed);
    }

    private static void compare(
            SamplerChain chain, float[] logits, List<Integer> text, SamplingContext context) {
        SamplingTrace trace = chain.apply(logits, context);
        Map<Integer, Double> expected = NaiveSampler.apply(chain, logits, text, context);
        assertThat(trace.kept()).as("%s after %s", chain, text).isEqualTo(expected.size());
        for (int rank = 0; rank < trace.size(); rank++) {
            assertThat(trace.probability(rank))
                    .as("%s rank %s", chain, rank)
                    .isCloseTo(expected.getOrDefault(trace.id(rank), 0.0), within(1e-12));
        }
        double before = Double.POSITIVE_INFINITY;
        for (int place = 0; place < trace.kept(); place++) {
            int rank = trace.candidate(place);
            assertThat(trace.removedBy(rank)).isEqualTo(SamplingTrace.NOT_REMOVED);
            assertThat(trace.probability(rank)).isLessThanOrEqualTo(before);
            before = trace.probability(rank);
        }
        stages(chain, logits, text, context, trace);
    }

    private static void stages(
            SamplerChain chain,
            float[] logits,
            List<Integer> text,
            SamplingContext context,
            SamplingTrace trace) {
        int entering = trace.size() - count(trace, SamplingTrace.IMPOSSIBLE);
        Map<Integer, Double> before =
                NaiveSampler.apply(new SamplerChain(List.of()), logits, text, context);
        for (int i = 0; i < chain.stages().size(); i++) {
            StageTrace stage = trace.stages().get(i);
            assertThat(stage.kept() + stage.removed()).isEqualTo(entering);
            assertThat(count(trace, i)).isEqualTo(stage.removed());
            double mass = 0;
            for (int rank = 0; rank < trace.size(); rank++) {
                mass +=
                        trace.removedBy(rank) == i
                                ? before.getOrDefault(trace.id(rank), Double.NaN)
                                : 0;
            }
            assertThat(stage.removedMass()).isCloseTo(mass, within(1e-12));
            Map<Integer, Double> after =
                    NaiveSampler.apply(
                            new SamplerChain(chain.stages().subList(0, i + 1)),
                            logits,
                            text,
                            context);
            assertThat(stage.entropyBits())
                    .isCloseTo(NaiveSampler.entropyBits(after), within(1e-9));
            entering = stage.kept();
            before = after;
        }
    }

    private static int count(SamplingTrace trace, int removedBy) {
        return (int)
                IntStream.range(0, trace.size())
                        .filter(rank -> trace.removedBy(rank) == removedBy)
                        .count();
    }
}
