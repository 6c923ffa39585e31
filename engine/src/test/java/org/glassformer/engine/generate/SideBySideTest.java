package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final SamplerChain WARM = SamplerChain.neutral();
    private static final SamplerChain COLD = SamplerChain.llamaCpp(0.5, 20, 0.9, 0);

    private final Backend backend = Backends.open("scalar", 1);
    private final LanguageModel model = SmallModels.bytes(backend);

    @AfterEach
    void close() {
        model.close();
        backend.close();
    }

    private SideBySide.Side side(SamplerChain chain, long seed) {
        return new SideBySide.Side(model.transformer(), chain, seed);
    }

    private SideBySide.Task task(int most) {
        return new SideBySide.Task(SmallModels.PROMPT, most, at(256), null, Interventions.NONE);
    }

    private StopRule at(int... tokens) {
        Set<Integer> stops = Arrays.stream(tokens).boxed().collect(Collectors.toSet());
        return new StopRule(stops, List.of(), model.tokenizer());
    }

    private static SideBySideReport run(
            SideBySide.Side a, SideBySide.Side b, SideBySide.Task task) {
        return SideBySide.run(a, b, task, soFar -> true);
    }

    private static List<Integer> ids(List<DrawnToken> tokens) {
        return tokens.stream().map(DrawnToken::id).toList();
    }

    private List<Integer> alone(SamplerChain chain, long seed, int most) {
        GenerationSettings settings =
                new GenerationSettings(chain, seed, most, Set.of(256), Interventions.NONE);
        return new Generator(model)
                .generate(SmallModels.PROMPT, settings, token -> true).tokens().stream()
                        .map(GeneratedToken::id)
                        .toList();
    }

    @Test
    void bothTextsAreWhatTheirSettingsGiveAlone() {
        SideBySideReport report = run(side(WARM, 3), side(COLD, 3), task(30));
        assertThat(ids(report.first())).isEqualTo(alone(WARM, 3, 30));
        assertThat(ids(report.second())).isEqualTo(alone(COLD, 3, 30));
        assertThat(report.firstStop()).contains(StopReason.MAX_TOKENS);
        assertThat(report.secondStop()).contains(StopReason.MAX_TOKENS);
        assertThat(report.largestLogitDifference()).isZero();
    }

    @Test
    void theFirstDifferenceIsSeenFromBothSides() {
        SideBySideReport report = run(side(WARM, 3), side(COLD, 3), task(30));
        SideBySideReport.Difference difference = report.difference().orElseThrow();
        int step = difference.step();
        assertThat(ids(report.first()).subList(0, step))
                .isEqualTo(ids(report.second()).subList(0, step));
        int idA = report.first().get(step).id();
        int idB = report.second().get(step).id();
        assertThat(idA).isNotEqualTo(idB);
        assertThat(difference.first().drawn()).isEqualTo(report.first().get(step));
        assertThat(difference.second().drawn()).isEqualTo(report.second().get(step));
        assertThat(difference.first().ofSecond().id()).isEqualTo(idB);
        assertThat(difference.second().ofFirst().id()).isEqualTo(idA);
        assertThat(difference.first().drawn().u()).isEqualTo(difference.second().drawn().u());
        assertThat(difference.first().ofFirst().logit())
                .isEqualTo(difference.second().ofFirst().logit());
        assertThat(difference.first().ofFirst().probability())
                .isEqualTo(difference.first().drawn().probability());
    }

    @Test
    void theSameSettingsDoNotDiffer() {
        SideBySideReport report = run(side(COLD, 9), side(COLD, 9), task(12));
        assertThat(report.isSame()).isTrue();
        assertThat(report.second()).isEqualTo(report.first()).hasSize(12);
        assertThat(report.steps()).hasSize(12).allMatch(step -> step.divergence().isNone());
    }

    @Test
    void anotherSeedAloneDrawsOthersFromTheSameDistributions() {
        SideBySideReport report = run(side(WARM, 1), side(WARM, 2), task(12));
        assertThat(report.isSame()).isFalse();
        assertThat(report.steps()).allMatch(step -> step.divergence().isNone());
        SideBySideReport.Difference difference = report.difference().orElseThrow();
        assertThat(difference.first().drawn().u()).isNotEqualTo(difference.second().drawn().u());
    }

    @Test
    void theSameSeedGivesTheSameTokensOnScalarAndVector() {
        try (Backend vector = Backends.open("vector", 1);
                LanguageModel other = SmallModels.bytes(vector)) {
            SideBySide.Side there = new SideBySide.Side(other.transformer(), COLD, 5);
            SideBySideReport report = run(side(COLD, 5), there, task(40));
            assertThat(report.isSame()).isTrue();
            assertThat(report.largestLogitDifference()).isBetween(0f, 1e-3f);
            assertThat(report.steps()).allMatch(step -> step.divergence().totalVariation() < 1e-3);
        }
    }

    @Test
    void onAnotherDeviceTheLogitsAlongTheFirstTextAreThoseOfThatDevice() {
        try (Backend vector = Backends.open("vector", 1);
                LanguageModel other = SmallModels.bytes(vector)) {
            SideBySide.Side there = new SideBySide.Side(other.transformer(), WARM, 6);
            SideBySideReport report = run(side(WARM, 5), there, task(8));
            int[] ids = Arrays.copyOf(SmallModels.PROMPT, SmallModels.PROMPT.length + 7);
            for (int i = 0; i < 7; i++) {
                ids[SmallModels.PROMPT.length + i] = report.first().get(i).id();
            }
            float[] here = model.transformer().lastLogits(ids, null, Hooks.none());
            float[] away = other.transformer().lastLogits(ids, null, Hooks.none());
            float largest = 0;
            for (int id = 0; id < here.length; id++) {
                largest = Math.max(largest, Math.abs(here[id] - away[id]));
            }
            assertThat(report.steps().get(7).logitDifference()).isCloseTo(largest, within(1e-4f));
        }
    }

    @Test
    void theFullContextEndsBoth() {
        SideBySideReport report = run(side(WARM, 3), side(COLD, 3), task(500));
        int room = SmallModels.CONTEXT - SmallModels.PROMPT.length + 1;
        assertThat(report.firstStop()).contains(StopReason.CONTEXT_FULL);
        assertThat(report.secondStop()).contains(StopReason.CONTEXT_FULL);
        assertThat(report.first()).hasSize(room);
        assertThat(report.second()).hasSize(room);
    }

    @Test
    void aStopTokenOfOneLetsTheOtherGoOn() {
        int stop = alone(WARM, 3, 30).get(20);
        int step = alone(WARM, 3, 30).indexOf(stop);
        SideBySide.Task task =
                new SideBySide.Task(SmallModels.PROMPT, 30, at(stop), null, Interventions.NONE);
        SideBySideReport report = run(side(WARM, 3), side(WARM, 4), task);
        assertThat(report.first()).hasSize(step);
        assertThat(report.firstStop()).contains(StopReason.STOP_TOKEN);
        assertThat(report.secondStop()).isPresent();
        assertThat(report.difference()).isPresent();
    }

    @Test
    void aStopTextEndsEachTextWhereItEndsAlone() {
        GenerationSettings letters =
                GenerationSettings.of(model, WARM, 3, 30).within(Grammar.regex("[a-d]{30}"), model);
        GenerationSettings other = letters.withSeed(4);
        for (int from = 2; from < 20; from += 3) {
            String stop = text(from % 2 == 0 ? letters : other).substring(from, from + 3);
            List<String> stops = List.of("no such text", stop);
            Generation a = generate(letters.withStopTexts(stops));
            Generation b = generate(other.withStopTexts(stops));
            SideBySide.Task task =
                    new SideBySide.Task(
                            SmallModels.PROMPT,
                            30,
                            new StopRule(letters.stopTokens(), stops, model.tokenizer()),
                            Objects.requireNonNull(letters.grammar()).start(),
                            Interventions.NONE);
            SideBySideReport report = run(side(WARM, 3), side(WARM, 4), task);
            assertThat(ids(report.first())).isEqualTo(ids(a));
            assertThat(ids(report.second())).isEqualTo(ids(b));
            assertThat(report.firstStop()).contains(a.stop());
            assertThat(report.secondStop()).contains(b.stop());
            assertThat(List.of(a.stop(), b.stop())).contains(StopReason.STOP_TEXT);
        }
    }

    @Test
    void aStopTextEndsTextsThatDoNotDifferTogether() {
        String stop = text(GenerationSettings.of(model, COLD, 9, 12)).substring(4, 6);
        SideBySide.Task task =
                new SideBySide.Task(
                        SmallModels.PROMPT,
                        12,
                        new StopRule(Set.of(256), List.of(stop), model.tokenizer()),
                        null,
                        Interventions.NONE);
        SideBySideReport report = run(side(COLD, 9), side(COLD, 9), task);
        assertThat(report.isSame()).isTrue();
        assertThat(report.second()).isEqualTo(report.first()).hasSizeLessThan(12);
        assertThat(report.firstStop()).contains(StopReason.STOP_TEXT);
        assertThat(report.secondStop()).contains(StopReason.STOP_TEXT);
    }

    private Generation generate(GenerationSettings settings) {
        return new Generator(model).generate(SmallModels.PROMPT, settings, token -> true);
    }

    private String text(GenerationSettings settings) {
        return generate(settings).text();
    }

    private static List<Integer> ids(Generation generation) {
        return generation.tokens().stream().map(GeneratedToken::id).toList();
    }

    @Test
    void anEmptyStopTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopRule(Set.of(), List.of(""), model.tokenizer()))
                .withMessageContaining("empty");
    }

    @Test
    void bothStayWithinAGrammar() {
        GenerationSettings settings =
                GenerationSettings.of(model, WARM, 0, 0).within(Grammar.regex("[a-z]{3,9}"), model);
        SideBySide.Task task =
                new SideBySide.Task(
                        SmallModels.PROMPT,
                        30,
                        new StopRule(settings.stopTokens(), List.of(), model.tokenizer()),
                        Objects.requireNonNull(settings.grammar()).start(),
                        Interventions.NONE);
        SideBySideReport report = run(side(WARM, 1), side(COLD, 2), task);
        for (List<DrawnToken> text : List.of(report.first(), report.second())) {
            assertThat(ids(text)).allMatch(id -> id >= 'a' && id <= 'z').hasSizeBetween(3, 9);
        }
    }

    @Test
    void interventionsAreInForceOnBothSides() {
        Interventions ablated =
                new Interventions(List.of(new Intervention.ScaleHead(0, Intervention.ALL, 0)));
        SideBySide.Task task = new SideBySide.Task(SmallModels.PROMPT, 10, at(256), null, ablated);
        SideBySideReport with = run(side(WARM, 3), side(WARM, 3), task);
        assertThat(with.isSame()).isTrue();
        assertThat(with.first().getFirst().logprob())
                .isNotEqualTo(
                        run(side(WARM, 3), side(WARM, 3), task(10)).first().getFirst().logprob());
    }

    @Test
    void whatIsKnownWhenItIsStoppedCounts() {
        SideBySideReport report =
                SideBySide.run(
                        side(WARM, 3), side(COLD, 3), task(30), soFar -> soFar.first().size() < 5);
        assertThat(report.first()).hasSize(5);
        assertThat(report.firstStop()).contains(StopReason.CANCELLED);
        assertThat(report.secondStop()).contains(StopReason.CANCELLED);
    }

    @Test
    void impossibleTasksAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> task(-1));
        SideBySide.Task tooLong =
                new SideBySide.Task(new int[100], 1, at(), null, Interventions.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(side(WARM, 1), side(COLD, 1), tooLong))
                .withMessageContaining("do not fit");
    }
}
