package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterventionListTest {

    private static final String PROMPT = "Once upon a time, there was a little girl";
    private static final Intervention ABLATION = new Intervention.ScaleHead(1, 2, 0);
    private static final Intervention CUT = new Intervention.CutEdge(0, 1, 5, 2);

    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final TaskRunner runner = new DirectTaskRunner();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final History history = new History();
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, history);
    private final InterventionList list = new InterventionList(session, history);
    private final ModelOpening opening = new ModelOpening(session, engine, runner);

    @BeforeEach
    void open() {
        new NextToken(session, runner);
        new BaselineReader(session, engine, runner);
        session.promptProperty().set(PROMPT);
        opening.open(SampleModels.stories());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    private static float[] direct(List<Intervention> wanted) {
        try (LanguageModel model =
                LanguageModel.open(
                        SampleModels.stories(), Backends.open("scalar", 1), part -> {})) {
            return model.transformer()
                    .lastLogits(
                            model.promptIds(PROMPT),
                            null,
                            Hooks.of(HookFilter.NONE, new Interventions(wanted)));
        }
    }

    @Test
    void whatIsOnTheListAndOnIsInForce() {
        list.add(ABLATION);
        list.add(CUT);
        assertThat(reading().logits())
                .containsExactly(direct(List.of(ABLATION, CUT)), within(2e-4f));
        list.toggle(0);
        assertThat(reading().logits()).containsExactly(direct(List.of(CUT)), within(2e-4f));
        assertThat(reading().attention().pattern(0, 1)[5 * reading().tokens().size() + 2]).isZero();
        list.add(ABLATION);
        assertThat(session.interventionsProperty().get())
                .containsExactly(
                        new SwitchedIntervention(ABLATION, true),
                        new SwitchedIntervention(CUT, true));
        list.remove(1);
        assertThat(list.has(CUT)).isFalse();
        list.clear();
        assertThat(reading().logits()).containsExactly(direct(List.of()), within(2e-4f));
        assertThat(session.beforeProperty().get()).isNull();
    }

    @Test
    void theBaselineHasNothingTakenOut() {
        float[] before = reading().logits();
        list.add(ABLATION);
        Baseline baseline = Objects.requireNonNull(session.beforeProperty().get());
        assertThat(baseline.logits()).containsExactly(before, within(1e-4f));
        assertThat(baseline.reading()).isSameAs(reading());
        continuation.generate(3);
        assertThat(Objects.requireNonNull(session.beforeProperty().get()).reading())
                .isSameAs(reading());
        assertThat(reading().interventions().list()).containsExactly(ABLATION);
    }

    @Test
    void undoGoesBackThroughTokensAndInterventionsInTheirOrder() {
        list.add(ABLATION);
        continuation.oneToken();
        String longer = session.promptProperty().get();
        list.add(CUT);
        continuation.undo();
        assertThat(session.interventionsInForce().list()).containsExactly(ABLATION);
        assertThat(session.promptProperty().get()).isEqualTo(longer);
        continuation.undo();
        assertThat(session.promptProperty().get()).isEqualTo(PROMPT);
        continuation.undo();
        assertThat(session.interventionsProperty().get()).isEmpty();
        assertThat(continuation.undoableProperty().get()).isFalse();
        continuation.redo();
        continuation.redo();
        continuation.redo();
        assertThat(session.promptProperty().get()).isEqualTo(longer);
        assertThat(session.interventionsInForce().list()).containsExactly(ABLATION, CUT);
        assertThat(continuation.redoableProperty().get()).isFalse();
    }

    @Test
    void typingForgetsAddedTokensAndKeepsInterventions() {
        list.add(CUT);
        continuation.oneToken();
        session.promptProperty().set("Another text altogether, typed by hand");
        assertThat(reading().interventions().list()).containsExactly(CUT);
        continuation.undo();
        assertThat(session.interventionsProperty().get()).isEmpty();
        assertThat(session.promptProperty().get()).startsWith("Another text");
    }

    @Test
    void aMeanIsTakenOverThePromptHoweverLongTheTextGrows() {
        list.add(new Intervention.MeanHead(1, 2));
        int length = reading().tokens().size();
        Intervention bound = new Intervention.MeanHead(1, 2, length);
        assertThat(reading().interventions().list()).containsExactly(bound);
        continuation.oneToken();
        assertThat(reading().interventions().list()).containsExactly(bound);
        assertThat(reading().tokens()).hasSize(length + 1);
    }

    @Test
    void anotherModelBeginsWithNothingTakenOut() {
        list.add(ABLATION);
        opening.open(SampleModels.stories());
        assertThat(session.interventionsProperty().get()).isEmpty();
        assertThat(reading().interventions().list()).isEmpty();
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(history.undoableProperty().get()).isFalse();
    }

    @Test
    void anInspectionSeesTheInterventionsAndEndsWithTheModel() {
        list.add(ABLATION);
        Reading reading = reading();
        String z = "blocks.1.attn.hook_z";
        float[] seen =
                engine.inspect(
                        reading,
                        HookFilter.parse(z),
                        (model, activations, breath) -> {
                            breath.run();
                            return activations.get(z).data();
                        });
        int width = seen.length / reading.tokens().size();
        int head = width / reading.model().nHead();
        for (int i = 2 * head; i < 3 * head; i++) {
            assertThat(seen[i]).isZero();
        }
        opening.open(SampleModels.stories());
        assertThatThrownBy(() -> engine.inspect(reading, HookFilter.NONE, (m, a, breath) -> 0))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> engine.study(reading.model(), (m, breath) -> 0))
                .isInstanceOf(CancellationException.class);
    }
}
