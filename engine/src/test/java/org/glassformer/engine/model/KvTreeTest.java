package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvTreeTest {
    private static final int[] PROMPT = {3, 1, 4, 1, 5};
    private static final int CAPACITY = 20;

    @ParameterizedTest
    @CsvSource({
        "scalar, GPT2",
        "vector, GPT2",
        "scalar, QWEN3",
        "vector, LLAMA",
        "vector, LLAMA3_TIED",
        "vector, MISTRAL"
    })
    void branchesGiveTheNumbersOfFreshRuns(String device, TestModels.Family family) {
        try (Backend backend = Backends.open(device, 2);
                Transformer model = TestModels.model(family, backend, 3);
                KvTree tree = new KvTree(model, CAPACITY)) {
            SplittableRandom random = new SplittableRandom(7);
            List<KvNode> nodes = new ArrayList<>();
            nodes.add(tree.add(tree.root(), PROMPT));
            tree.logits(nodes.getFirst(), Hooks.none());
            for (int i = 0; i < 60; i++) {
                KvNode from = nodes.get(random.nextInt(nodes.size()));
                if (from.length() == CAPACITY) {
                    continue;
                }
                KvNode node = tree.add(from, random.nextInt(13));
                nodes.add(node);
                assertThat(tree.logits(node, Hooks.none()))
                        .containsExactly(stepwise(model, node.ids()));
                float[] whole = model.lastLogits(node.ids(), null, Hooks.none());
                float[] here = tree.logits(node, Hooks.none());
                for (int v = 0; v < whole.length; v++) {
                    assertThat(here[v]).isCloseTo(whole[v], Offset.offset(1e-4f));
                }
            }
        }
    }

    /// The prompt in one run, then one token after the other.
    private static float[] stepwise(Transformer model, int[] ids) {
        try (KvCache cache = model.newCache(ids.length)) {
            float[] logits =
                    model.lastLogits(Arrays.copyOf(ids, PROMPT.length), cache, Hooks.none());
            for (int i = PROMPT.length; i < ids.length; i++) {
                logits = model.lastLogits(new int[] {ids[i]}, cache, Hooks.none());
            }
            return logits;
        }
    }

    @Test
    void aNewBranchCostsItsNewTokensOnly() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3);
                KvTree tree = new KvTree(model, CAPACITY)) {
            KvNode prompt = tree.add(tree.root(), PROMPT);
            tree.logits(prompt, Hooks.none());
            KvNode left = tree.add(prompt, 6, 7, 8);
            KvNode right = tree.add(prompt, 9, 10);
            tree.logits(left, Hooks.none());
            assertThat(tree.computedTokens()).isEqualTo(8);
            tree.logits(right, Hooks.none());
            assertThat(tree.computedTokens()).isEqualTo(10);
            assertThat(tree.reusedTokens()).isEqualTo(5);
            assertThat(tree.copiedTokens()).as("the left branch is set aside").isEqualTo(3);
            tree.logits(tree.add(left, 11), Hooks.none());
            assertThat(tree.computedTokens()).isEqualTo(11);
            assertThat(tree.copiedTokens()).as("two aside, three back").isEqualTo(8);
        }
    }

    @Test
    void roomForLongerTextsKeepsWhatIsHeld() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3);
                KvTree tree = new KvTree(model, PROMPT.length + 1)) {
            KvNode prompt = tree.add(tree.root(), PROMPT);
            tree.logits(prompt, Hooks.none());
            KvNode left = tree.add(prompt, 6);
            tree.logits(left, Hooks.none());
            KvNode right = tree.add(prompt, 9);
            tree.logits(right, Hooks.none());
            tree.reserve(PROMPT.length + 3);
            assertThat(tree.capacity()).isEqualTo(PROMPT.length + 3);
            for (KvNode from : List.of(right, left)) {
                KvNode next = tree.add(from, 7);
                assertThat(tree.logits(next, Hooks.none()))
                        .containsExactly(stepwise(model, next.ids()));
            }
            assertThat(tree.computedTokens()).isEqualTo(PROMPT.length + 4);
            tree.reserve(1);
            assertThat(tree.capacity()).isEqualTo(PROMPT.length + 3);
        }
    }

    @Test
    void aNodeReadBeforeCostsOneToken() {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3);
                KvTree tree = new KvTree(model, CAPACITY)) {
            KvNode prompt = tree.add(tree.root(), PROMPT);
            tree.logits(prompt, Hooks.none());
            KvNode middle = tree.add(prompt, 6, 7);
            KvNode last = tree.add(middle, 8);
            float[] before = tree.logits(last, Hooks.none());
            tree.logits(middle, Hooks.none());
            assertThat(tree.computedTokens()).isEqualTo(9);
            for (int v = 0; v < before.length; v++) {
                assertThat(tree.logits(last, Hooks.none())[v])
                        .isCloseTo(before[v], Offset.offset(1e-5f));
            }
        }
    }

    @Test
    void memoryOfRemovedBranchesIsReleased() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3);
                KvTree tree = new KvTree(model, CAPACITY)) {
            KvNode prompt = tree.add(tree.root(), PROMPT);
            tree.logits(prompt, Hooks.none());
            final long bare = tree.bytes();
            KvNode left = tree.add(prompt, 6);
            KvNode leaf = tree.add(left, 7, 8);
            tree.logits(leaf, Hooks.none());
            tree.logits(tree.add(prompt, 9), Hooks.none());
            assertThat(tree.bytes()).isEqualTo(bare + 3 * 2 * 2 * 16 * 4);
            tree.remove(left);
            assertThat(tree.bytes()).isEqualTo(bare);
            assertThat(leaf.isRemoved()).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> tree.add(leaf, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> tree.logits(leaf, Hooks.none()));
            assertThatIllegalArgumentException().isThrownBy(() -> tree.remove(tree.root()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean:*.*", "ablate:0.1", "cut:*.*:7>1"})
    void interventionsHoldOnEveryBranch(String spec) {
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3);
                KvTree tree = new KvTree(model, CAPACITY)) {
            Interventions bound = Interventions.parse(List.of(spec)).withMeansOver(PROMPT.length);
            Hooks hooks = Hooks.of(HookFilter.NONE, bound);
            KvNode one = tree.add(tree.root(), PROMPT);
            KvNode other = tree.add(tree.root(), 2, 7, 1, 8, 2);
            tree.logits(one, hooks);
            tree.logits(other, hooks);
            for (KvNode from : List.of(one, other, one, other)) {
                KvNode node = tree.add(from, 6, 7, 8);
                float[] here = tree.logits(node, hooks);
                float[] fresh = model.lastLogits(node.ids(), null, hooks);
                for (int v = 0; v < here.length; v++) {
                    assertThat(here[v]).isCloseTo(fresh[v], Offset.offset(1e-4f));
                }
            }
        }
    }

    @Test
    void aTextLongerThanTheCapacityIsRefusedAndTheTreeGoesOn() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3);
                KvTree tree = new KvTree(model, PROMPT.length)) {
            KvNode prompt = tree.add(tree.root(), PROMPT);
            float[] before = tree.logits(prompt, Hooks.none());
            KvNode more = tree.add(prompt, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tree.logits(more, Hooks.none()))
                    .withMessageContaining("do not fit");
            assertThat(tree.logits(prompt, Hooks.none())).hasSameSizeAs(before);
        }
    }
}
