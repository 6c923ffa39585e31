package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
    private static final int[] PROMPT = {1, 2};
    private static final int VOCAB = 5;
    private static final int LENGTH = 4;

    private record Scored(List<Integer> ids, double total) {}

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void enoughBeamsFindTheLikeliestOfAllTexts(String device) {
        try (Backend backend = Backends.open(device, 2);
                LanguageModel model = SmallModels.tiny(backend, VOCAB)) {
            List<Scored> all = new ArrayList<>();
            everything(model, List.of(), 0, Set.of(), all);
            all.sort(Comparator.comparingDouble((Scored text) -> -text.total));
            BeamSearch.Result result = search(model, settings(Set.of()), 125, 1);
            for (int i = 0; i < 20; i++) {
                assertThat(result.beams().get(i).ids()).isEqualTo(all.get(i).ids);
                assertThat(result.beams().get(i).totalLogprob())
                        .isCloseTo(all.get(i).total, Offset.offset(1e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"scalar, 0", "vector, 0", "vector, 1"})
    void textsThatEndAreFoundAmongAll(String device, double penalty) {
        try (Backend backend = Backends.open(device, 2);
                LanguageModel model = SmallModels.tiny(backend, VOCAB)) {
            List<Scored> all = new ArrayList<>();
            everything(model, List.of(), 0, Set.of(3), all);
            all.sort(Comparator.comparingDouble(text -> -score(text, penalty)));
            BeamSearch.Result result = search(model, settings(Set.of(3)), 200, penalty);
            for (int i = 0; i < 10; i++) {
                Scored best = all.get(i);
                Beam beam = result.beams().get(i);
                List<Integer> ids = new ArrayList<>(best.ids);
                ids.remove(Integer.valueOf(3));
                assertThat(beam.ids()).isEqualTo(ids);
                assertThat(beam.score()).isCloseTo(score(best, penalty), Offset.offset(1e-4));
            }
        }
    }

    /// Every text of LENGTH tokens, or up to a stop token, with its logprob from runs of its own.
    private static void everything(
            LanguageModel model,
            List<Integer> ids,
            double total,
            Set<Integer> stop,
            List<Scored> all) {
        boolean ended = !ids.isEmpty() && stop.contains(ids.getLast());
        if (ended || ids.size() == LENGTH) {
            all.add(new Scored(ids, total));
            return;
        }
        float[] logits = logits(model, ids);
        for (int id = 0; id < VOCAB; id++) {
            List<Integer> longer = new ArrayList<>(ids);
            longer.add(id);
            everything(model, longer, total + LogProbs.logProb(logits, id), stop, all);
        }
    }

    private static double score(Scored text, double penalty) {
        return text.total / Math.pow(text.ids.size(), penalty);
    }

    private static float[] logits(LanguageModel model, List<Integer> ids) {
        int[] text = Arrays.copyOf(PROMPT, PROMPT.length + ids.size());
        for (int i = 0; i < ids.size(); i++) {
            text[PROMPT.length + i] = ids.get(i);
        }
        return model.transformer().lastLogits(text, null, Hooks.none());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fewBeamsHoldTheLikeliestOfEachStep(int beams) {
        try (Backend backend = Backends.open(2);
                LanguageModel model = SmallModels.bytes(backend)) {
            List<Scored> held = List.of(new Scored(List.of(), 0));
            for (int step = 0; step < LENGTH; step++) {
                List<Scored> next = new ArrayList<>();
                for (Scored text : held) {
                    float[] logits = logits(model, text.ids);
                    for (int id = 0; id < logits.length; id++) {
                        List<Integer> longer = new ArrayList<>(text.ids);
                        longer.add(id);
                        next.add(new Scored(longer, text.total + LogProbs.logProb(logits, id)));
                    }
                }
                next.sort(Comparator.comparingDouble((Scored text) -> -text.total));
                held = next.subList(0, beams);
            }
            BeamSearch.Result result = search(model, settings(Set.of()), beams, 1);
            assertThat(result.beams())
                    .extracting(Beam::ids)
                    .isEqualTo(held.stream().map(Scored::ids).toList());
            assertThat(result.beams()).allMatch(beam -> beam.stop() == StopReason.MAX_TOKENS);
        }
    }

    @Test
    void everyTokenLookedAtIsRecordedWithItsFate() {
        try (Backend backend = Backends.open(2);
                LanguageModel model = SmallModels.bytes(backend)) {
            BeamSearch.Result result = search(model, settings(Set.of()), 3, 1);
            assertThat(result.nodes()).hasSize(LENGTH * 6);
            for (int depth = 1; depth <= LENGTH; depth++) {
                int now = depth;
                assertThat(result.nodes())
                        .filteredOn(node -> node.depth() == now)
                        .filteredOn(node -> node.fate() == BeamNode.Fate.KEPT)
                        .hasSize(3);
            }
            for (BeamNode node : result.nodes()) {
                double before =
                        node.parent() < 0 ? 0 : result.nodes().get(node.parent()).totalLogprob();
                assertThat(node.totalLogprob()).isEqualTo(before + node.logprob());
            }
            assertThat(result.cost().promptTokens()).isEqualTo(2);
            assertThat(result.cost().decodedTokens()).isEqualTo(3L * (LENGTH - 1));
        }
    }

    @Test
    void beamsStayWithinAGrammar() {
        Grammar grammar = Grammar.regex("(yes|no)!?");
        try (Backend backend = Backends.open(2);
                LanguageModel model = SmallModels.bytes(backend)) {
            GenerationSettings settings =
                    new GenerationSettings(
                                    SamplerChain.neutral(), 0, 9, Set.of(256), Interventions.NONE)
                            .within(grammar, model);
            BeamSearch.Result result = BeamSearch.search(model, PROMPT, settings, 4, 1, () -> true);
            assertThat(result.beams()).hasSize(4);
            assertThat(result.beams()).allMatch(beam -> grammar.matches(beam.text()));
            assertThat(result.beams()).extracting(Beam::text).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSearchTellsWhatItLooksAtAsItGoes() {
        List<Integer> sizes = new ArrayList<>();
        int[] runs = {0};
        BeamListener listener =
                new BeamListener() {
                    @Override
                    public boolean onStep(List<BeamNode> looked) {
                        sizes.add(looked.size());
                        return true;
                    }

                    @Override
                    public void onRun() {
                        runs[0]++;
                    }
                };
        try (Backend backend = Backends.open(2);
                LanguageModel model = SmallModels.bytes(backend)) {
            BeamSearch.Result result =
                    BeamSearch.search(model, PROMPT, settings(Set.of()), 3, 1, listener);
            assertThat(sizes).containsExactly(0, 6, 12, 18);
            assertThat(runs[0]).isEqualTo(1 + 3 * (LENGTH - 1));
            assertThat(result).isNotNull();
            assertThat(result.beams()).isEqualTo(search(model, settings(Set.of()), 3, 1).beams());
        }
    }

    @Test
    void aSearchCanBeStopped() {
        try (Backend backend = Backends.open(2);
                LanguageModel model = SmallModels.bytes(backend)) {
            int[] steps = {0};
            BeamSearch.Result result =
                    BeamSearch.search(
                            model, PROMPT, settings(Set.of()), 2, 1, () -> steps[0]++ < 2);
            assertThat(result.beams()).allMatch(beam -> beam.stop() == StopReason.CANCELLED);
            assertThat(result.beams()).allMatch(beam -> beam.ids().size() == 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            BeamSearch.search(model, PROMPT, settings(Set.of()), 0, 1, () -> true));
        }
    }

    private static BeamSearch.Result search(
            LanguageModel model, GenerationSettings settings, int beams, double penalty) {
        return BeamSearch.search(model, PROMPT, settings, beams, penalty, () -> true);
    }

    private static GenerationSettings settings(Set<Integer> stop) {
        return new GenerationSettings(SamplerChain.neutral(), 0, LENGTH, stop, Interventions.NONE);
    }
}
