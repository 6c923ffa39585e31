package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final GenerationSettings SETTINGS =
            new GenerationSettings(
                    SamplerChain.llamaCpp(0.9, 40, 0.95, 0),
                    5,
                    12,
                    Set.of(256),
                    Interventions.NONE);

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void everyAnswerIsWhatItsSeedGivesAlone(String device) {
        try (Backend backend = Backends.open(device, 2);
                LanguageModel model = SmallModels.bytes(backend)) {
            Answers answers =
                    Answers.write(model, SmallModels.PROMPT, SETTINGS, 5, (number, token) -> true);
            assertThat(answers.ranked()).hasSize(5);
            assertThat(answers.ranked())
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(
                                    answer -> -answer.generation().averageLogprob()));
            int tokens = 0;
            for (Answer answer : answers.ranked()) {
                assertThat(answer.seed()).isEqualTo(5L + answer.number());
                Generation alone =
                        new Generator(model)
                                .generate(
                                        SmallModels.PROMPT,
                                        SETTINGS.withSeed(answer.seed()),
                                        token -> true);
                assertThat(answer.generation().tokens()).isEqualTo(alone.tokens());
                assertThat(answer.generation().logprob()).isEqualTo(alone.logprob());
                tokens += alone.tokens().size();
            }
            assertThat(answers.cost().promptTokens()).isEqualTo(3);
            assertThat(answers.cost().decodedTokens()).isLessThanOrEqualTo(tokens);
        }
    }

    @Test
    void equalAnswersAreComputedOnce() {
        GenerationSettings greedy =
                new GenerationSettings(
                        SamplerChain.huggingFace(0, 0, 1, 0), 1, 8, Set.of(), Interventions.NONE);
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel model = SmallModels.bytes(backend)) {
            Answers answers =
                    Answers.write(model, SmallModels.PROMPT, greedy, 4, (number, token) -> true);
            assertThat(answers.cost().decodedTokens()).isEqualTo(7);
            assertThat(answers.ranked()).extracting(Answer::number).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void eachAnswerIsToldWhenItIsWritten() {
        List<Answer> told = new ArrayList<>();
        AnswerListener listener =
                new AnswerListener() {
                    @Override
                    public boolean onToken(int answer, GeneratedToken token) {
                        assertThat(told).hasSize(answer);
                        return true;
                    }

                    @Override
                    public void onAnswer(Answer answer) {
                        told.add(answer);
                    }
                };
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel model = SmallModels.bytes(backend)) {
            Answers answers = Answers.write(model, SmallModels.PROMPT, SETTINGS, 4, listener);
            assertThat(told).extracting(Answer::number).containsExactly(0, 1, 2, 3);
            assertThat(answers.ranked()).containsExactlyInAnyOrderElementsOf(told);
        }
    }

    @Test
    void stoppingKeepsWhatWasWritten() {
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel model = SmallModels.bytes(backend)) {
            List<Integer> heard = new ArrayList<>();
            Answers answers =
                    Answers.write(
                            model,
                            SmallModels.PROMPT,
                            SETTINGS,
                            9,
                            (number, token) -> {
                                heard.add(number);
                                return number < 2;
                            });
            assertThat(answers.ranked()).hasSize(3);
            assertThat(heard).contains(0, 1, 2).doesNotContain(3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Answers.write(model, SmallModels.PROMPT, SETTINGS, 0, (n, t) -> true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "last-number ~ so 3 + 4 = 7, thus $1,207.50. ~ 1207.5",
                "last-number ~ it is -12 ~ -12",
                "last-number ~ version v2 has 10.0 parts ~ 10",
                "last-number ~ none ~ ",
                "last-word ~ The answer is Yes. ~ yes",
                "last-word ~ it's L'Été! ~ l'été",
                "last-word ~ ... ~ ",
                "whole ~ 'a b ' ~ a b",
                "answer: (\\w+) ~ answer: a, no, answer: b! ~ b",
                "[A-D] ~ A or C ~ C"
            })
    void theRuleSaysWhatTheAnswerIs(String rule, String text, String answer) {
        assertThat(AnswerRule.parse(rule).find(text).orElse(null)).isEqualTo(answer);
    }

    @Test
    void rulesThatDoNotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AnswerRule.parse("(a"));
        AnswerRule endless = AnswerRule.parse("((a|b|ab)*)*\\1z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endless.find("ab".repeat(40)))
                .withMessageContaining("too many steps");
    }

    @Test
    void theMajorityWins() {
        Answers answers =
                new Answers(
                        List.of(
                                answer(0, "it is 4", -0.1),
                                answer(1, "it is 5", -0.2),
                                answer(2, "no idea", -0.3),
                                answer(3, "5.0", -0.4),
                                answer(4, "04", -0.5)),
                        new BranchCost(0, 0, 0, 0, 0, 0, 0));
        Vote vote = Vote.over(answers, new AnswerRule.LastNumber());
        assertThat(vote.winner()).contains("4");
        assertThat(vote.tallies())
                .containsExactly(
                        new Vote.Tally("4", List.of(0, 4), 0.4),
                        new Vote.Tally("5", List.of(1, 3), 0.4));
        assertThat(vote.without()).containsExactly(2);
    }

    private static Answer answer(int number, String text, double logprob) {
        Generation generation =
                new Generation(List.of(), List.of(), text, StopReason.STOP_TOKEN, logprob, 0, 0);
        return new Answer(number, number, generation, 1);
    }
}
