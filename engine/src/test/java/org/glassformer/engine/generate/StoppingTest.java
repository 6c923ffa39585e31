package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.glassformer.engine.sampling.grammar.GrammarException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private final Backend backend = Backends.open(2);
    private final LanguageModel model = SmallModels.bytes(backend);

    @AfterEach
    void close() {
        model.close();
        backend.close();
    }

    @Test
    void aStopTextAcrossTokensEndsTheTextAndIsNotShown() {
        String text = run(letters(20)).text();
        String stop = text.substring(4, 7);
        List<GeneratedToken> heard = new ArrayList<>();
        Generation cut =
                new Generator(model)
                        .generate(
                                SmallModels.PROMPT,
                                letters(20).withStopTexts(List.of("no such text", stop)),
                                heard::add);
        int at = text.indexOf(stop);
        assertThat(cut.stop()).isEqualTo(StopReason.STOP_TEXT);
        assertThat(cut.text()).isEqualTo(text.substring(0, at));
        assertThat(cut.tokens()).hasSize(at + 3).isEqualTo(heard);
        assertThat(String.join("", heard.stream().map(GeneratedToken::shown).toList()))
                .isEqualTo(cut.text());
    }

    @Test
    void whatOnlyLooksLikeAStopTextIsShownLater() {
        String text = run(letters(20)).text();
        String almost = text.substring(3, 6) + "!!";
        List<GeneratedToken> heard = new ArrayList<>();
        Generation generation =
                new Generator(model)
                        .generate(
                                SmallModels.PROMPT,
                                letters(20).withStopTexts(List.of(almost)),
                                heard::add);
        assertThat(generation.stop()).isEqualTo(StopReason.MAX_TOKENS);
        String shown = String.join("", heard.stream().map(GeneratedToken::shown).toList());
        assertThat(generation.text()).isEqualTo(text).startsWith(shown);
        String seen = "";
        for (int i = 0; i < heard.size(); i++) {
            seen += heard.get(i).shown();
            int held = i + 1 - seen.length();
            assertThat(almost).startsWith(text.substring(seen.length(), i + 1));
            assertThat(held).isBetween(0, almost.length() - 1);
        }
        assertThat(heard).anyMatch(token -> token.shown().isEmpty());
    }

    @Test
    void anEmptyStopTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1).withStopTexts(List.of("")));
    }

    @Test
    void aConstrainedTextIsWithinItsGrammarAndSaysWhatWasMasked() {
        Grammar grammar = Grammar.jsonSchema("{\"enum\": [[1,2],\"ja\",{\"a\":null}]}");
        for (int seed = 0; seed < 20; seed++) {
            Generation generation = run(settings(40).withSeed(seed).within(grammar, model));
            assertThat(grammar.matches(generation.text())).isTrue();
            assertThat(generation.stop()).isEqualTo(StopReason.GRAMMAR_COMPLETE);
            assertThat(generation.tokens())
                    .allMatch(token -> token.maskedMass() > 0 && token.maskedMass() < 1);
        }
    }

    @Test
    void aConstrainedTextMayEndWhereTheGrammarMay() {
        Grammar grammar = Grammar.regex("(ab)*");
        Generation generation = run(settings(40).within(grammar, model).withSeed(3));
        assertThat(generation.text()).matches("(ab)*a?");
        assertThat(generation.stop()).isIn(StopReason.STOP_TOKEN, StopReason.MAX_TOKENS);
    }

    @Test
    void logprobAndRankAreTheModelsOwnWhateverIsMasked() {
        Generation generation = run(settings(3).within(Grammar.regex("[xyz]{3}"), model));
        float[] logits = model.transformer().lastLogits(SmallModels.PROMPT, null, Hooks.none());
        GeneratedToken first = generation.tokens().getFirst();
        assertThat(first.drawn().logprob())
                .isCloseTo(LogProbs.logProb(logits, first.id()), Offset.offset(1e-4));
        assertThat(first.drawn().rank()).isEqualTo(LogProbs.rank(logits, first.id()));
        assertThat(first.drawn().candidates()).isLessThanOrEqualTo(3);
    }

    @Test
    void aGrammarThatTheTokensCannotSpellIsRefused() {
        try (LanguageModel few = SmallModels.tiny(backend, 80)) {
            assertThatThrownBy(() -> settings(1).within(Grammar.choices(List.of("zebra")), few))
                    .isInstanceOf(GrammarException.class);
        }
    }

    @Test
    void tokensOfThePromptAreScored() {
        int[] ids = {72, 105, 33, 10, 200, 72};
        List<TokenScore> scores =
                PromptScores.of(model.transformer(), ids, Interventions.NONE, () -> {});
        assertThat(scores).hasSize(6);
        assertThat(scores.getFirst().isScored()).isFalse();
        for (int i = 1; i < ids.length; i++) {
            int[] before = Arrays.copyOf(ids, i);
            float[] logits = model.transformer().lastLogits(before, null, Hooks.none());
            TokenScore score = scores.get(i);
            assertThat(score.logprob())
                    .isCloseTo(LogProbs.logProb(logits, ids[i]), Offset.offset(1e-4));
            assertThat(score.entropyBits())
                    .isCloseTo(LogProbs.entropyBits(logits), Offset.offset(1e-4));
            assertThat(score.rank()).isEqualTo(LogProbs.rank(logits, ids[i]));
            assertThat(score.surprisalBits()).isPositive();
        }
    }

    @Test
    void scoringTakesBreathAfterEveryStretch() {
        int[] ids = {72, 105, 33, 10, 200, 72};
        AtomicInteger breaths = new AtomicInteger();
        List<TokenScore> scores =
                PromptScores.of(
                        model.transformer(), ids, Interventions.NONE, 2, breaths::incrementAndGet);
        assertThat(breaths).hasValue(3);
        List<TokenScore> whole =
                PromptScores.of(model.transformer(), ids, Interventions.NONE, () -> {});
        for (int i = 1; i < ids.length; i++) {
            assertThat(scores.get(i).id()).isEqualTo(ids[i]);
            assertThat(scores.get(i).logprob())
                    .isCloseTo(whole.get(i).logprob(), Offset.offset(1e-5));
        }
    }

    private Generation run(GenerationSettings settings) {
        return new Generator(model).generate(SmallModels.PROMPT, settings, token -> true);
    }

    private GenerationSettings settings(int maxTokens) {
        return new GenerationSettings(
                SamplerChain.llamaCpp(0.8, 0, 1, 0),
                11,
                maxTokens,
                Set.of(256),
                Interventions.NONE);
    }

    /// Settings for texts of letters, a token each.
    private GenerationSettings letters(int maxTokens) {
        return settings(maxTokens).within(Grammar.regex("[a-z]*"), model);
    }
}
