package org.glassformer.app.feature.sampling.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.Caption;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.testing.WritingBench;
import org.glassformer.app.ui.control.TextTreeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeViewModelTest {

    @TempDir static Path folders;

    private WritingBench bench;
    private LabSession session;
    private TreeViewModel model;
    private int prompt;
    private int first;
    private int second;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    /// Six tokens, and a branch of four that leaves them after the second.
    @BeforeEach
    void open() {
        bench = new WritingBench(folders.resolve("tiny"), "Once upon a time");
        session = bench.session();
        model = new TreeViewModel(session, bench.continuation(), Caption::of);
        prompt = bench.length();
        bench.continuation().generate(6);
        first = bench.tree().current().number();
        bench.continuation().lookAt(prompt + 2);
        int other = session.tokensProperty().get().get(prompt + 2).id() == 7 ? 8 : 7;
        bench.continuation().add(other);
        bench.continuation().generate(3);
        second = bench.tree().current().number();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private TextTreeData data() {
        return model.dataProperty().get();
    }

    @Test
    void stretchesWithoutForksAreOneRunEach() {
        assertThat(data().runs())
                .extracting(run -> run.pieces().size())
                .containsExactly(1, 2, 4, 4);
        assertThat(data().runs()).extracting(run -> run.parent()).containsExactly(-1, 0, 1, 1);
        assertThat(data().end()).isEqualTo(second);
        assertThat(data().path()).hasSize(7).contains(0, second).doesNotContain(first);
        assertThat(data().runs().getFirst().pieces().getFirst().value()).isNaN();
        assertThat(data().runs().get(3).pieces().getFirst().value()).isPositive();
    }

    @Test
    void aNameBeginsARunOfItsOwn() {
        model.rename(4, "  four ");
        assertThat(model.name(4)).isEqualTo("four");
        assertThat(data().runs())
                .extracting(run -> run.name())
                .containsExactly("", "", "", "four", "");
        model.rename(GenerationTree.ROOT, "root");
        assertThat(model.name(GenerationTree.ROOT)).isEmpty();
    }

    @Test
    void goingToANodeShowsItsTextAndTheSelectionFollows() {
        assertThat(model.selectedProperty().get()).isEqualTo(second);
        model.goTo(first);
        assertThat(bench.tree().current().number()).isEqualTo(first);
        assertThat(bench.length()).isEqualTo(prompt + 6);
        assertThat(model.selectedProperty().get()).isEqualTo(first);
        bench.continuation().oneToken();
        assertThat(model.selectedProperty().get()).isEqualTo(bench.tree().current().number());
        model.selectedProperty().set(1);
        bench.continuation().oneToken();
        assertThat(model.selectedProperty().get()).isEqualTo(1);
    }

    @Test
    void whatIsSaidOfATokenTellsThatAClickGoesThereAndWhatStays() {
        int middle = bench.tree().path(second).get(2).number();
        assertThat(model.reading(first)).endsWith("goes there");
        assertThat(model.reading(middle)).endsWith("goes there, the 4 after it stay in the tree");
        assertThat(model.reading(second)).doesNotContain("there");
        model.goTo(middle);
        assertThat(bench.length()).isEqualTo(prompt + 2);
        assertThat(model.reading(middle)).endsWith("what follows stays in the tree");
    }

    @Test
    void pruningTakesABranchOutAndUndoBringsItBack() {
        int nodes = bench.tree().nodes().size();
        model.prune(GenerationTree.ROOT);
        assertThat(bench.tree().nodes()).hasSize(nodes);
        model.prune(3);
        assertThat(bench.tree().has(first)).isFalse();
        assertThat(data().runs()).hasSize(2);
        bench.continuation().undo();
        assertThat(bench.tree().has(first)).isTrue();
        assertThat(data().runs()).hasSize(4);
    }

    @Test
    void continuingFromANodeGeneratesBehindIt() {
        session.stopsProperty().set(session.stopsProperty().get().withMost(2));
        model.continueFrom(first);
        assertThat(bench.length()).isEqualTo(prompt + 8);
        assertThat(bench.tree().path(bench.tree().current().number()))
                .contains(bench.tree().node(first));
        int now = bench.tree().current().number();
        model.continueFrom(now);
        assertThat(bench.length()).isEqualTo(prompt + 10);
    }

    @Test
    void twoBranchesAreComparedFromTheirForkOn() {
        assertThat(model.isElsewhere(3)).isTrue();
        assertThat(model.isElsewhere(second)).isFalse();
        model.compare(second);
        assertThat(model.compare().branchesProperty().get()).isNull();
        model.compare(3);
        Branches branches = Objects.requireNonNull(model.compare().branchesProperty().get());
        assertThat(model.compare().otherProperty().get()).isEqualTo(first);
        assertThat(branches.generated()).isEqualTo(2);
        assertThat(branches.shown().nodes()).hasSize(4);
        assertThat(branches.other().nodes()).hasSize(4);
        assertThat(branches.shown().nodes().getFirst().id())
                .isNotEqualTo(branches.other().nodes().getFirst().id());
        double sum = 0;
        for (int at = 0; at < 4; at++) {
            sum += branches.other().logprob(at);
        }
        assertThat(branches.other().totalLogprob()).isCloseTo(sum, within(1e-9));
        assertThat(branches.other().meanLogprob()).isCloseTo(sum / 4, within(1e-9));
        assertThat(branches.common()).startsWith("Once upon a time");
        assertThat(model.compare().numbers().orElseThrow().rows()).isEqualTo(4);
        bench.continuation().oneToken();
        assertThat(Objects.requireNonNull(model.compare().branchesProperty().get()).shown().nodes())
                .hasSize(5);
        model.prune(3);
        assertThat(model.compare().branchesProperty().get()).isNull();
    }

    @Test
    void nodesAreListedOnlyWhileTheTableIsSeen() {
        assertThat(model.rowsProperty().get()).isEmpty();
        model.listedProperty().set(true);
        List<NodeRow> rows = model.rowsProperty().get();
        assertThat(rows).hasSize(11);
        assertThat(rows.get(2).branches()).isEqualTo(2);
        assertThat(rows.getFirst().token()).isEqualTo("Once upon a time");
        assertThat(model.numbers().orElseThrow().rows()).isEqualTo(11);
    }

    @Test
    void whatIsSaidOfANodeNamesHowItCame() {
        assertThat(model.reading(GenerationTree.ROOT)).contains(prompt + " tokens");
        assertThat(model.reading(1)).contains("bits").contains("seed 42");
        assertThat(model.reading(7)).contains("by hand");
        assertThat(model.reading(999)).isEmpty();
        assertThat(model.costProperty().get()).contains("tokens computed");
    }

    @Test
    void typingMakesAnotherTree() {
        session.promptProperty().set("Once");
        assertThat(data().runs()).hasSize(1);
        assertThat(model.selectedProperty().get()).isEqualTo(GenerationTree.ROOT);
    }
}
