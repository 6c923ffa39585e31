package org.glassformer.app.feature.attention.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.analysis.DistributionChange;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.Generator;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The bars and the generated tokens against the scalar engine, recomputed from scratch.
class OutcomeOracleTest {

    private static final String PROMPT = "Once upon a time, there was a little girl named Mia.";
    private static final List<Intervention> WANTED =
            List.of(
                    new Intervention.CutEdge(2, 3, 9, 4),
                    new Intervention.MeanHead(1, 1),
                    new Intervention.ScaleHead(0, 2, -0.5f),
                    new Intervention.MaskKey(5));

    private final OutcomeLab lab = new OutcomeLab(new DirectTaskRunner());

    @BeforeEach
    void open() {
        lab.session().promptProperty().set(PROMPT);
        lab.opening().open(SampleModels.stories());
        WANTED.forEach(lab.list()::add);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void theBarsAreTheSoftmaxOfTheScalarModelsLogits() {
        ChangeBarsData rows = lab.model().nextTokens().rowsProperty().get();
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel model =
                        LanguageModel.open(SampleModels.stories(), backend, part -> {})) {
            int[] ids = model.promptIds(PROMPT);
            float[] before = model.transformer().lastLogits(ids, null, Hooks.none());
            float[] after =
                    model.transformer()
                            .lastLogits(
                                    ids,
                                    null,
                                    Hooks.of(HookFilter.NONE, new Interventions(WANTED)));
            DistributionChange wanted = DistributionChange.of(before, after);
            assertThat(rows.compared()).isTrue();
            assertThat(rows.rows()).hasSizeGreaterThan(49);
            for (ChangeBarsData.Row row : rows.rows()) {
                assertThat(row.before()).isCloseTo(wanted.before(row.id()), within(1e-4));
                assertThat(row.after()).isCloseTo(wanted.after(row.id()), within(1e-4));
            }
            DistributionChange shown =
                    Objects.requireNonNull(lab.model().nextTokens().outcomeProperty().get())
                            .change();
            assertThat(shown.klBits()).isCloseTo(wanted.klBits(), within(1e-4)).isPositive();
            assertThat(shown.totalVariation())
                    .isCloseTo(wanted.totalVariation(), within(1e-4))
                    .isPositive();
        }
    }

    @Test
    void generationGoesOnWithTheInterventionsAsTheEnginesOwnDoes() {
        int start = lab.session().tokensProperty().get().size();
        lab.session().chainProperty().set(ChainSettings.LLAMA_CPP);
        lab.continuation().generate(8);
        lab.model().one();
        List<Integer> shown =
                lab.session().tokensProperty().get().stream()
                        .skip(start)
                        .map(SessionToken::id)
                        .toList();
        try (Backend backend = Backends.open(lab.reading().model().device(), 1);
                LanguageModel model =
                        LanguageModel.open(SampleModels.stories(), backend, part -> {})) {
            GenerationSettings settings =
                    GenerationSettings.of(
                                    model,
                                    ChainSettings.LLAMA_CPP.toChain(),
                                    lab.session().seedProperty().get(),
                                    9)
                            .with(new Interventions(WANTED));
            List<Integer> wanted =
                    new Generator(model)
                                    .generate(model.promptIds(PROMPT), settings, token -> true)
                                    .tokens()
                                    .stream()
                                    .map(GeneratedToken::id)
                                    .toList();
            assertThat(shown).isEqualTo(wanted).hasSize(9);
        }
        assertThat(lab.model().nextTokens().rowsProperty().get().compared()).isTrue();
        assertThat(
                        Objects.requireNonNull(lab.model().nextTokens().outcomeProperty().get())
                                .reading())
                .isEqualTo(lab.reading());
    }
}
