package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.glassformer.app.feature.sampling.WhyNotViewModel.Way;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhyNotViewModelTest {

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final WhyNotViewModel whyNot =
            new SamplingViewModel(
                            session,
                            engine,
                            new ModelOpening(session, engine, runner),
                            continuation,
                            runner)
                    .whyNot();

    @BeforeEach
    void open() {
        new NextToken(session, runner);
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(SampleModels.stories());
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    private boolean isCandidate(int id) {
        return trace().removedBy(trace().rankOf(id)) == SamplingTrace.NOT_REMOVED;
    }

    @Test
    void aCandidateIsSaidToBeOne() {
        whyNot.tokenProperty().set(trace().id(0));
        assertThat(whyNot.fateProperty().get().sentence()).contains("is a candidate", "rank 1");
        assertThat(whyNot.fateProperty().get().ways()).isEmpty();
        whyNot.tokenProperty().set(LabSession.NONE);
        assertThat(whyNot.fateProperty().get()).isEqualTo(WhyNotViewModel.Fate.NONE);
    }

    @Test
    void everyWayBringsTheTokenBack() {
        List<ChainSettings> chains =
                List.of(
                        ChainSettings.LLAMA_CPP.neutral().withTopK(5),
                        ChainSettings.LLAMA_CPP.neutral().withTopP(0.3),
                        ChainSettings.HUGGING_FACE.neutral().withTemperature(0.5).withMinP(0.2),
                        ChainSettings.HUGGING_FACE.neutral().withTemperature(0.5).withTopP(0.5));
        int applied = 0;
        for (ChainSettings chain : chains) {
            session.chainProperty().set(chain);
            int id = trace().id(trace().kept() + 3);
            whyNot.tokenProperty().set(id);
            List<Way> ways = whyNot.fateProperty().get().ways();
            assertThat(ways).as(chain.toString()).isNotEmpty();
            for (Way way : ways) {
                session.chainProperty().set(chain);
                assertThat(isCandidate(id)).isFalse();
                whyNot.apply(way);
                assertThat(isCandidate(id)).as(way.toString()).isTrue();
                assertThat(whyNot.fateProperty().get().sentence()).contains("is a candidate");
                applied++;
            }
        }
        assertThat(applied).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aTokenThatSeveralStagesRemoveComesBackByTheirValuesTogether() {
        List<ChainSettings> chains =
                List.of(
                        ChainSettings.LLAMA_CPP.neutral().withTopK(2).withMinP(0.9),
                        ChainSettings.LLAMA_CPP,
                        ChainSettings.HUGGING_FACE.withTopK(3).withTopP(0.2).withMinP(0.5));
        for (ChainSettings chain : chains) {
            session.chainProperty().set(chain);
            int id = trace().id(300);
            whyNot.tokenProperty().set(id);
            assertThat(whyNot.fateProperty().get().sentence())
                    .contains("rank 301", "removed by top-k", "back at");
            Way way = whyNot.fateProperty().get().ways().getFirst();
            assertThat(whyNot.fateProperty().get().ways()).hasSize(1);
            assertThat(way.kinds()).contains(StageKind.TOP_K, StageKind.MIN_P);
            assertThat(way.label()).contains("k \u2265 301 and ").contains("min-p \u2264 ");
            whyNot.apply(way);
            assertThat(isCandidate(id)).isTrue();
            assertThat(trace().probability(300)).isPositive();
            assertThat(whyNot.fateProperty().get().sentence()).contains("is a candidate");
            for (WhyNotViewModel.Setting setting : way.settings()) {
                session.chainProperty().set(chain);
                whyNot.apply(new Way(List.of(setting), ""));
                assertThat(isCandidate(id)).as(setting.toString()).isFalse();
            }
        }
    }

    @Test
    void aBannedTokenComesBackWithoutItsBias() {
        int id = trace().id(0);
        session.chainProperty()
                .set(
                        ChainSettings.LLAMA_CPP
                                .neutral()
                                .with(
                                        new Stage.LogitBias(
                                                Map.of(id, Double.NEGATIVE_INFINITY, 7, 1.5))));
        whyNot.tokenProperty().set(id);
        assertThat(whyNot.fateProperty().get().sentence()).contains("removed by logit-bias");
        Way way = whyNot.fateProperty().get().ways().getFirst();
        assertThat(way.label()).isEqualTo("without its bias");
        whyNot.apply(way);
        assertThat(isCandidate(id)).isTrue();
        assertThat(session.chainProperty().get().stage(StageKind.LOGIT_BIAS))
                .isEqualTo(new Stage.LogitBias(Map.of(7, 1.5)));
    }
}
