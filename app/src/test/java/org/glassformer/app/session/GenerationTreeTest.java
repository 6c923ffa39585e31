package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DrawnToken;
import org.junit.jupiter.api.Test;

class GenerationTreeTest {

    private static final ModelSummary MODEL =
            new ModelSummary(
                    1, "tiny", Path.of("tiny"), "gpt2", 1, 1, 1, 48, 100, "F32", "scalar", "");

    private static SessionToken token(int id) {
        return new SessionToken(id, "<" + id + ">", SessionToken.Kind.TEXT);
    }

    private static GenerationTree prompt() {
        return GenerationTree.of(new PromptTokens(MODEL, "ab", List.of(token(1), token(2))));
    }

    private static GenerationTree with(GenerationTree tree, int id) {
        DrawnToken drawn = new DrawnToken(id, 0.5, 0, 1, 0.25, Math.log(0.25), 3, 4);
        Choice choice = new Choice(drawn, 2, false, 42);
        return tree.with(token(id), choice, "<" + id + ">", Interventions.NONE);
    }

    @Test
    void aPromptIsARootAlone() {
        GenerationTree tree = prompt();
        assertThat(tree.nodes()).containsExactly(tree.current());
        assertThat(tree.current().isRoot()).isTrue();
        assertThat(tree.current().token()).isEqualTo(token(2));
        assertThat(tree.text(GenerationTree.ROOT)).isEqualTo("ab");
        assertThat(tree.children(GenerationTree.ROOT)).isEmpty();
    }

    @Test
    void branchesShareTheirBeginning() {
        GenerationTree left = with(with(prompt(), 5), 6);
        GenerationTree both = with(with(left.at(1), 7), 8);
        assertThat(both.text(2)).isEqualTo("ab<5><6>");
        assertThat(both.text(both.current().number())).isEqualTo("ab<5><7><8>");
        assertThat(both.children(1)).extracting(TreeNode::number).containsExactly(2, 3);
        assertThat(both.path(4)).extracting(TreeNode::number).containsExactly(0, 1, 3, 4);
        assertThat(both.path(4)).extracting(TreeNode::depth).containsExactly(0, 1, 2, 3);
        assertThat(both.fork(2, 4).number()).isEqualTo(1);
        assertThat(both.fork(4, 1).number()).isEqualTo(1);
        assertThat(both.tokens(4))
                .containsExactly(token(1), token(2), token(5), token(7), token(8));
        assertThat(left.nodes()).as("the tree before is as it was").hasSize(3);
    }

    @Test
    void theSameTokenAgainIsTheSameNode() {
        GenerationTree tree = with(with(prompt(), 5), 6);
        GenerationTree again = with(tree.at(1), 6);
        assertThat(again.current().number()).isEqualTo(2);
        assertThat(again.nodes()).isEqualTo(tree.nodes());
        assertThat(again.isLike(tree)).isTrue();
        assertThat(again.at(1).isLike(tree)).isFalse();
    }

    @Test
    void aPrunedBranchIsAbsentAndTheTextGoesBackBeforeIt() {
        GenerationTree tree = with(with(with(prompt(), 5), 6), 7);
        GenerationTree pruned = tree.without(2);
        assertThat(pruned.nodes()).extracting(TreeNode::number).containsExactly(0, 1);
        assertThat(pruned.current().number()).isEqualTo(1);
        assertThat(pruned.has(3)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> pruned.node(3));
        assertThat(with(pruned, 6).current().number())
                .as("numbers are not used again")
                .isEqualTo(4);
        assertThat(tree.at(1).without(3).current().number()).isEqualTo(1);
    }

    @Test
    void aNameIsANodesOwn() {
        GenerationTree tree = with(prompt(), 5).named(1, "brave");
        assertThat(tree.node(1).name()).isEqualTo("brave");
        assertThat(with(tree, 6).node(1).name()).isEqualTo("brave");
        assertThat(tree.node(0).name()).isEmpty();
    }

    @Test
    void thousandsOfNodesAreKeptInOrder() {
        GenerationTree tree = prompt();
        for (int i = 0; i < 2000; i++) {
            tree = with(i % 5 == 4 ? tree.at(i / 2) : tree, i);
        }
        assertThat(tree.nodes()).hasSize(2001);
        for (int i = 0; i <= 2000; i++) {
            assertThat(tree.node(i).number()).isEqualTo(i);
        }
    }
}
