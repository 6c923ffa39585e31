package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.ForeignSettings.Format;
import org.glassformer.engine.sampling.ForeignSettings.Understood;
import org.glassformer.engine.sampling.ForeignSettings.Written;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForeignSettingsTest {
    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsWrittenWithoutWarningIsReadAsTheSameChain(Format format) {
        RandomChains made = new RandomChains(format.name().hashCode());
        int faithful = 0;
        for (int round = 0; round < 3000; round++) {
            SamplerChain chain = made.chain(6);
            Written written = ForeignSettings.write(chain, format);
            Understood back = ForeignSettings.read(written.text(), format);
            assertThat(back.warnings())
                    .as("%s", written.text())
                    .allMatch(w -> w.kind() == ChainWarning.Kind.BREAKERS);
            if (written.warnings().isEmpty()) {
                faithful++;
                float[] logits = made.logits(6);
                SamplingContext context =
                        SamplingContext.after(new int[] {0, 1, 0, 1, 0, 1}, round);
                SamplingTrace expected = chain.apply(logits, context);
                SamplingTrace actual = back.chain().apply(logits, context);
                for (int rank = 0; rank < 6; rank++) {
                    assertThat(actual.probability(rank))
                            .as("%s as %s", chain, written.text())
                            .isEqualTo(expected.probability(rank));
                }
            }
        }
        assertThat(faithful).isGreaterThan(50);
    }

    @Test
    void presetsAreTheDefaultsOfEmptySettings() {
        Understood llama = ForeignSettings.read("{}", Format.LLAMA_CPP_JSON);
        assertThat(llama.chain()).isEqualTo(SamplerChain.llamaCppDefaults());
        assertThat(llama.warnings()).isEmpty();
        assertThat(ForeignSettings.read("", Format.LLAMA_CPP_ARGUMENTS).chain())
                .isEqualTo(SamplerChain.llamaCppDefaults());
        Understood hf = ForeignSettings.read("{\"do_sample\": true}", Format.HUGGING_FACE);
        assertThat(hf.chain()).isEqualTo(SamplerChain.huggingFaceDefaults());
        assertThat(hf.warnings()).isEmpty();
    }

    @Test
    void llamaCppSaysAnyOrder() {
        SamplerChain chain =
                new SamplerChain(
                        List.of(
                                new Temperature(0.7),
                                new Penalty.Presence(0.5, 32),
                                new MinP(0.1),
                                new TopK(20, TieRule.CUT_BY_ORDER)));
        Written json = ForeignSettings.write(chain, Format.LLAMA_CPP_JSON);
        assertThat(json.warnings()).isEmpty();
        JsonNode root = JsonMapper.shared().readTree(json.text());
        assertThat(root.get("samplers").valueStream().map(JsonNode::asString))
                .containsExactly("temperature", "penalties", "min_p", "top_k");
        assertThat(root.get("repeat_last_n").asInt()).isEqualTo(32);
        assertThat(ForeignSettings.write(chain, Format.LLAMA_CPP_ARGUMENTS).text())
                .isEqualTo(
                        "--samplers \"temperature;penalties;min_p;top_k\" --temp 0.7 --top-k 20"
                                + " --top-p 1.0 --min-p 0.1 --presence-penalty 0.5"
                                + " --repeat-last-n 32");
    }

    @Test
    void whatTheTargetCannotSayIsWarnedOf() {
        SamplerChain chain =
                new SamplerChain(
                        List.of(
                                new TopK(40, TieRule.CUT_BY_ORDER),
                                new Temperature(3),
                                new TopP(0.9),
                                new TopP(0.8),
                                new Penalty.Repetition(1.1, 64),
                                new Cut.Xtc(0.5, 0.1, 1)));
        assertThat(ForeignSettings.write(chain, Format.HUGGING_FACE).warnings())
                .containsExactlyInAnyOrder(
                        new ChainWarning(ChainWarning.Kind.MORE_THAN_ONCE, "top-p"),
                        new ChainWarning(ChainWarning.Kind.ORDER, "temperature"),
                        new ChainWarning(ChainWarning.Kind.ORDER, "repetition-penalty"),
                        new ChainWarning(ChainWarning.Kind.NO_SUCH_STAGE, "xtc"),
                        new ChainWarning(ChainWarning.Kind.TIES, "top-k"),
                        new ChainWarning(ChainWarning.Kind.LAST_N, "repetition-penalty"));
        assertThat(ForeignSettings.write(chain, Format.OPENAI).warnings())
                .contains(
                        new ChainWarning(ChainWarning.Kind.NO_SUCH_STAGE, "top-k"),
                        new ChainWarning(ChainWarning.Kind.RANGE, "temperature"));
        for (ChainWarning.Kind kind : ChainWarning.Kind.values()) {
            assertThat(new ChainWarning(kind, "top-k").sentence()).isNotBlank();
        }
    }

    @Test
    void greedyIsNotSamplingForHuggingFace() {
        Written greedy =
                ForeignSettings.write(SamplerChain.huggingFace(0, 0, 1, 0), Format.HUGGING_FACE);
        assertThat(JsonMapper.shared().readTree(greedy.text()).get("do_sample").asBoolean(true))
                .isFalse();
        Understood back = ForeignSettings.read("{\"do_sample\": false}", Format.HUGGING_FACE);
        assertThat(back.chain().apply(new float[] {1, 2, 2}).kept()).isEqualTo(1);
        Understood assumed =
                ForeignSettings.read(
                        "{\"temperature\": 0.7, \"num_beams\": 4}", Format.HUGGING_FACE);
        assertThat(assumed.warnings())
                .containsExactly(
                        new ChainWarning(ChainWarning.Kind.SAMPLING_ASSUMED, "do_sample"),
                        new ChainWarning(ChainWarning.Kind.UNKNOWN_SETTING, "num_beams"));
    }

    @Test
    void settingsOfTheProgramsAreUnderstood() {
        Understood arguments =
                ForeignSettings.read(
                        "llama-cli -m model.gguf --temp 0 --samplers 'top_k;mirostat' -l 7-inf"
                                + " --logit-bias 8+1.5 --dry-sequence-breaker \"\\n\"",
                        Format.LLAMA_CPP_ARGUMENTS);
        assertThat(arguments.chain().stages())
                .containsExactly(
                        new Stage.LogitBias(Map.of(7, Double.NEGATIVE_INFINITY, 8, 1.5)),
                        new TopK(40, TieRule.CUT_BY_ORDER));
        assertThat(arguments.warnings())
                .extracting(ChainWarning::subject)
                .containsExactly("-m", "mirostat");
        Understood server =
                ForeignSettings.read(
                        "{\"logit_bias\": [[1, false], [2, -0.5]], \"top_n_sigma\": 0}",
                        Format.LLAMA_CPP_JSON);
        assertThat(server.chain().stages().getFirst())
                .isEqualTo(new Stage.LogitBias(Map.of(1, Double.NEGATIVE_INFINITY, 2, -0.5)));
        Understood openAi =
                ForeignSettings.read(
                        "{\"top_p\": 0.5, \"logit_bias\": {\"5\": -100}, \"model\": \"x\"}",
                        Format.OPENAI);
        assertThat(openAi.warnings()).isEmpty();
        assertThat(openAi.chain().stages().getFirst())
                .isEqualTo(new Stage.LogitBias(Map.of(5, Double.NEGATIVE_INFINITY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"temperature\": \"hot\"}", "{\"temperature\": -1}", "{"})
    void wrongSettingsAreRefusedInASentence(String text) {
        for (Format format : List.of(Format.HUGGING_FACE, Format.OPENAI)) {
            assertThatThrownBy(() -> ForeignSettings.read(text, format))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(".{5,}");
        }
        assertThatThrownBy(() -> ForeignSettings.read("--top-k", Format.LLAMA_CPP_ARGUMENTS))
                .hasMessageContaining("--top-k");
    }
}
