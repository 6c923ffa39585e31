package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.References;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SamplerReferenceTest {
    @Test
    void stagesGiveLlamaCppsPublishedProbabilities() {
        int checked = 0;
        for (JsonNode example : References.json("samplers/llama-cpp-stages.json").get("cases")) {
            List<Stage> stages = stages(example);
            if (stages.isEmpty()) {
                continue;
            }
            checked++;
            JsonNode probs = example.get("probs");
            float[] logits = new float[probs.size()];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) Math.log(probs.get(i).asDouble());
            }
            SamplingTrace trace =
                    new SamplerChain(stages)
                            .apply(
                                    logits,
                                    SamplingContext.after(
                                            ints(example.path("last_tokens")), actingSeed()));
            // xtc and typical are published as they were before, not summing to one
            boolean raw = List.of("xtc", "typical").contains(example.get("sampler").asString());
            JsonNode expected = example.get("expected");
            for (int place = 0; place < expected.size(); place++) {
                double actual = 0;
                if (place < trace.kept()) {
                    int rank = trace.candidate(place);
                    actual = raw ? trace.rawProbability(rank) : trace.probability(rank);
                }
                assertThat(actual)
                        .as("%s, place %s", example, place)
                        .isCloseTo(expected.get(place).asDouble(), within(1e-5));
            }
            if (trace.kept() > 1) {
                assertThat(trace.kept()).as("%s", example).isLessThanOrEqualTo(expected.size());
            }
        }
        assertThat(checked).isEqualTo(40);
    }

    private static List<Stage> stages(JsonNode example) {
        return switch (example.get("sampler").asString()) {
            case "temp", "temp_ext" -> List.of(new Temperature(example.get("temp").asDouble()));
            case "top_k" -> List.of(new TopK(example.get("k").asInt(), TieRule.CUT_BY_ORDER));
            case "top_p" -> List.of(new TopP(example.get("p").asDouble()));
            case "min_p" -> List.of(new MinP(example.get("p").asDouble()));
            case "typical" ->
                    List.of(new Cut.Typical(example.get("p").asDouble(), TieRule.CUT_BY_ORDER));
            case "top_n_sigma" -> List.of(new Cut.TopNSigma(example.get("n").asDouble()));
            case "xtc" ->
                    List.of(
                            new Cut.Xtc(
                                    example.get("probability").asDouble(),
                                    example.get("threshold").asDouble(),
                                    0));
            case "penalties" ->
                    List.of(
                            new Penalty.Repetition(example.get("repeat").asDouble(), Penalty.ALL),
                            new Penalty.Frequency(example.get("frequency").asDouble(), Penalty.ALL),
                            new Penalty.Presence(example.get("presence").asDouble(), Penalty.ALL));
            case "dry" -> {
                List<List<Integer>> breakers = new ArrayList<>();
                for (JsonNode breaker : example.get("seq_breakers")) {
                    breakers.add(Arrays.stream(ints(breaker)).boxed().toList());
                }
                yield List.of(
                        new Penalty.Dry(
                                example.get("multiplier").asDouble(),
                                example.get("base").asDouble(),
                                example.get("allowed_length").asInt(),
                                example.get("penalty_last_n").asInt(),
                                breakers));
            }
            default -> List.of();
        };
    }

    /// A seed with which the published XTC of probability 0.99 acts after no tokens.
    private static long actingSeed() {
        long seed = 0;
        while (SamplingContext.after(new int[0], seed).xtc(1) > 0.9) {
            seed++;
        }
        return seed;
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    @Test
    void gpt2ExampleFollowsTheDefinitionsInBothOrders() {
        float[] logits = gpt2Logits();
        for (SamplerChain chain :
                List.of(
                        SamplerChain.huggingFace(0.8, 5, 1, 0),
                        SamplerChain.huggingFace(0.8, 0, 0.9, 0.01),
                        SamplerChain.llamaCpp(1.3, 0, 0.9, 0.01))) {
            SamplingTrace trace = chain.apply(logits);
            Map<Integer, Double> expected = NaiveSampler.apply(chain, logits);
            assertThat(trace.kept()).isEqualTo(expected.size());
            for (int rank = 0; rank < trace.kept(); rank++) {
                assertThat(trace.probability(rank))
                        .isCloseTo(expected.get(trace.id(rank)), within(1e-9));
            }
        }
    }

    @Test
    void gpt2ExampleLeavesFiveOfFiftyThousandTokens() {
        SamplingTrace trace = SamplerChain.huggingFace(0.8, 5, 1, 0).apply(gpt2Logits());
        assertThat(trace.size()).isEqualTo(50_257);
        assertThat(trace.kept()).isEqualTo(5);
        assertThat(trace.stages().get(1).removed()).isEqualTo(50_252);
        double mass = 0;
        for (int rank = 0; rank < trace.size(); rank++) {
            mass += trace.rawProbability(rank);
        }
        assertThat(mass).isCloseTo(1, within(1e-9));
    }

    private static float[] gpt2Logits() {
        List<Float> values = new ArrayList<>();
        for (JsonNode logit : References.json("attention/gpt2-124m-example.json").get("logits")) {
            values.add(logit.floatValue());
        }
        float[] logits = new float[values.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = values.get(i);
        }
        return logits;
    }
}
