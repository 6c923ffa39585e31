package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.BarsData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final NextToken nextToken = new NextToken(session, runner);
    private final SamplingViewModel sampling =
            new SamplingViewModel(
                    session,
                    engine,
                    new ModelOpening(session, engine, runner),
                    continuation,
                    runner);

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void openModel() {
        assertThat(nextToken).isNotNull();
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private BarsData bars() {
        return sampling.nextToken().barsProperty().get();
    }

    @Test
    void barsCoverTheWholeVocabulary() {
        BarsData bars = bars();
        int vocabulary = Objects.requireNonNull(session.modelProperty().get()).vocabSize();
        assertThat(bars.bars()).hasSize(vocabulary);
        double raw = bars.bars().stream().mapToDouble(BarsData.Bar::rawP).sum();
        assertThat(raw).isCloseTo(1, within(1e-9));
        double p = bars.bars().stream().mapToDouble(BarsData.Bar::p).sum();
        assertThat(p).isCloseTo(1, within(1e-9));
        for (int row : new int[] {0, 1, 20, vocabulary - 1}) {
            double rest =
                    bars.bars().subList(row, vocabulary).stream()
                            .mapToDouble(BarsData.Bar::rawP)
                            .sum();
            assertThat(bars.from(row).rawP()).isCloseTo(rest, within(1e-9));
            assertThat(bars.from(row).count()).isEqualTo(vocabulary - row);
        }
        assertThat(bars.from(vocabulary).count()).isZero();
    }

    @Test
    void aRemovedTokenNamesTheStageThatRemovedIt() {
        session.chainProperty()
                .set(ChainSettings.HUGGING_FACE.neutral().withTemperature(0.7).withTopK(5));
        assertThat(bars().keptTokens()).isEqualTo(5);
        assertThat(bars().cutIndex()).isEqualTo(5);
        assertThat(bars().bars().get(4).isRemoved()).isFalse();
        assertThat(bars().bars().get(5).removedBy()).isEqualTo("top-k");
        assertThat(bars().from(5).removedBy()).isEqualTo("top-k");
        assertThat(bars().from(5).p()).isZero();
        assertThat(bars().from(4).removedBy()).isNull();
        assertThat(bars().from(4).p()).isPositive();
    }

    @Test
    void anotherSeedIsAnotherDraw() {
        String before = sampling.nextToken().drawProperty().get();
        session.seedProperty().set(4321);
        assertThat(sampling.nextToken().drawProperty().get()).isNotEqualTo(before);
    }
}
