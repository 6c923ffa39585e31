package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformerTest {
    private static final int LENGTH = 11;

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void prefillThenDecodeEqualsOneRun(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 1);
                KvCache cache = model.newCache(LENGTH)) {
            int[] ids = TestModels.ids(LENGTH, model.config().vocabSize(), 2);
            float[] whole = logits(model, ids);
            int v = model.config().vocabSize();
            int[] prompt = Arrays.copyOf(ids, 4);
            assertClose(model.lastLogits(prompt, cache, Hooks.none()), TestModels.row(whole, 3, v));
            for (int t = 4; t < LENGTH; t++) {
                float[] next = model.lastLogits(new int[] {ids[t]}, cache, Hooks.none());
                assertClose(next, TestModels.row(whole, t, v));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void vectorEqualsScalar(TestModels.Family family) {
        try (Backend scalar = Backends.open("scalar", 1);
                Backend vector = Backends.open("vector", 2);
                Transformer slow = TestModels.model(family, scalar, 1);
                Transformer fast = TestModels.model(family, vector, 1)) {
            int[] ids = TestModels.ids(LENGTH, slow.config().vocabSize(), 2);
            assertClose(logits(fast, ids), logits(slow, ids));
        }
    }

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void hookedEqualsUnhooked(TestModels.Family family) {
        for (String device : List.of("scalar", "vector")) {
            try (Backend backend = Backends.open(device, 2);
                    Transformer model = TestModels.model(family, backend, 1)) {
                int[] ids = TestModels.ids(LENGTH, model.config().vocabSize(), 2);
                float[] unhooked = logits(model, ids);
                Hooks hooks = Hooks.watching(HookFilter.ALL);
                float[] hooked = backend.read(model.forward(ids, null, hooks, LogitRows.ALL));
                assertThat(hooked).isEqualTo(unhooked);
                assertThat(hooks.cache().all().keySet())
                        .containsExactlyElementsOf(model.hookNames());
                assertThat(hooks.cache().names()).containsExactlyElementsOf(model.hookNames());
            }
        }
    }

    @Test
    void nothingIsCopiedUnlessAskedFor() {
        List<String> operations = new ArrayList<>();
        try (Backend real = Backends.open("scalar", 1);
                Transformer model =
                        TestModels.model(
                                TestModels.Family.QWEN3,
                                WatchedBackend.of(real, operations::add),
                                1)) {
            int[] ids = TestModels.ids(LENGTH, 13, 2);
            operations.clear();
            model.forward(ids, null, Hooks.none(), LogitRows.LAST);
            assertThat(operations)
                    .contains("attention")
                    .doesNotContain("read", "readLater", "attentionScores");
            operations.clear();
            Hooks hooks = Hooks.watching(HookFilter.parse("blocks.*.attn.hook_z"));
            model.forward(ids, null, hooks, LogitRows.LAST);
            assertThat(operations).doesNotContain("attentionScores").containsOnlyOnce("embed");
            assertThat(operations).doesNotContain("read");
            assertThat(operations).filteredOn("readLater"::equals).hasSize(2);
        }
    }

    @Test
    void interventionsGiveTheSameWithACache() {
        String[] specs = {"ablate:0.1", "scale:0.2=0.5", "cut:1.*:4>2", "cut:0.3:6>6", "mask:1"};
        Hooks hooks = Hooks.of(HookFilter.NONE, Interventions.parse(List.of(specs)));
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.MISTRAL, backend, 1);
                KvCache cache = model.newCache(8)) {
            int[] ids = TestModels.ids(8, 13, 2);
            float[] whole = changed(model, ids, specs);
            model.lastLogits(Arrays.copyOf(ids, 3), cache, hooks);
            for (int t = 3; t < 8; t++) {
                float[] next = model.lastLogits(new int[] {ids[t]}, cache, hooks);
                assertClose(next, TestModels.row(whole, t, 13));
            }
        }
    }

    @Test
    void hooksHaveTheShapesThatTheirNamesPromise() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.QWEN3, backend, 1);
                KvCache cache = model.newCache(8)) {
            model.lastLogits(new int[] {1, 2, 3}, cache, Hooks.none());
            Hooks hooks = Hooks.watching(HookFilter.ALL);
            model.lastLogits(new int[] {4, 5}, cache, hooks);
            HookNames.OfBlock of = HookNames.block(1);
            assertThat(shape(hooks, HookNames.EMBED)).containsExactly(2, 16);
            assertThat(shape(hooks, of.residMid())).containsExactly(2, 16);
            assertThat(shape(hooks, of.q())).containsExactly(2, 4, 6);
            assertThat(shape(hooks, of.rotQ())).containsExactly(2, 4, 6);
            assertThat(shape(hooks, of.k())).containsExactly(2, 2, 6);
            assertThat(shape(hooks, of.rotK())).containsExactly(2, 2, 6);
            assertThat(shape(hooks, of.v())).containsExactly(2, 2, 6);
            assertThat(shape(hooks, of.attnScores())).containsExactly(4, 2, 5);
            assertThat(shape(hooks, of.pattern())).containsExactly(4, 2, 5);
            assertThat(shape(hooks, of.z())).containsExactly(2, 4, 6);
            assertThat(shape(hooks, of.mlpPre())).containsExactly(2, 20);
            assertThat(shape(hooks, of.mlpPost())).containsExactly(2, 20);
            assertThat(shape(hooks, HookNames.LN_FINAL)).containsExactly(2, 16);
        }
    }

    private static int[] shape(Hooks hooks, String name) {
        return hooks.cache().get(name).shape().toArray();
    }

    @Test
    void rowsOfPatternsSumToOneAndSeeNoLaterKey() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            int[] ids = TestModels.ids(LENGTH, model.config().vocabSize(), 2);
            Hooks hooks = Hooks.watching(HookFilter.parse("blocks.*.attn.hook_pattern"));
            model.forward(ids, null, hooks, LogitRows.LAST);
            assertThat(hooks.cache().names()).hasSize(2);
            ActivationCache.Values pattern = hooks.cache().get(HookNames.block(1).pattern());
            assertThat(pattern.shape().toArray()).containsExactly(4, LENGTH, LENGTH);
            for (int row = 0; row < 4 * LENGTH; row++) {
                float[] weights = TestModels.row(pattern.data(), row, LENGTH);
                double sum = 0;
                for (int key = 0; key < LENGTH; key++) {
                    sum += weights[key];
                    if (key > row % LENGTH) {
                        assertThat(weights[key]).isZero();
                    }
                }
                assertThat(sum).isCloseTo(1, Offset.offset(1e-6));
            }
        }
    }

    @Test
    void residualStreamIsTheSumOfItsParts() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            Hooks hooks = Hooks.watching(HookFilter.ALL);
            model.forward(TestModels.ids(5, 13, 2), null, hooks, LogitRows.LAST);
            ActivationCache cache = hooks.cache();
            float[] sum = cache.get(HookNames.EMBED).data().clone();
            add(sum, cache.get(HookNames.POS_EMBED).data());
            for (int layer = 0; layer < 2; layer++) {
                assertClose(cache.get(HookNames.block(layer).residPre()).data(), sum);
                add(sum, cache.get(HookNames.block(layer).attnOut()).data());
                assertClose(cache.get(HookNames.block(layer).residMid()).data(), sum);
                add(sum, cache.get(HookNames.block(layer).mlpOut()).data());
                assertClose(cache.get(HookNames.block(layer).residPost()).data(), sum);
            }
        }
    }

    @Test
    void ablatingAHeadEqualsZeroOutputWeights() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1);
                Transformer without = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            int[] ids = TestModels.ids(6, 13, 2);
            int hs = model.config().headSize();
            Parameter wo = without.parameter("blocks.1.wo");
            float[] weights = backend.read(wo.value());
            for (int row = 0; row < wo.value().dim(0); row++) {
                Arrays.fill(weights, row * 16 + 2 * hs, row * 16 + 3 * hs, 0);
            }
            backend.write(wo.value(), weights);
            assertClose(changed(model, ids, "ablate:1.2"), logits(without, ids));
            assertThat(changed(model, ids, "ablate:1.2")).isNotEqualTo(logits(model, ids));
        }
    }

    @Test
    void cuttingEveryEdgeIntoATokenEqualsMaskingIt() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            int[] ids = TestModels.ids(5, 13, 2);
            String[] cuts = {"cut:*.*:1>1", "cut:*.*:2>1", "cut:*.*:3>1", "cut:*.*:4>1"};
            assertClose(changed(model, ids, "mask:1"), changed(model, ids, cuts));
            assertThat(changed(model, ids, "mask:1")).isNotEqualTo(logits(model, ids));
        }
    }

    @Test
    void scalingByOneChangesNothing() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN2, backend, 1)) {
            int[] ids = TestModels.ids(5, 13, 2);
            assertClose(changed(model, ids, "scale:*.*=1"), logits(model, ids));
        }
    }

    @Test
    void interventionsGiveTheSameOnEveryDevice() {
        String[] specs = {"ablate:0.1", "mean:1.0", "scale:0.2=0.5", "cut:1.*:4>2", "mask:0"};
        try (Backend scalar = Backends.open("scalar", 1);
                Backend vector = Backends.open("vector", 2);
                Transformer slow = TestModels.model(TestModels.Family.MISTRAL, scalar, 1);
                Transformer fast = TestModels.model(TestModels.Family.MISTRAL, vector, 1)) {
            int[] ids = TestModels.ids(7, 13, 2);
            assertClose(changed(fast, ids, specs), changed(slow, ids, specs));
        }
    }

    @Test
    void aHeadThatIsNotThereIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changed(model, new int[] {1}, "ablate:2.0"))
                    .withMessageContaining("layers 0 to 1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 13})
    void idsOutsideTheVocabularyAreRefused(int id) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> logits(model, new int[] {1, id}))
                    .withMessageContaining("token " + id);
        }
    }

    @Test
    void aTextLongerThanTheContextIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> logits(model, new int[25]))
                    .withMessageContaining("context of 24");
        }
    }

    @Test
    void aTruncatedCacheGoesOnAsIfNothingHadFollowed() {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN3, backend, 1);
                KvCache cache = model.newCache(8)) {
            model.lastLogits(new int[] {1, 2, 3, 4, 5}, cache, Hooks.none());
            cache.truncate(2);
            float[] again = model.lastLogits(new int[] {6}, cache, Hooks.none());
            assertClose(again, model.lastLogits(new int[] {1, 2, 6}, null, Hooks.none()));
        }
    }

    private static float[] logits(Transformer model, int[] ids) {
        return model.backend().read(model.forward(ids, null, Hooks.none(), LogitRows.ALL));
    }

    private static float[] changed(Transformer model, int[] ids, String... specs) {
        Interventions interventions = Interventions.parse(List.of(specs));
        Hooks hooks = Hooks.of(HookFilter.NONE, interventions);
        return model.backend().read(model.forward(ids, null, hooks, LogitRows.ALL));
    }

    private static void add(float[] sum, float[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("value %d", i)
                    .isCloseTo(
                            expected[i], Offset.offset(2e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }
}
