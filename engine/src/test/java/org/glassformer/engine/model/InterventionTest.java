package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.hook.ResidualVector;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Interventions alone and together, with and without a cache, on every device.
final class InterventionTest {
    private static final int[] IDS = {3, 1, 4, 1, 5, 9, 2, 6, 5};
    private static final int[] OTHER = {8, 7, 9, 3, 2, 3, 8, 4, 6};
    private static final int PROMPT = 5;

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void everyKindGivesTheSameWithAndWithoutACacheOnEveryDevice(TestModels.Family family) {
        try (Backend scalar = Backends.open("scalar", 1);
                Backend vector = Backends.open("vector", 2);
                Transformer slow = TestModels.model(family, scalar, 1);
                Transformer fast = TestModels.model(family, vector, 1)) {
            float[] untouched = all(slow, Interventions.NONE);
            for (Interventions interventions : kinds(slow)) {
                float[] expected = all(slow, interventions);
                assertThat(expected).as("%s", interventions).isNotEqualTo(untouched);
                TransformerTest.assertClose(all(fast, interventions), expected);
                TransformerTest.assertClose(grown(slow, interventions), after(expected));
                TransformerTest.assertClose(grown(fast, interventions), after(expected));
            }
        }
    }

    /// One of each kind, then all of them at once.
    private static List<Interventions> kinds(Transformer model) {
        ActivationCache other = watched(model, OTHER, Interventions.NONE);
        List<Intervention> all =
                Stream.<Intervention>of(
                                new Intervention.ScaleHead(0, 1, 0),
                                new Intervention.ScaleHead(1, Intervention.ALL, 0.5f),
                                new Intervention.MeanHead(1, 2, PROMPT),
                                new Intervention.MeanHead(0, Intervention.ALL, 3),
                                new Intervention.CutEdge(1, 0, 2, 1),
                                new Intervention.CutEdge(Intervention.ALL, 3, 7, 6),
                                new Intervention.MaskKey(4),
                                new Intervention.ScaleNeuron(0, 5, -3),
                                new Intervention.MeanNeuron(1, 7, PROMPT),
                                new Intervention.ScaleMlp(1, 0),
                                new Intervention.ScaleMlp(Intervention.ALL, 0.5f),
                                new Intervention.MeanMlp(0, 3),
                                patch(other, 0, ResidualPlace.PRE, 1),
                                patch(other, 0, ResidualPlace.ATTN_OUT, 2),
                                patch(other, 1, ResidualPlace.MID, 3),
                                patch(other, 0, ResidualPlace.MLP_OUT, 7),
                                patch(other, 1, ResidualPlace.POST, 8),
                                patch(other, 0, ResidualPlace.POST, 0))
                        .filter(one -> possible(model.config(), one))
                        .toList();
        return Stream.concat(
                        all.stream().map(one -> new Interventions(List.of(one))),
                        Stream.of(new Interventions(all)))
                .toList();
    }

    /// Neurons of a mixture of experts cannot be changed.
    private static boolean possible(ModelConfig config, Intervention one) {
        return switch (one) {
            case Intervention.ScaleNeuron i -> config.experts(i.layer()).isEmpty();
            case Intervention.MeanNeuron i -> config.experts(i.layer()).isEmpty();
            default -> true;
        };
    }

    @Test
    void patchingEverythingOfTheLastBlockGivesTheOtherPromptsLogits() {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            ActivationCache other = watched(model, OTHER, Interventions.NONE);
            Interventions patches = Interventions.NONE;
            for (int t = 0; t < IDS.length; t++) {
                patches = patches.with(patch(other, 1, ResidualPlace.POST, t));
            }
            float[] expected =
                    backend.read(model.forward(OTHER, null, Hooks.none(), LogitRows.ALL));
            assertThat(all(model, patches)).isEqualTo(expected);
        }
    }

    @Test
    void aPatchChangesNothingBeforeItAndShowsInItsHook() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ActivationCache before = watched(model, IDS, Interventions.NONE);
            ActivationCache other = watched(model, OTHER, Interventions.NONE);
            Intervention.PatchResidual patch = patch(other, 0, ResidualPlace.MID, 4);
            ActivationCache after = watched(model, IDS, Interventions.NONE.with(patch));
            String name = ResidualPlace.MID.hookName(0);
            assertThat(TestModels.row(after.get(name).data(), 4, 16))
                    .isEqualTo(TestModels.row(other.get(name).data(), 4, 16));
            String post = ResidualPlace.POST.hookName(1);
            for (int t = 0; t < 4; t++) {
                assertThat(TestModels.row(after.get(post).data(), t, 16))
                        .isEqualTo(TestModels.row(before.get(post).data(), t, 16));
            }
            assertThat(TestModels.row(after.get(post).data(), 8, 16))
                    .isNotEqualTo(TestModels.row(before.get(post).data(), 8, 16));
        }
    }

    @Test
    void theOrderOfTheListCounts() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ResidualVector ones = new ResidualVector(new float[16]);
            Intervention first = new Intervention.PatchResidual(1, ResidualPlace.POST, 8, ones);
            Intervention second =
                    patch(watched(model, OTHER, Interventions.NONE), 1, ResidualPlace.POST, 8);
            assertThat(all(model, new Interventions(List.of(first, second))))
                    .isEqualTo(all(model, new Interventions(List.of(second))))
                    .isNotEqualTo(all(model, new Interventions(List.of(second, first))));
        }
    }

    @Test
    void aMeanThatAGrowingCacheWouldMakeInexactIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1);
                KvCache cache = model.newCache(9)) {
            refused(model, cache, new int[] {1, 2}, mean(3), "3 positions needs them in one run");
            run(model, cache, new int[] {1, 2, 3}, mean(Intervention.ALL));
            refused(model, cache, new int[] {4}, mean(Intervention.ALL), "while the text grows");
            refused(model, cache, new int[] {4}, mean(2), "was not filled with the mean");
            run(model, cache, new int[] {4}, mean(3));
            cache.truncate(2);
            refused(model, cache, new int[] {4}, mean(3), "was not filled with the mean");
            assertThat(cache.length()).isEqualTo(2);
        }
    }

    @Test
    void aPatchThatDoesNotFitIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            ResidualVector narrow = new ResidualVector(new float[3]);
            Intervention wrong = new Intervention.PatchResidual(0, ResidualPlace.MID, 0, narrow);
            refused(model, null, IDS, Interventions.NONE.with(wrong), "3 channels");
            ResidualVector fits = new ResidualVector(new float[16]);
            Intervention deep = new Intervention.PatchResidual(2, ResidualPlace.MID, 0, fits);
            refused(model, null, IDS, Interventions.NONE.with(deep), "no layer 2");
            ActivationCache other = watched(model, OTHER, Interventions.NONE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Intervention.PatchResidual.from(other, 9, 0, ResidualPlace.MID, 0))
                    .withMessageContaining("no position 9");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ResidualVector(new float[] {Float.NaN}));
        }
    }

    private static Intervention.PatchResidual patch(
            ActivationCache other, int layer, ResidualPlace place, int position) {
        return Intervention.PatchResidual.from(other, position, layer, place, position);
    }

    private static Interventions mean(int over) {
        return Interventions.NONE.with(new Intervention.MeanHead(0, 1, over));
    }

    private static float[] run(
            Transformer model, @Nullable KvCache cache, int[] ids, Interventions interventions) {
        return model.lastLogits(ids, cache, Hooks.of(HookFilter.NONE, interventions));
    }

    private static void refused(
            Transformer model,
            @Nullable KvCache cache,
            int[] ids,
            Interventions interventions,
            String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(model, cache, ids, interventions))
                .withMessageContaining(why);
    }

    private static ActivationCache watched(
            Transformer model, int[] ids, Interventions interventions) {
        Hooks hooks = Hooks.of(HookFilter.ALL, interventions);
        model.forward(ids, null, hooks, LogitRows.LAST);
        return hooks.cache();
    }

    private static float[] all(Transformer model, Interventions interventions) {
        Hooks hooks = Hooks.of(HookFilter.NONE, interventions);
        return model.backend().read(model.forward(IDS, null, hooks, LogitRows.ALL));
    }

    /// The logits from the prompt's last position on, one token at a time.
    private static float[] grown(Transformer model, Interventions interventions) {
        int v = model.config().vocabSize();
        float[] logits = new float[(IDS.length - PROMPT + 1) * v];
        try (KvCache cache = model.newCache(IDS.length)) {
            float[] next = run(model, cache, Arrays.copyOf(IDS, PROMPT), interventions);
            System.arraycopy(next, 0, logits, 0, v);
            for (int t = PROMPT; t < IDS.length; t++) {
                next = run(model, cache, new int[] {IDS[t]}, interventions);
                System.arraycopy(next, 0, logits, (t - PROMPT + 1) * v, v);
            }
        }
        return logits;
    }

    private static float[] after(float[] logits) {
        int v = logits.length / IDS.length;
        return Arrays.copyOfRange(logits, (PROMPT - 1) * v, logits.length);
    }
}
