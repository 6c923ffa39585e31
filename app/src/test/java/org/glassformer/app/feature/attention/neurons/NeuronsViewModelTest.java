package org.glassformer.app.feature.attention.neurons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuronsViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final NeuronsViewModel model =
            new NeuronsViewModel(
                    session, engine, new InterventionList(session, new History()), runner);

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void openModel() {
        assertThat(reader).isNotNull();
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    private Neuron chosen() {
        return Objects.requireNonNull(model.chosenProperty().get());
    }

    private NeuronAlong along() {
        return Objects.requireNonNull(model.alongProperty().get());
    }

    @Test
    void theNeuronIsTakenOutByZeroAndByMeanAndItsMlpToo() {
        Neuron first = Objects.requireNonNull(model.chosenProperty().get());
        float[] plain = Objects.requireNonNull(session.readingProperty().get()).logits().clone();
        model.ablate(false);
        model.ablateMlp();
        assertThat(session.interventionsInForce().list())
                .contains(
                        new Intervention.ScaleNeuron(first.layer(), first.number(), 0),
                        new Intervention.ScaleMlp(first.layer(), 0));
        assertThat(Objects.requireNonNull(session.readingProperty().get()).logits())
                .isNotEqualTo(plain);
        assertThat(first.name()).isEqualTo("L" + first.layer() + ".N" + first.number());
    }

    @Test
    void theTokensThatTheNeuronPromotesAndDemotesAreNamed() {
        List<String> before = model.tokens().promotedProperty().get();
        assertThat(before).isNotEmpty();
        assertThat(model.tokens().demotedProperty().get()).isNotEmpty().isNotEqualTo(before);
        model.chosenProperty().set(model.strongestProperty().get().get(3));
        assertThat(model.tokens().promotedProperty().get()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void theStrongestAreListedByTheChosenMeasure() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        List<Neuron> byEffect = model.strongestProperty().get();
        assertThat(byEffect).hasSize(100);
        assertThat(byEffect)
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(Math.abs(b.effect()), Math.abs(a.effect())));
        model.measureProperty().set(NeuronMeasure.ACTIVATION);
        assertThat(model.strongestProperty().get())
                .isSortedAccordingTo((a, b) ->
                        Double.compare(Math.abs(b.activation()), Math.abs(a.activation())));
        assertThat(model.positionProperty().get())
                .contains("at " + (reading().tokens().size() - 1));
    }

    @Test
    void theSelectedTokenHasItsOwnStrongest() {
        List<Neuron> last = model.strongestProperty().get();
        session.selectedTokenProperty().set(0);
        assertThat(model.strongestProperty().get()).isNotEqualTo(last);
        assertThat(model.positionProperty().get()).contains("at 0");
        model.select(0);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        model.select(2);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(2);
        model.hover(1);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(1);
    }

    @Test
    void oneLayerAloneCanBeListed() {
        model.everyLayerProperty().set(false);
        assertThat(model.strongestProperty().get()).allMatch(neuron -> neuron.layer() == 0);
        session.layerProperty().set(1);
        assertThat(model.strongestProperty().get()).allMatch(neuron -> neuron.layer() == 1);
        assertThat(chosen().layer()).isEqualTo(1);
    }

    @Test
    void theChosenNeuronIsFollowedAlongTheText() {
        Neuron third = model.strongestProperty().get().get(2);
        model.chosenProperty().set(third);
        float[] expected =
                engine.inspect(
                        reading(),
                        HookFilter.ALL,
                        (transformer, activations, breath) -> {
                            float[] data =
                                    activations
                                            .get(HookNames.block(third.layer()).mlpPost())
                                            .data();
                            int width = transformer.config().ffnSize();
                            float[] row = new float[data.length / width];
                            for (int t = 0; t < row.length; t++) {
                                row[t] = data[t * width + third.number()];
                            }
                            return row;
                        });
        assertThat(along().activations()).containsExactly(expected);
        int last = expected.length - 1;
        assertThat(third.activation()).isCloseTo(expected[last], within(1e-6));
        assertThat(model.alongTitleProperty().get()).contains(third.name());
        int most = along().largest(1).getFirst();
        assertThat(model.extremesProperty().get())
                .contains("Largest: " + along().labels().get(most) + " (at " + most + ")");
        assertThat(along().magnitude()).isPositive();
    }

    @Test
    void theFollowedNeuronStaysFromPositionToPosition() {
        Neuron second = model.strongestProperty().get().get(1);
        model.chosenProperty().set(second);
        session.selectedTokenProperty().set(1);
        assertThat(chosen().isSame(second)).isTrue();
        session.promptProperty().set("Once upon a time, a ball");
        assertThat(chosen().isSame(second)).isTrue();
        assertThat(along().activations()).hasSize(reading().tokens().size());
    }

    @Test
    void outOfViewNothingIsReadOrKept() {
        int before = along().activations().length;
        model.shownProperty().set(false);
        session.promptProperty().set("Once upon a time, there was");
        assertThat(along().activations()).hasSize(before);
        assertThat(model.staleProperty().get()).isTrue();
        model.shownProperty().set(true);
        assertThat(along().activations()).hasSize(reading().tokens().size());
        assertThat(model.staleProperty().get()).isFalse();
    }

    @Test
    void everyNumberCanBeExported() {
        assertThat(model.listNumbers().orElseThrow().rows()).isEqualTo(100);
        assertThat(model.alongNumbers().orElseThrow().rows()).isEqualTo(reading().tokens().size());
        assertThat(model.listCaption().settings())
                .extracting("name")
                .contains("sorted by", "model");
        assertThat(model.alongCaption().title()).isEqualTo("Neuron along the text");
        assertThat(model.noteProperty().get()).isEmpty();
    }
}
