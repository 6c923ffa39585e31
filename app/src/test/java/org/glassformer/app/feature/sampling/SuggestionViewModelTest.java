package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final LabSession session = bench.session();
    private final ChainViewModel chain =
            new ChainViewModel(
                    session,
                    new TokenSearch(session.stepProperty(), bench.runner()),
                    new SuggestionViewModel(session, bench.runner()));

    @BeforeEach
    void follow() {
        new NextToken(session, bench.runner());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void open(String name, String settings) throws IOException {
        Path model = TinyModels.write(folder.resolve(name), 3);
        if (!settings.isEmpty()) {
            Files.writeString(model.resolve("generation_config.json"), settings);
        }
        bench.open(model, "Once upon a time");
    }

    @Test
    void aModelWithoutSettingsSuggestsNothing() throws IOException {
        open("plain", "");
        assertThat(chain.suggestionProperty().get()).isNull();
        open("ends", "{\"eos_token_id\": 3, \"_from_model_config\": true}");
        assertThat(chain.suggestionProperty().get()).isNull();
        ChainSettings before = session.chainProperty().get();
        chain.suggest();
        assertThat(session.chainProperty().get()).isEqualTo(before);
    }

    @Test
    void whatTheModelSuggestsIsSetInTheOrderOfItsProgram() throws IOException {
        open(
                "chat",
                """
                {"do_sample": true, "temperature": 0.6, "top_p": 0.9, "top_k": 20,
                 "repetition_penalty": 1.05, "eos_token_id": [1, 2]}\
                """);
        chain.suggest();
        ChainSettings now = session.chainProperty().get();
        assertThat(now.order()).contains(Order.HUGGING_FACE);
        assertThat(now.stage(StageKind.TEMPERATURE)).isEqualTo(new Stage.Temperature(0.6));
        assertThat(now.stage(StageKind.TOP_K)).isEqualTo(new Cut.TopK(20, Cut.TieRule.KEEP));
        assertThat(now.stage(StageKind.TOP_P)).isEqualTo(new Cut.TopP(0.9));
        assertThat(now.entry(StageKind.REPETITION).acts()).isTrue();
        assertThat(now.entry(StageKind.MIN_P).acts()).isFalse();
        assertThat(session.noticeProperty().get()).isNull();
        open("plain", "");
        assertThat(chain.suggestionProperty().get()).isNull();
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndTokensThatAreNotThereAreLeftOut() throws IOException {
        open(
                "odd",
                "{\"do_sample\": true, \"temperature\": 0.7, \"epsilon_cutoff\": 0.1,"
                        + " \"suppress_tokens\": [5, 9999999]}");
        chain.suggest();
        assertThat(session.chainProperty().get().stage(StageKind.LOGIT_BIAS))
                .isEqualTo(new Stage.LogitBias(Map.of(5, Double.NEGATIVE_INFINITY)));
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("epsilon_cutoff is not known here");
        assertThat(session.traceProperty().get()).isNotNull();
    }

    @Test
    void settingsThatCannotBeUsedAreToldAndTheModelOpens() throws IOException {
        open("broken", "{\"temperature\": \"warm\"}");
        assertThat(chain.suggestionProperty().get()).isNull();
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("temperature must be a number");
        assertThat(session.traceProperty().get()).isNotNull();
    }
}
