package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.sampling.DrawViewModel.Stretch;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.engine.sampling.SamplingTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrawViewModelTest {

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final DrawViewModel draw =
            new SamplingViewModel(
                            session,
                            engine,
                            new ModelOpening(session, engine, runner),
                            continuation,
                            runner)
                    .draw();

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

    @Test
    void theLineIsFilledByTheTokensThatAreLeft() {
        session.chainProperty().set(ChainSettings.LLAMA_CPP.withTopK(7).withTopP(1).withMinP(0));
        List<Stretch> all = draw.stretchesProperty().get();
        assertThat(all).hasSize(7);
        assertThat(all.stream().mapToDouble(Stretch::p).sum()).isCloseTo(1, within(1e-9));
        assertThat(draw.numbers().map(NumbersTable::rows)).hasValue(7);
    }

    @Test
    void whereTheNumberFallsIsTheTokenThatIsDrawn() {
        session.chainProperty().set(ChainSettings.LLAMA_CPP.withTopK(40).withTopP(1).withMinP(0));
        for (int seed = 0; seed < 200; seed++) {
            session.seedProperty().set(seed);
            double u = draw.numberProperty().get();
            assertThat(u).isEqualTo(Continuation.draw(session));
            int drawn = trace().pick(u).id();
            assertThat(draw.stretchesProperty().get())
                    .filteredOn(each -> u >= each.from() && u < each.from() + each.p())
                    .extracting(Stretch::id)
                    .containsExactly(drawn);
        }
    }

    @Test
    void nothingIsDrawnWhereTheTextHasLeftItsConstraint() {
        String before = draw.noteProperty().get();
        continuation.generate(2);
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        session.constraintProperty()
                .set(Constraint.compile(Constraint.Kind.REGEX, "[0-9]+", reading.vocabulary()));
        assertThat(draw.numberProperty().get()).isNaN();
        assertThat(draw.noteProperty().get()).contains("left the constraint");
        draw.thousand();
        assertThat(draw.countsProperty().get()).isNull();
        continuation.undo();
        assertThat(draw.numberProperty().get()).isEqualTo(Continuation.draw(session));
        assertThat(draw.noteProperty().get()).isEqualTo(before);
    }

    @Test
    void aRerollDrawsAnotherNumberAtTheSameStep() {
        double before = draw.numberProperty().get();
        String note = draw.noteProperty().get();
        continuation.reroll();
        assertThat(draw.numberProperty().get()).isNotEqualTo(before);
        assertThat(draw.noteProperty().get()).isNotEqualTo(note).contains("seed 42", "step 4");
    }

    @Test
    void aThousandDrawsAreCountedAndComparedWithTheProbabilities() {
        session.chainProperty().set(ChainSettings.LLAMA_CPP.withTopK(7).withTopP(1).withMinP(0));
        String before = draw.noteProperty().get();
        draw.thousand();
        assertThat(Objects.requireNonNull(draw.countsProperty().get()).draws()).isEqualTo(1000);
        assertThat(draw.shares()).hasSize(7);
        assertThat(draw.shares().stream().mapToDouble(each -> each).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(draw.shares().getFirst())
                .isCloseTo(draw.stretchesProperty().get().getFirst().p(), within(0.06));
        assertThat(draw.noteProperty().get()).contains("1,000 draws", "df", "p = ");
        assertThat(draw.reading(0)).contains("draws", "expected");
        assertThat(draw.numbers().map(table -> table.columns().size())).hasValue(5);
        draw.thousand();
        assertThat(Objects.requireNonNull(draw.countsProperty().get()).draws()).isEqualTo(2000);
        session.seedProperty().set(7);
        assertThat(draw.countsProperty().get()).isNull();
        session.seedProperty().set(42);
        assertThat(draw.noteProperty().get()).isEqualTo(before);
    }
}
