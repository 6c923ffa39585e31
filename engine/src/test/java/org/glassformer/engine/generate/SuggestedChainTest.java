package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.sampling.ChainWarning;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestedChainTest {
    @TempDir private Path folder;

    private Path with(String settings) throws IOException {
        Files.writeString(folder.resolve("generation_config.json"), settings);
        return folder;
    }

    private static List<Stage> acting(SamplerChain chain) {
        return chain.stages().stream().filter(stage -> !stage.isNeutral()).toList();
    }

    @Test
    void aFolderWithoutSettingsSuggestsNothing() throws IOException {
        assertThat(SuggestedChain.of(folder)).isEmpty();
        assertThat(SuggestedChain.of(with("{\"eos_token_id\": [1, 2]}"))).isEmpty();
    }

    @Test
    void settingsOfAFolderAreThoseOfHuggingFace() throws IOException {
        Path model =
                with(
                        "{\"do_sample\": true, \"temperature\": 0.6, \"top_p\": 0.9,"
                                + " \"eos_token_id\": 7, \"max_new_tokens\": 2048}");
        assertThat(SuggestedChain.of(model))
                .hasValueSatisfying(found -> {
                    assertThat(acting(found.chain()))
                            .containsExactly(
                                    new Stage.Temperature(0.6),
                                    new Cut.TopK(50, Cut.TieRule.KEEP),
                                    new Cut.TopP(0.9));
                    assertThat(found.warnings()).isEmpty();
                });
    }

    @Test
    void sentencesAreGivenForWhatIsNotKnownAndForGreedyModels() throws IOException {
        Path model = with("{\"temperature\": 0.6, \"guidance_scale\": 2}");
        assertThat(SuggestedChain.of(model).orElseThrow().warnings())
                .extracting(ChainWarning::kind)
                .containsExactlyInAnyOrder(
                        ChainWarning.Kind.SAMPLING_ASSUMED, ChainWarning.Kind.UNKNOWN_SETTING);
        SamplerChain greedy =
                SuggestedChain.of(with("{\"do_sample\": false}")).orElseThrow().chain();
        assertThat(acting(greedy)).containsExactly(new Stage.Temperature(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"temperature\": \"warm\"}",
                "{\"temperature\": -1}",
                "{\"top_k\": 1e99}",
                "{\"top_p\": 0.5",
                "[]"
            })
    void brokenSettingsAreRefusedWithTheirFile(String settings) throws IOException {
        Path model = with(settings);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> SuggestedChain.of(model))
                .withMessageContaining("generation_config.json");
    }

    @Test
    void keysOfAGgufFileAreThoseOfLlamaCpp() throws IOException {
        Path file = folder.resolve("m.gguf");
        new GgufWriter()
                .text("general.architecture", "llama")
                .real("general.sampling.temp", 0.7)
                .real("general.sampling.top_p", 0.95)
                .whole("general.sampling.top_k", 20)
                .real("general.sampling.penalty_repeat", 1.05)
                .write(file);
        SamplerChain chain = SuggestedChain.of(file).orElseThrow().chain();
        assertThat(acting(chain))
                .containsExactly(
                        new Penalty.Repetition(1.05, 64),
                        new Cut.TopK(20, Cut.TieRule.CUT_BY_ORDER),
                        new Cut.TopP(0.95),
                        new Cut.MinP(0.05),
                        new Stage.Temperature(0.7));
        Path silent = folder.resolve("silent.gguf");
        new GgufWriter().text("general.architecture", "llama").write(silent);
        assertThat(SuggestedChain.of(silent)).isEmpty();
    }
}
