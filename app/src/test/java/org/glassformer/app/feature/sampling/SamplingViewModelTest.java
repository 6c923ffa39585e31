package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.glassformer.app.feature.sampling.ChainViewModel.Note;
import org.glassformer.app.feature.sampling.ChainViewModel.StageKind;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Order;
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
    private final SamplingViewModel sampling = new SamplingViewModel(session, continuation);

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
        assertThat(bars.bars()).hasSize(20);
        int vocabulary = Objects.requireNonNull(session.modelProperty().get()).vocabSize();
        assertThat(bars.bars().size() + bars.others().count()).isEqualTo(vocabulary);
        double raw = bars.bars().stream().mapToDouble(BarsData.Bar::rawP).sum();
        assertThat(raw + bars.others().rawP()).isBetween(0.99999, 1.00001);
        double p = bars.bars().stream().mapToDouble(BarsData.Bar::p).sum();
        assertThat(p + bars.others().p()).isBetween(0.99999, 1.00001);
    }

    @Test
    void aRemovedTokenNamesTheStageThatRemovedIt() {
        session.chainProperty().set(new ChainSettings(Order.HUGGING_FACE, 0.7, 5, 1, 0));
        assertThat(bars().keptTokens()).isEqualTo(5);
        assertThat(bars().bars().get(4).isRemoved()).isFalse();
        assertThat(bars().bars().get(5).removedBy()).isEqualTo("top-k");
        assertThat(bars().others().removedBy()).isEqualTo("top-k");
    }

    @Test
    void slidersAndChainAreOne() {
        sampling.chain().valueProperty(StageKind.TOP_K).set(3);
        assertThat(session.chainProperty().get().topK()).isEqualTo(3);
        assertThat(bars().keptTokens()).isLessThanOrEqualTo(3);
        sampling.chain().greedy();
        assertThat(sampling.chain().valueProperty(StageKind.TEMPERATURE).get()).isZero();
        assertThat(bars().keptTokens()).isOne();
        sampling.neutral();
        assertThat(bars().others().p()).isPositive();
        sampling.chain().orderProperty().set(Order.HUGGING_FACE);
        assertThat(session.chainProperty().get().order()).isEqualTo(Order.HUGGING_FACE);
    }

    @Test
    void everyStageSaysWhatItDid() {
        session.chainProperty().set(new ChainSettings(Order.LLAMA_CPP, 0.5, 7, 1, 0));
        int vocabulary = Objects.requireNonNull(session.modelProperty().get()).vocabSize();
        Note cut =
                Objects.requireNonNull(sampling.chain().notesProperty().get().get(StageKind.TOP_K));
        assertThat(cut.left()).contains(Integer.toString(vocabulary - 7));
        Note heat =
                Objects.requireNonNull(
                        sampling.chain().notesProperty().get().get(StageKind.TEMPERATURE));
        assertThat(heat.right()).contains("→").endsWith("bits");
    }

    @Test
    void anotherSeedIsAnotherDraw() {
        String before = sampling.nextToken().drawProperty().get();
        session.seedProperty().set(4321);
        assertThat(sampling.nextToken().drawProperty().get()).isNotEqualTo(before);
    }
}
