package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention.PatchResidual;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class GeneratorTest {
    private static final int CONTEXT = 24;
    private static final int[] PROMPT = {72, 105, 33};
    private static final SamplerChain GREEDY = SamplerChain.huggingFace(0, 0, 1, 0);

    private final Backend backend = Backends.open(2);
    private final LanguageModel model = tiny(backend);

    @AfterEach
    void close() {
        model.close();
        backend.close();
    }

    @Test
    void sameSeedSameTokens() {
        assertThat(ids(run(7, 12))).isEqualTo(ids(run(7, 12))).isNotEqualTo(ids(run(8, 12)));
    }

    @Test
    void sameSeedSameTokensOnAnyNumberOfThreads() {
        List<Integer> here = ids(run(7, 12));
        try (Backend one = Backends.open(backend.name(), 1);
                LanguageModel other = tiny(one)) {
            assertThat(ids(new Generator(other).generate(PROMPT, settings(7, 12), t -> true)))
                    .isEqualTo(here);
        }
    }

    @Test
    void oneByOneGivesTheSameAsOneRun() {
        List<Integer> whole = ids(run(3, 6));
        int[] text = PROMPT;
        for (int id : whole) {
            Generation one = new Generator(model).generate(text, settings(3, 1), t -> true);
            assertThat(ids(one)).containsExactly(id);
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = id;
        }
    }

    @Test
    void logprobsAreThoseOfTheWholeText() {
        Generation generation = run(5, 5);
        List<Integer> text = new ArrayList<>(generation.promptIds());
        for (GeneratedToken token : generation.tokens()) {
            int[] before = text.stream().mapToInt(Integer::intValue).toArray();
            float[] logits = model.transformer().lastLogits(before, null, Hooks.none());
            assertThat(token.drawn().logprob())
                    .isCloseTo(LogProbs.logProb(logits, token.id()), Offset.offset(1e-4));
            text.add(token.id());
        }
    }

    @Test
    void theListenerStopsIt() {
        List<GeneratedToken> heard = new ArrayList<>();
        GenerationListener listener = token -> heard.add(token) && heard.size() < 3;
        Generation generation = new Generator(model).generate(PROMPT, settings(1, 12), listener);
        assertThat(generation.stop()).isEqualTo(StopReason.CANCELLED);
        assertThat(generation.tokens()).hasSize(3).isEqualTo(heard);
    }

    @Test
    void aFullContextEndsIt() {
        Generation generation = run(1, 100);
        assertThat(generation.stop()).isEqualTo(StopReason.CONTEXT_FULL);
        assertThat(generation.tokens()).hasSize(CONTEXT - PROMPT.length + 1);
    }

    @Test
    void aStopTokenEndsItAndIsNoPartOfIt() {
        int first = run(1, 1).tokens().getFirst().id();
        GenerationSettings settings =
                new GenerationSettings(settings(1, 1).chain(), 1, 5, Set.of(first), none());
        Generation generation = new Generator(model).generate(PROMPT, settings, t -> true);
        assertThat(generation.stop()).isEqualTo(StopReason.STOP_TOKEN);
        assertThat(generation.tokens()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ablate:*.*", "mean:*.*", "scale:1.*=3", "cut:*.*:5>1", "mask:0"})
    void interventionsStayInForce(String spec) {
        staysInForce(Interventions.parse(List.of(spec)));
    }

    @Test
    void patchesStayInForce() {
        Hooks other = Hooks.watching(HookFilter.ALL);
        model.transformer().lastLogits(new int[] {1, 2, 3, 4, 5, 6}, null, other);
        staysInForce(
                Interventions.NONE
                        .with(PatchResidual.from(other.cache(), 3, 0, ResidualPlace.MID, 1))
                        .with(PatchResidual.from(other.cache(), 5, 1, ResidualPlace.PRE, 5)));
    }

    /// Every token generated is the likeliest of a run from scratch with the same interventions, the
    /// means taken over the prompt.
    private void staysInForce(Interventions interventions) {
        GenerationSettings greedy = new GenerationSettings(GREEDY, 1, 8, Set.of(), interventions);
        List<Integer> changed = ids(new Generator(model).generate(PROMPT, greedy, t -> true));
        int[] text = Arrays.copyOf(PROMPT, PROMPT.length + changed.size());
        Interventions bound = interventions.withMeansOver(PROMPT.length);
        for (int i = 0; i < changed.size(); i++) {
            int[] before = Arrays.copyOf(text, PROMPT.length + i);
            Hooks hooks = Hooks.of(HookFilter.NONE, bound);
            float[] logits = model.transformer().lastLogits(before, null, hooks);
            assertThat(LogProbs.rank(logits, changed.get(i))).isEqualTo(1);
            text[PROMPT.length + i] = changed.get(i);
        }
    }

    @Test
    void idsThatTheTokenizerDoesNotHaveSayNothing() {
        ModelConfig padded = ModelConfig.gpt2(2, 4, 16, 2 * 257, CONTEXT);
        try (LanguageModel wide = model(padded, backend)) {
            Generation generation = new Generator(wide).generate(PROMPT, flat(16), token -> true);
            assertThat(ids(generation)).hasSize(16).anyMatch(id -> id >= 257);
            assertThat(generation.tokens())
                    .filteredOn(token -> token.id() >= 257)
                    .allMatch(token -> token.text().isEmpty());
        }
    }

    @Test
    void textsEndAtTheEndTokensAndAtEndOfText() {
        ModelConfig config = ModelConfig.gpt2(1, 2, 8, 257, CONTEXT).withTokens(-1, List.of(3));
        try (LanguageModel ending = model(config, backend)) {
            assertThat(GenerationSettings.of(ending, GREEDY, 1, 5).stopTokens())
                    .containsExactlyInAnyOrder(3, 256);
        }
    }

    @Test
    void anEmptyTextBeginsWithTheStartToken() {
        ModelConfig config = ModelConfig.gpt2(1, 2, 8, 257, CONTEXT);
        try (LanguageModel none = model(config, backend);
                LanguageModel some = model(config.withTokens(5, List.of(3)), backend);
                LanguageModel wrong = model(config.withTokens(999, List.of(999)), backend)) {
            assertThat(none.promptIds("")).containsExactly(256);
            assertThat(some.promptIds("")).containsExactly(5);
            assertThat(wrong.promptIds("")).containsExactly(256);
            assertThat(some.promptIds("Hi")).containsExactly('H', 'i');
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void aPromptOfUnknownTokensIsRefused(int id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Generator(model).generate(new int[] {id}, settings(1, 1), t -> true))
                .withMessageContaining("token " + id);
    }

    @Test
    void aPromptLongerThanTheContextIsRefused() {
        int[] prompt = new int[CONTEXT + 1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator(model).generate(prompt, settings(1, 1), t -> true))
                .withMessageContaining("context of " + CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void stories260KTellsItsStory(String device) {
        Path folder = References.path("stories260K");
        JsonNode greedy = References.json("stories260K/greedy.json");
        try (Backend chosen = Backends.open(device, 2);
                LanguageModel stories = LanguageModel.open(folder, chosen)) {
            GenerationSettings settings = new GenerationSettings(GREEDY, 1, 256, Set.of(), none());
            Generation generation =
                    new Generator(stories).generate(stories.promptIds(""), settings, t -> true);
            for (int i = 0; i < 256; i++) {
                assertThat(generation.tokens().get(i).id())
                        .as("token %d", i + 1)
                        .isEqualTo(greedy.get("ids").get(i + 1).intValue());
            }
            assertThat(generation.text().strip())
                    .isEqualTo(greedy.get("text").stringValue().strip());
        }
    }

    private Generation run(long seed, int tokens) {
        return new Generator(model).generate(PROMPT, settings(seed, tokens), token -> true);
    }

    private static GenerationSettings settings(long seed, int tokens) {
        SamplerChain chain = SamplerChain.llamaCpp(0.9, 50, 0.95, 0);
        return new GenerationSettings(chain, seed, tokens, Set.of(), none());
    }

    private static Interventions none() {
        return Interventions.NONE;
    }

    private static List<Integer> ids(Generation generation) {
        return generation.tokens().stream().map(GeneratedToken::id).toList();
    }

    private static GenerationSettings flat(int tokens) {
        SamplerChain chain = SamplerChain.llamaCpp(100, 0, 1, 0);
        return new GenerationSettings(chain, 1, tokens, Set.of(), none());
    }

    private static LanguageModel tiny(Backend backend) {
        return model(ModelConfig.gpt2(2, 4, 16, 256, CONTEXT), backend);
    }

    private static LanguageModel model(ModelConfig config, Backend backend) {
        return new LanguageModel(
                Path.of("tiny"), TestModels.randomised(config, backend, 5), Tokenizers.bytes());
    }
}
