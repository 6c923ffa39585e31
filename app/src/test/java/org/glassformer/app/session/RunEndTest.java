package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEndTest {

    @TempDir static Path folders;

    private TreeLab lab;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        lab = new TreeLab(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private RunEnd end() {
        return Objects.requireNonNull(lab.session.runEndProperty().get());
    }

    private void stops(int most, List<Integer> tokens, List<String> texts) {
        lab.session.stopsProperty().set(new StopConditions(most, tokens, texts));
    }

    @Test
    void aRunEndsAfterTheTokensAskedFor() {
        stops(7, List.of(), List.of());
        lab.continuation.generate();
        assertThat(end().reason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(end().tokens()).isEqualTo(7);
        assertThat(end().sentence()).contains("7");
        assertThat(end().seconds()).isPositive();
        assertThat(lab.generated()).hasSize(7);
    }

    @Test
    void aSingleTokenIsNoRun() {
        lab.continuation.oneToken();
        assertThat(lab.session.runEndProperty().get()).isNull();
    }

    @Test
    void aStopTokenOfOnesOwnEndsTheTextBeforeIt() {
        lab.continuation.generate(6);
        List<Integer> free = lab.generated();
        int stop = free.get(4);
        lab.continuation.undo();
        stops(50, List.of(stop), List.of());
        lab.continuation.generate();
        assertThat(end().reason()).isEqualTo(StopReason.STOP_TOKEN);
        assertThat(lab.generated()).isEqualTo(free.subList(0, free.indexOf(stop)));
    }

    @Test
    void aStopTextMaySpanTokensAndIsNoPartOfTheText() {
        lab.continuation.generate(30);
        GenerationTree free = lab.tree();
        lab.continuation.undo();
        int spanning = spanning(free);
        String stop = end(free.piece(spanning)) + free.piece(spanning + 1).charAt(0);
        stops(50, List.of(), List.of("never written", stop));
        lab.continuation.generate();
        assertThat(end().reason()).isEqualTo(StopReason.STOP_TEXT);
        assertThat(end().sentence()).contains(stop.replace("\n", "\u23ce").strip());
        assertThat(end().tokens()).isEqualTo(spanning - 1);
        assertThat(lab.current()).isEqualTo(spanning - 1);
        assertThat(lab.session.promptProperty().get())
                .isEqualTo(free.text(spanning - 1))
                .isEqualTo(lab.reading().text());
        assertThat(lab.tree().has(spanning + 1)).as("what was drawn can be gone to").isTrue();
        lab.continuation.undo();
        assertThat(lab.tree().nodes()).hasSize(1);
    }

    private static String end(String piece) {
        return piece.substring(piece.length() - 1);
    }

    /// A node whose last character and the next one's first stand together nowhere before.
    private static int spanning(GenerationTree tree) {
        for (int node = 2; node < 30; node++) {
            String one = tree.piece(node);
            String two = tree.piece(node + 1);
            String before = tree.text(node).substring(TreeLab.PROMPT.length());
            boolean written = !tree.piece(node - 1).isEmpty() && !one.isEmpty() && !two.isEmpty();
            if (written && !before.contains(end(one) + two.charAt(0))) {
                return node;
            }
        }
        throw new AssertionError("no text to stop at");
    }

    @Test
    void aFullContextEndsARun() {
        lab.continuation.generate(1000);
        assertThat(end().reason()).isEqualTo(StopReason.CONTEXT_FULL);
        assertThat(end().tokens()).isEqualTo(TinyModels.CONTEXT - lab.typed());
        assertThat(end().sentence()).contains("48");
    }

    @Test
    void whoStopsARunKeepsWhatIsThere() {
        lab.session
                .tokensProperty()
                .subscribe(tokens -> {
                    if (tokens.size() == lab.typed() + 3) {
                        lab.continuation.stop();
                    }
                });
        lab.continuation.generate(20);
        assertThat(end().reason()).isEqualTo(StopReason.CANCELLED);
        assertThat(end().tokens()).isEqualTo(3);
        assertThat(lab.generated()).hasSize(3);
    }

    @Test
    void typingForgetsWhyTheLastRunEnded() {
        lab.continuation.generate(2);
        lab.session.promptProperty().set("Mia");
        assertThat(lab.session.runEndProperty().get()).isNull();
    }

    private Constraint choices(String... texts) {
        Grammar grammar = Grammar.choices(List.of(texts));
        TokenMasks masks =
                lab.engine.write(
                        lab.reading().model(),
                        (model, breath) -> grammar.over(model.tokenBytes(Set.of())));
        return new Constraint(Constraint.Kind.CHOICES, String.join("\n", texts), masks);
    }

    private String written() {
        return lab.session.promptProperty().get().substring(TreeLab.PROMPT.length());
    }

    @Test
    void aConstraintHoldsUntilItIsComplete() {
        lab.session.constraintProperty().set(choices(" a ball", " a red flower", "!"));
        var trace = Objects.requireNonNull(lab.session.traceProperty().get());
        assertThat(trace.stages().getFirst().name()).isEqualTo("grammar");
        assertThat(trace.kept()).isLessThan(20);
        for (int seed = 0; seed < 20; seed++) {
            lab.session.seedProperty().set(seed);
            lab.continuation.generate();
            assertThat(end().reason()).isEqualTo(StopReason.GRAMMAR_COMPLETE);
            assertThat(written()).isIn(" a ball", " a red flower", "!");
            lab.continuation.goTo(GenerationTree.ROOT);
        }
    }

    @Test
    void aBranchGoesOnWithinTheConstraint() {
        lab.session.constraintProperty().set(choices(" a ball", " a red flower"));
        lab.continuation.generate();
        lab.continuation.lookAt(lab.typed() + 1);
        lab.continuation.generate();
        assertThat(written()).isIn(" a ball", " a red flower");
    }

    @Test
    void nothingIsDrawnWhereTheTextHasLeftTheConstraint() {
        lab.continuation.oneToken();
        List<Integer> before = lab.generated();
        lab.session.constraintProperty().set(choices(" a ball"));
        lab.continuation.add(before.getFirst());
        List<Integer> outside = lab.generated();
        lab.continuation.generate();
        assertThat(lab.generated()).isEqualTo(outside);
        assertThat(lab.session.runEndProperty().get()).isNull();
        assertThat(Objects.requireNonNull(lab.session.noticeProperty().get()).text())
                .contains("does not fit the constraint");
        lab.continuation.goTo(GenerationTree.ROOT);
        lab.continuation.generate();
        assertThat(written()).isEqualTo(" a ball");
    }

    @Test
    void anotherModelHasNoConstraint() {
        lab.session.constraintProperty().set(choices(" a ball"));
        TinyModels.write(folders.resolve("other"), 2);
        new ModelOpening(lab.session, lab.engine, lab.runner).open(folders.resolve("other"));
        assertThat(lab.session.constraintProperty().get()).isNull();
        assertThat(lab.reading().model().name()).isEqualTo("other");
    }
}
