package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.BranchNode;
import org.glassformer.engine.generate.BranchTree;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.PromptScores;
import org.glassformer.engine.generate.TokenScore;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchTest {

    private static final Intervention ABLATION = new Intervention.ScaleHead(1, 2, 0);

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

    /// Goes back `tokens` tokens and takes another one there.
    private void branch(int tokens) {
        lab.continuation.lookAt(lab.session.tokensProperty().get().size() - tokens);
        int there = lab.generated().get(lab.generated().size() - tokens);
        lab.continuation.add(lab.likely(0) == there ? lab.likely(1) : lab.likely(0));
    }

    private static float[] stepwise(int[] ids, int typed, Interventions interventions) {
        try (Backend backend = Backends.open(0);
                LanguageModel model = LanguageModel.open(folders.resolve("tiny"), backend);
                KvCache cache = model.transformer().newCache(ids.length)) {
            Hooks hooks = Hooks.of(Hooks.none().filter(), interventions);
            float[] logits =
                    model.transformer().lastLogits(Arrays.copyOf(ids, typed), cache, hooks);
            for (int i = typed; i < ids.length; i++) {
                logits = model.transformer().lastLogits(new int[] {ids[i]}, cache, hooks);
            }
            return logits;
        }
    }

    @Test
    void aBranchFromAnAlternativeGoesOnAsTheEngineDoes() {
        lab.continuation.generate(6);
        branch(3);
        List<Integer> before = lab.generated();
        lab.continuation.generate(9);
        try (Backend backend = Backends.open(0);
                LanguageModel model = LanguageModel.open(folders.resolve("tiny"), backend);
                BranchTree tree =
                        new BranchTree(
                                model, model.promptIds(TreeLab.PROMPT), Interventions.NONE, 40)) {
            BranchNode from = tree.root();
            for (int id : before) {
                from = tree.add(from, id);
            }
            GenerationSettings settings =
                    GenerationSettings.of(
                            model,
                            lab.session.chainProperty().get().toChain(),
                            lab.session.seedProperty().get(),
                            9);
            List<Integer> expected =
                    tree.write(from, settings, token -> true).generation().tokens().stream()
                            .map(GeneratedToken::id)
                            .toList();
            assertThat(expected).hasSize(9);
            List<Integer> generated = lab.generated();
            assertThat(generated.subList(before.size(), generated.size())).isEqualTo(expected);
        }
    }

    @Test
    void logitsAndAttentionOfABranchAreThoseOfARunWithoutBranches() {
        lab.continuation.generate(6);
        int first = lab.current();
        branch(4);
        lab.continuation.generate(5);
        int second = lab.current();
        lab.continuation.goTo(first);
        lab.continuation.oneToken();
        check(lab.reading());
        lab.continuation.goTo(second);
        check(lab.reading());
        lab.continuation.oneToken();
        check(lab.reading());
    }

    private void check(Reading reading) {
        assertThat(reading.tokens()).isEqualTo(lab.session.tokensProperty().get());
        assertThat(reading.logits())
                .containsExactly(stepwise(reading.ids(), lab.typed(), Interventions.NONE));
        AttentionTrace attention = reading.attention();
        Reading whole = atOnce(reading);
        assertThat(attention.length()).isEqualTo(reading.tokens().size());
        for (int layer = 0; layer < 2; layer++) {
            assertThat(attention.pattern(layer, 3))
                    .containsExactly(whole.attention().pattern(layer, 3), within(1e-5f));
        }
    }

    /// The same tokens, read in one run by a model of its own.
    private static Reading atOnce(Reading reading) {
        try (EngineService engine = new EngineService()) {
            ModelSummary summary =
                    engine.use(engine.open(folders.resolve("tiny"), "", progress -> {}));
            return engine.read(
                    new PromptTokens(summary, reading.text(), reading.tokens()),
                    Interventions.NONE);
        }
    }

    @Test
    void aBranchCostsItsNewTokensOnly() {
        lab.continuation.generate(6);
        BranchCost straight = lab.tree().cost();
        assertThat(straight.promptTokens()).isEqualTo(lab.typed());
        assertThat(straight.decodedTokens()).isEqualTo(6);
        assertThat(straight.reusedTokens()).isZero();
        branch(3);
        lab.continuation.oneToken();
        BranchCost branched = lab.tree().cost();
        assertThat(branched.decodedTokens()).isEqualTo(8);
        assertThat(branched.reusedTokens()).isEqualTo(lab.typed() + 3);
        assertThat(branched.bytes()).isGreaterThan(straight.bytes());
        lab.continuation.goTo(6);
        lab.continuation.lookAt(lab.typed() + 2);
        assertThat(lab.tree().cost().decodedTokens()).as("readings are kept").isEqualTo(8);
    }

    @Test
    void theSameTokenAtTheSameStepIsTheSameNode() {
        lab.continuation.generate(4);
        GenerationTree before = lab.tree();
        lab.continuation.lookAt(lab.typed() + 1);
        lab.continuation.oneToken();
        assertThat(lab.current()).isEqualTo(2);
        assertThat(lab.tree().nodes()).isEqualTo(before.nodes());
        assertThat(lab.session.lookedAtProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(lab.session.promptProperty().get()).isEqualTo(before.text(2));
        lab.continuation.undo();
        assertThat(lab.current()).isEqualTo(4);
    }

    @Test
    void aChoiceTellsHowItsTokenCame() {
        lab.continuation.oneToken();
        Choice drawn = Objects.requireNonNull(lab.tree().current().choice());
        assertThat(drawn.byHand()).isFalse();
        assertThat(drawn.seed()).isEqualTo(lab.session.seedProperty().get());
        assertThat(drawn.drawn().u()).isBetween(drawn.drawn().low(), drawn.drawn().high());
        int unlikely = lab.likely(200);
        lab.continuation.add(unlikely);
        Choice chosen = Objects.requireNonNull(lab.tree().current().choice());
        assertThat(chosen.byHand()).isTrue();
        assertThat(chosen.drawn().rank()).isEqualTo(201);
        assertThat(chosen.drawn().probability()).as("the chain removes it").isZero();
    }

    @Test
    void aPrunedBranchComesBackWithItsTexts() {
        lab.continuation.generate(6);
        String text = lab.session.promptProperty().get();
        GenerationTree before = lab.tree();
        lab.continuation.prune(3);
        assertThat(lab.tree().nodes()).hasSize(3);
        assertThat(lab.session.promptProperty().get()).isEqualTo(before.text(2));
        assertThat(lab.reading().tokens()).hasSize(lab.typed() + 2);
        lab.continuation.undo();
        assertThat(lab.tree().nodes()).isEqualTo(before.nodes());
        assertThat(lab.session.promptProperty().get()).isEqualTo(text);
        float[] logits = stepwise(lab.reading().ids(), lab.typed(), Interventions.NONE);
        assertThat(lab.reading().logits()).containsExactly(logits, within(1e-4f));
        lab.continuation.redo();
        assertThat(lab.tree().nodes()).hasSize(3);
        lab.continuation.prune(GenerationTree.ROOT);
        assertThat(lab.tree().nodes()).as("the root stays").hasSize(3);
    }

    @Test
    void pruningAnotherBranchLeavesTheTextAlone() {
        lab.continuation.generate(5);
        branch(2);
        Reading reading = lab.reading();
        long bytes = lab.tree().cost().bytes();
        lab.continuation.prune(4);
        assertThat(lab.reading()).isSameAs(reading);
        assertThat(lab.tree().has(5)).isFalse();
        assertThat(lab.tree().cost().bytes()).isLessThan(bytes);
        lab.continuation.oneToken();
        check(lab.reading());
    }

    @Test
    void goingToABranchAndNamingItAreTakenBack() {
        lab.continuation.generate(5);
        branch(2);
        int branch = lab.current();
        lab.continuation.goTo(5);
        lab.continuation.rename(5, "first");
        assertThat(lab.tree().node(5).name()).isEqualTo("first");
        lab.continuation.undo();
        assertThat(lab.tree().node(5).name()).isEmpty();
        lab.continuation.undo();
        assertThat(lab.current()).isEqualTo(branch);
        lab.continuation.undo();
        assertThat(lab.current()).isEqualTo(5);
        assertThat(lab.tree().nodes()).hasSize(6);
        lab.continuation.redo();
        assertThat(lab.current()).isEqualTo(branch);
    }

    @Test
    void typingMakesANewTree() {
        lab.continuation.generate(3);
        lab.session.promptProperty().set("Mia found");
        assertThat(lab.tree().nodes()).hasSize(1);
        assertThat(lab.tree().prompt().text()).isEqualTo("Mia found");
        assertThat(lab.tree().cost().computedTokens()).isEqualTo(lab.typed());
        assertThat(lab.history.undoableProperty().get()).isFalse();
    }

    @Test
    void aLookInsideThePromptSeesWhatTheModelSaidThere() {
        lab.continuation.generate(3);
        Reading last = lab.reading();
        List<TokenScore> scores = lab.session.scoresProperty().get();
        for (int i = 1; i < lab.typed() + 3; i++) {
            lab.continuation.lookAt(i);
            Reading step = lab.step();
            assertThat(step.tokens()).isEqualTo(last.tokens().subList(0, i));
            assertThat(last.text()).startsWith(step.text());
            assertThat(step.attention().length()).isEqualTo(i);
            var trace = Objects.requireNonNull(lab.session.traceProperty().get());
            int rank = trace.rankOf(last.tokens().get(i).id());
            assertThat(trace.rawLogProb(rank)).isCloseTo(scores.get(i).logprob(), within(1e-4));
            assertThat(trace.rawEntropyBits()).isCloseTo(scores.get(i).entropyBits(), within(1e-3));
        }
        assertThat(lab.reading()).as("only looked at").isSameAs(last);
        lab.continuation.lookAt(LabSession.NONE);
        assertThat(lab.step()).isSameAs(last);
        lab.continuation.lookAt(0);
        assertThat(lab.session.lookedAtProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void scoresThatAreAskedForLateAreTheSame() {
        lab.continuation.generate(3);
        List<TokenScore> scores = lab.session.scoresProperty().get();
        lab.session.scoresProperty().set(List.of());
        new TextScores(lab.session, lab.engine, lab.runner);
        assertThat(lab.session.scoresProperty().get()).hasSize(lab.typed() + 3).isEqualTo(scores);
    }

    @Test
    void aLookInsideThePromptSeesAMeanOverAllOfIt() {
        lab.interventions.add(new Intervention.MeanHead(0, 1));
        List<TokenScore> scores = lab.session.scoresProperty().get();
        lab.continuation.lookAt(3);
        var trace = Objects.requireNonNull(lab.session.traceProperty().get());
        int rank = trace.rankOf(scores.get(3).id());
        assertThat(lab.step().tokens()).hasSize(3);
        assertThat(trace.rawLogProb(rank)).isCloseTo(scores.get(3).logprob(), within(1e-4));
    }

    @Test
    void goingOnInsideThePromptMakesATreeOfItsOwn() {
        lab.continuation.generate(3);
        String text = lab.session.promptProperty().get();
        GenerationTree before = lab.tree();
        lab.continuation.lookAt(4);
        lab.continuation.generate(2);
        assertThat(lab.typed()).isEqualTo(4);
        assertThat(lab.tree().nodes()).hasSize(3);
        assertThat(TreeLab.PROMPT).startsWith(lab.tree().prompt().text());
        assertThat(lab.reading().typed()).isEqualTo(4);
        lab.continuation.undo();
        assertThat(lab.session.promptProperty().get()).isEqualTo(text);
        assertThat(lab.tree().nodes()).isEqualTo(before.nodes());
    }

    @Test
    void everyTokenIsScored() {
        lab.continuation.generate(4);
        int[] ids = lab.reading().ids();
        try (Backend backend = Backends.open(0);
                LanguageModel model = LanguageModel.open(folders.resolve("tiny"), backend)) {
            List<TokenScore> expected =
                    PromptScores.of(model.transformer(), ids, Interventions.NONE, () -> {});
            List<TokenScore> scores = lab.session.scoresProperty().get();
            assertThat(scores).hasSameSizeAs(expected);
            assertThat(scores.getFirst().isScored()).isFalse();
            for (int i = 1; i < ids.length; i++) {
                assertThat(scores.get(i).id()).isEqualTo(ids[i]);
                assertThat(scores.get(i).rank()).isEqualTo(expected.get(i).rank());
                assertThat(scores.get(i).logprob())
                        .isCloseTo(expected.get(i).logprob(), within(1e-4));
            }
        }
    }

    @Test
    void interventionsKeepTheTreeAndReadItAgain() {
        lab.continuation.generate(5);
        branch(2);
        GenerationTree before = lab.tree();
        lab.interventions.add(ABLATION);
        assertThat(lab.tree().nodes()).isEqualTo(before.nodes());
        Interventions ablated = new Interventions(List.of(ABLATION));
        checkUnder(ablated);
        lab.continuation.goTo(5);
        checkUnder(ablated);
        List<TokenScore> scores = lab.session.scoresProperty().get();
        assertThat(scores.subList(1, scores.size())).allMatch(TokenScore::isScored);
        lab.continuation.lookAt(lab.typed() + 4);
        var trace = Objects.requireNonNull(lab.session.traceProperty().get());
        TokenScore fourth = scores.get(lab.typed() + 4);
        assertThat(trace.rawLogProb(trace.rankOf(fourth.id())))
                .as("tokens chosen before are scored under the interventions in force")
                .isCloseTo(fourth.logprob(), within(1e-4));
        lab.interventions.remove(0);
        checkUnder(Interventions.NONE);
    }

    private void checkUnder(Interventions interventions) {
        Reading reading = lab.reading();
        assertThat(reading.interventions()).isEqualTo(interventions);
        assertThat(reading.tokens()).isEqualTo(lab.tree().tokens(lab.current()));
        assertThat(reading.logits())
                .containsExactly(
                        stepwise(reading.ids(), lab.typed(), interventions), within(1e-4f));
    }
}
