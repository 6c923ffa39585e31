package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.glassformer.app.feature.sampling.SettingsViewModel.Program;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Entry;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainViewModelTest {

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
    private final ChainViewModel chain = sampling.chain();

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

    private ChainSettings settings() {
        return session.chainProperty().get();
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    private List<StageKind> cards() {
        return ChainViewModel.shown(settings()).stream().map(Entry::kind).toList();
    }

    private StageNote note(StageKind kind) {
        return chain.notesProperty().get().getOrDefault(kind, StageNote.NONE);
    }

    @Test
    void aFirstLookHasFourCardsInTheOrderOfLlamaCpp() {
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TOP_P, StageKind.MIN_P, StageKind.TEMPERATURE);
        assertThat(settings().entries()).hasSize(StageKind.values().length);
        assertThat(settings().order()).hasValue(Order.LLAMA_CPP);
    }

    @Test
    void presetsAreTheEnginesOwn() {
        chain.preset(Order.HUGGING_FACE);
        assertThat(cards())
                .containsExactly(
                        StageKind.TEMPERATURE, StageKind.TOP_K, StageKind.TOP_P, StageKind.MIN_P);
        assertThat(effective(settings().toChain()))
                .isEqualTo(effective(SamplerChain.huggingFaceDefaults()));
        chain.preset(Order.LLAMA_CPP);
        assertThat(effective(settings().toChain()))
                .isEqualTo(effective(SamplerChain.llamaCppDefaults()));
    }

    private static List<Stage> effective(SamplerChain chain) {
        return chain.stages().stream().filter(stage -> !stage.isNeutral()).toList();
    }

    @Test
    void anotherOrderKeepsTheValues() {
        chain.valueProperty(StageParameter.TOP_K).set(3);
        chain.reorder(Order.HUGGING_FACE);
        assertThat(settings().order()).hasValue(Order.HUGGING_FACE);
        assertThat(settings().stage(StageKind.TOP_K)).isEqualTo(new Cut.TopK(3, Cut.TieRule.KEEP));
        assertThat(settings().stage(StageKind.TEMPERATURE)).isEqualTo(new Stage.Temperature(0.8));
    }

    @ParameterizedTest
    @EnumSource(StageParameter.class)
    void everySliderAndItsStageAreOne(StageParameter parameter) {
        double value = parameter.isLast() || parameter == StageParameter.TOP_K ? 3 : 0.25;
        double wanted = parameter == StageParameter.DRY_LENGTH ? 3 : value;
        chain.valueProperty(parameter).set(wanted);
        assertThat(parameter.value(settings().stage(parameter.kind()))).isEqualTo(wanted);
        assertThat(settings().entry(parameter.kind()).on()).isTrue();
        session.chainProperty().set(ChainSettings.LLAMA_CPP);
        assertThat(chain.valueProperty(parameter).get())
                .isEqualTo(parameter.value(ChainSettings.LLAMA_CPP.stage(parameter.kind())));
    }

    @Test
    void aSwitchedOffStageKeepsItsValuesAndItsPlace() {
        int kept = trace().kept();
        chain.switchOn(StageKind.TOP_P, false);
        chain.switchOn(StageKind.TOP_K, false);
        chain.switchOn(StageKind.MIN_P, false);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TOP_P, StageKind.MIN_P, StageKind.TEMPERATURE);
        assertThat(trace().kept()).isEqualTo(trace().size());
        chain.switchOn(StageKind.TOP_P, true);
        chain.switchOn(StageKind.TOP_K, true);
        chain.switchOn(StageKind.MIN_P, true);
        assertThat(trace().kept()).isEqualTo(kept);
        assertThat(settings()).isEqualTo(ChainSettings.LLAMA_CPP);
    }

    @Test
    void aStageIsAddedAndTakenAway() {
        chain.switchOn(StageKind.TYPICAL, true);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K,
                        StageKind.TYPICAL,
                        StageKind.TOP_P,
                        StageKind.MIN_P,
                        StageKind.TEMPERATURE);
        chain.valueProperty(StageParameter.TYPICAL).set(0.5);
        assertThat(note(StageKind.TYPICAL).left()).contains("tokens");
        chain.reset(StageKind.TYPICAL);
        chain.switchOn(StageKind.TYPICAL, false);
        assertThat(cards()).doesNotContain(StageKind.TYPICAL);
    }

    @Test
    void cardsMovePastEachOther() {
        chain.move(StageKind.TEMPERATURE, -1);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TOP_P, StageKind.TEMPERATURE, StageKind.MIN_P);
        assertThat(settings().order()).isEmpty();
        chain.move(StageKind.TOP_K, -1);
        chain.move(StageKind.MIN_P, 1);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TOP_P, StageKind.TEMPERATURE, StageKind.MIN_P);
        chain.move(StageKind.TOP_K, 1);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_P, StageKind.TOP_K, StageKind.TEMPERATURE, StageKind.MIN_P);
        chain.moveBefore(StageKind.MIN_P, Optional.of(StageKind.TOP_P));
        assertThat(cards())
                .containsExactly(
                        StageKind.MIN_P, StageKind.TOP_P, StageKind.TOP_K, StageKind.TEMPERATURE);
        chain.moveBefore(StageKind.MIN_P, Optional.empty());
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_P, StageKind.TOP_K, StageKind.TEMPERATURE, StageKind.MIN_P);
        assertThat(trace().stages().getLast().name()).isEqualTo("min-p");
    }

    @Test
    void neutralGreedyAndCreative() {
        sampling.neutral();
        assertThat(trace().kept()).isEqualTo(trace().size());
        assertThat(trace().entropyBits()).isEqualTo(trace().rawEntropyBits());
        chain.greedy();
        assertThat(trace().kept()).isOne();
        chain.creative();
        assertThat(effective(settings().toChain()))
                .containsExactly(new Cut.MinP(0.05), new Stage.Temperature(1.2));
    }

    @Test
    void everyStageSaysWhatItDid() {
        chain.neutral();
        chain.valueProperty(StageParameter.TOP_K).set(7);
        chain.valueProperty(StageParameter.TEMPERATURE).set(0.5);
        assertThat(note(StageKind.TOP_K).left()).contains(Integer.toString(trace().size() - 7));
        assertThat(note(StageKind.TOP_K).right()).contains("%", "H ");
        assertThat(note(StageKind.TEMPERATURE).right()).contains("→").endsWith("bits");
    }

    @Test
    void penaltiesSeeTheText() {
        chain.neutral();
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        int last = reading.tokens().getLast().id();
        double before = trace().value(trace().rankOf(last));
        chain.valueProperty(StageParameter.PRESENCE).set(1.5);
        assertThat(trace().value(trace().rankOf(last))).isEqualTo(before - 1.5);
        long distinct = reading.tokens().stream().map(token -> token.id()).distinct().count();
        assertThat(note(StageKind.PRESENCE).left()).contains(Long.toString(distinct));
        assertThat(session.readingProperty().get()).isSameAs(reading);
    }

    @Test
    void aBiasBansOrRaisesATokenUntilAnotherModelComes() {
        int first = trace().id(0);
        chain.bias(first, -20);
        assertThat(trace().candidate(0)).isNotZero();
        assertThat(cards()).contains(StageKind.LOGIT_BIAS);
        chain.unbias(first);
        assertThat(chain.biases()).isEmpty();
        chain.bias(first, 3);
        session.modelProperty().set(null);
        assertThat(chain.biases()).isEmpty();
    }

    @Test
    void chanceIsTheSeeds() {
        chain.neutral();
        chain.valueProperty(StageParameter.XTC).set(0.5);
        chain.valueProperty(StageParameter.XTC_THRESHOLD).set(0.0);
        boolean acted = false;
        boolean rested = false;
        for (int seed = 0; seed < 12; seed++) {
            session.seedProperty().set(seed);
            acted |= trace().kept() < trace().size();
            rested |= trace().kept() == trace().size();
        }
        assertThat(acted && rested).isTrue();
    }

    @Test
    void theChainIsCopiedAsOtherProgramsSettings() {
        assertThat(sampling.settings().write(Program.LLAMA_CPP_JSON)).contains("\"top_k\"", "40");
        chain.valueProperty(StageParameter.XTC).set(0.5);
        assertThat(sampling.settings().write(Program.OPENAI)).contains("temperature");
        Notice notice = Objects.requireNonNull(session.noticeProperty().get());
        assertThat(notice.tone()).isEqualTo(Notice.Tone.WARNING);
        assertThat(notice.text()).contains("no xtc there", "no top-k there");
    }
}
