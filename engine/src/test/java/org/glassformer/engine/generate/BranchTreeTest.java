package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BranchTreeTest {
    private final Backend backend = Backends.open(2);
    private final LanguageModel model = SmallModels.bytes(backend);
    private final BranchTree tree =
            new BranchTree(model, SmallModels.PROMPT, Interventions.NONE, 20);

    @AfterEach
    void close() {
        tree.close();
        model.close();
        backend.close();
    }

    @Test
    void theSameTokenTwiceIsOneNode() {
        BranchNode a = tree.add(tree.root(), 'a');
        assertThat(tree.add(tree.root(), 'a')).isSameAs(a);
        assertThat(tree.root().children()).containsExactly(a);
    }

    @Test
    void aBranchReusesAllThatItShares() {
        BranchNode node = tree.root();
        for (char c : "abcdef".toCharArray()) {
            node = tree.add(node, c);
        }
        tree.logits(node);
        assertThat(tree.cost().decodedTokens()).isEqualTo(6);
        BranchNode c = node.path().get(2);
        BranchNode x = tree.add(c, 'x');
        tree.logits(x);
        BranchCost cost = tree.cost();
        assertThat(cost.decodedTokens()).isEqualTo(7);
        assertThat(cost.promptTokens()).isEqualTo(3);
        assertThat(cost.copiedTokens()).as("d, e and f are set aside").isEqualTo(3);
        assertThat(tree.text(x)).isEqualTo("abcx");
        assertThat(tree.fork(x, node)).isSameAs(c);
        assertThat(tree.fork(x, tree.root())).isSameAs(tree.root());
        assertThat(x.ids()).containsExactly(72, 105, 33, 'a', 'b', 'c', 'x');
        assertThat(x.position()).isEqualTo(6);
        assertThat(x.depth()).isEqualTo(4);
    }

    @Test
    void everyNodeKeepsItsDistribution() {
        BranchNode a = tree.add(tree.root(), 'a');
        float[] before = tree.logits(tree.root()).clone();
        tree.logits(tree.add(a, 'b'));
        assertThat(tree.logits(tree.root())).containsExactly(before);
        assertThat(tree.trace(a, SamplerChain.neutral(), tree.context(a, 1)).size()).isEqualTo(257);
        assertThat(a.drawn().orElseThrow().rank()).isPositive();
        assertThat(a.averageLogprob()).isEqualTo(a.totalLogprob()).isNegative();
    }

    @Test
    void aTextGoesOnFromAnyNodeAsIfItHadBeenThePrompt() {
        GenerationSettings settings =
                new GenerationSettings(
                        SamplerChain.llamaCpp(0.9, 40, 0.95, 0),
                        7,
                        10,
                        Set.of(256),
                        Interventions.NONE);
        BranchTree.Written first = tree.write(tree.root(), settings, token -> true);
        BranchNode middle = first.end().path().get(4);
        BranchNode other = tree.add(middle.parent().orElseThrow(), middle.id() == 'x' ? 'y' : 'x');
        BranchTree.Written second = tree.write(other, settings, token -> true);
        Generation alone = new Generator(model).generate(other.ids(), settings, token -> true);
        assertThat(second.generation().tokens())
                .extracting(GeneratedToken::id)
                .isEqualTo(alone.tokens().stream().map(GeneratedToken::id).toList());
        assertThat(second.generation().promptIds()).hasSize(3 + 5);
        long before = tree.cost().computedTokens();
        tree.write(tree.root(), settings, token -> true);
        assertThat(tree.cost().computedTokens()).as("all of it is known").isEqualTo(before);
    }

    @Test
    void aGrammarHoldsForAllAfterThePrompt() {
        GenerationSettings settings =
                new GenerationSettings(
                                SamplerChain.neutral(), 7, 9, Set.of(256), Interventions.NONE)
                        .within(Grammar.regex("ab(cd|e)"), model);
        BranchNode a = tree.add(tree.root(), 'a');
        String text = tree.write(a, settings, token -> true).generation().text();
        assertThat(text).isIn("bcd", "be");
        BranchNode z = tree.add(tree.root(), 'z');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree.write(z, settings, token -> true))
                .withMessageContaining("does not fit the grammar");
    }

    @Test
    void prunedBranchesAreGone() {
        BranchNode a = tree.add(tree.root(), 'a');
        BranchNode b = tree.add(a, 'b');
        b.rename("the one");
        tree.logits(b);
        tree.prune(a);
        assertThat(tree.root().children()).isEmpty();
        assertThat(b.isPruned()).isTrue();
        assertThat(b.name()).isEqualTo("the one");
        assertThatIllegalArgumentException().isThrownBy(() -> tree.logits(b));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.prune(tree.root()));
        assertThat(tree.add(tree.root(), 'a')).isNotSameAs(a);
    }

    @Test
    void aPromptThatCannotBeReadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BranchTree(model, new int[0], Interventions.NONE, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BranchTree(model, new int[65], Interventions.NONE, 4));
    }
}
