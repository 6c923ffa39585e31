package org.glassformer.app.feature.sampling.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.Answer;
import org.glassformer.engine.generate.AnswerRule;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.Vote;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledViewModelTest {

    private static final String PROMPT = "Once upon a time";

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private AnswersLab lab;
    private SampledViewModel model;

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @BeforeEach
    void open() {
        lab = new AnswersLab(runner, folders.resolve("tiny"), PROMPT);
        model = lab.answers.sampled();
    }

    @AfterEach
    void close() {
        lab.close();
        runner.close();
    }

    private <T> T withEngine(Function<LanguageModel, T> work) {
        try (Backend backend = Backends.open(lab.reading().model().device(), 0);
                LanguageModel alone = LanguageModel.open(folders.resolve("tiny"), backend)) {
            return work.apply(alone);
        }
    }

    private GenerationSettings settings(LanguageModel alone) {
        return GenerationSettings.of(alone, lab.session.chainProperty().get().toChain(), 42, 10);
    }

    private Answers engines(int count) {
        return withEngine(alone ->
                Answers.write(
                        alone,
                        lab.reading().ids(),
                        settings(alone),
                        count,
                        (answer, token) -> true));
    }

    @Test
    void nothingIsThereAtFirst() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.EMPTY);
        assertThat(model.rowsProperty().get()).isEmpty();
        assertThat(model.numbers()).isEmpty();
        assertThat(model.comparison().pairProperty().get()).isNull();
        assertThat(model.comparison().numbers()).isEmpty();
        assertThat(model.vote().numbers()).isEmpty();
    }

    @Test
    void answersAreThoseOfTheEngineTheBestFirst() {
        model.countProperty().set(6);
        model.run();
        Answers wanted = engines(6);
        List<AnswerRow> rows = model.rowsProperty().get();
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(rows).hasSize(6);
        for (int i = 0; i < rows.size(); i++) {
            Answer answer = wanted.ranked().get(i);
            AnswerRow row = rows.get(i);
            assertThat(row.rank()).isEqualTo(i + 1);
            assertThat(row.number()).isEqualTo(answer.number());
            assertThat(row.text()).isEqualTo(answer.generation().text());
            assertThat(row.tokens()).isEqualTo(answer.generation().tokens().size());
            assertThat(row.total()).isEqualTo(answer.generation().logprob());
            assertThat(row.mean()).isEqualTo(answer.generation().averageLogprob());
            assertThat(row.stop()).isEqualTo(answer.generation().stop().name());
        }
        assertThat(model.numbers().orElseThrow().rows()).isEqualTo(6);
        assertThat(model.caption().settings())
                .anySatisfy(setting -> assertThat(setting.value()).isEqualTo("42"))
                .anySatisfy(setting -> assertThat(setting.value()).contains("Top-k 40"));
    }

    @Test
    void theCostCountsThePromptOnceAndWhatEachWouldCostAlone() {
        model.countProperty().set(5);
        model.run();
        Answers wanted = engines(5);
        long alone =
                withEngine(engine ->
                        wanted.ranked().stream()
                                .mapToLong(answer ->
                                        Answers.write(
                                                        engine,
                                                        lab.reading().ids(),
                                                        settings(engine).withSeed(answer.seed()),
                                                        1,
                                                        (number, token) -> true)
                                                .cost()
                                                .computedTokens())
                                .sum());
        assertThat(alone).isGreaterThan(wanted.cost().computedTokens());
        assertThat(model.cost().noteProperty().get())
                .startsWith(
                        "5 answers: %d tokens computed, %d of them the prompt (once); alone they would have cost %d; "
                                .formatted(
                                        wanted.cost().computedTokens(),
                                        lab.reading().tokens().size(),
                                        alone));
        assertThat(model.cost().detailsProperty().get()).isNotEmpty();
    }

    @Test
    void theFirstAnswerIsWhatGenerateWrites() {
        model.countProperty().set(1);
        model.run();
        String text = model.rowsProperty().get().getFirst().text();
        lab.continuation.generate();
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + text);
    }

    @Test
    void answersComeOneAfterTheOther() {
        model.countProperty().set(3);
        List<Integer> sizes = new ArrayList<>();
        model.rowsProperty().subscribe(rows -> sizes.add(rows.size()));
        model.run();
        assertThat(sizes).contains(1, 2, 3).isSorted();
    }

    @Test
    void stoppingKeepsWhatWasWritten() {
        model.countProperty().set(8);
        model.rowsProperty()
                .subscribe(rows -> {
                    if (rows.size() == 3) {
                        model.stop();
                    }
                });
        model.run();
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(model.rowsProperty().get()).hasSize(3);
        assertThat(model.rowsProperty().get()).extracting(AnswerRow::stop).contains("CANCELLED");
    }

    @Test
    void anAnswerBecomesTheTextAndAnotherOneABranch() {
        model.countProperty().set(4);
        model.run();
        AnswerRow first = model.rowsProperty().get().getFirst();
        AnswerRow last = model.rowsProperty().get().getLast();
        Answer answer = engines(4).ranked().getFirst();
        assertThat(model.isUsable(first.number())).isTrue();
        model.use(first.number());
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + first.text());
        assertThat(lab.reading().tokens().size() - lab.tree().prompt().tokens().size())
                .isEqualTo(first.tokens());
        assertThat(lab.tree().current().choice())
                .satisfies(choice -> {
                    assertThat(Objects.requireNonNull(choice).drawn())
                            .isEqualTo(answer.generation().tokens().getLast().drawn());
                    assertThat(choice.byHand()).isFalse();
                    assertThat(choice.seed()).isEqualTo(answer.seed());
                    assertThat(choice.entropyBits()).isPositive();
                });
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        model.use(last.number());
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + last.text());
        assertThat(lab.tree().nodes().size()).isGreaterThan(1 + last.tokens());
        lab.continuation.undo();
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + first.text());
        lab.continuation.undo();
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT);
        lab.continuation.redo();
        assertThat(lab.session.promptProperty().get()).isEqualTo(PROMPT + first.text());
    }

    @Test
    void anotherRuleCountsAgainWithoutTheModel() {
        model.countProperty().set(8);
        model.run();
        Answers wanted = engines(8);
        VoteViewModel vote = model.vote();
        assertThat(vote.voteProperty().get())
                .isEqualTo(Vote.over(wanted, new AnswerRule.LastWord()));
        lab.engine.close();
        vote.kindProperty().set(RuleKind.WHOLE);
        assertThat(vote.voteProperty().get()).isEqualTo(Vote.over(wanted, new AnswerRule.Whole()));
        vote.kindProperty().set(RuleKind.NUMBER);
        assertThat(vote.voteProperty().get())
                .isEqualTo(Vote.over(wanted, new AnswerRule.LastNumber()));
        vote.kindProperty().set(RuleKind.EXPRESSION);
        vote.expressionProperty().set("zzz");
        assertThat(Objects.requireNonNull(vote.voteProperty().get()).without()).hasSize(8);
        assertThat(vote.withoutProperty().get()).contains("#1").contains("#8");
        assertThat(vote.numbers()).isEmpty();
        vote.expressionProperty().set("[a-z]");
        Vote counted = Vote.over(wanted, new AnswerRule.Expression("[a-z]"));
        assertThat(vote.voteProperty().get()).isEqualTo(counted);
        assertThat(vote.numbers().orElseThrow().rows()).isEqualTo(counted.tallies().size());
        assertThat(counted.tallies().stream().mapToDouble(Vote.Tally::share).sum())
                .isCloseTo(1 - counted.without().size() / 8.0, within(1e-12));
    }

    @Test
    void aMalformedRuleIsSaidInASentence() {
        model.countProperty().set(2);
        model.run();
        VoteViewModel vote = model.vote();
        vote.kindProperty().set(RuleKind.EXPRESSION);
        vote.expressionProperty().set("(a");
        assertThat(vote.problemProperty().get()).startsWith("No vote:").endsWith(".");
        assertThat(vote.voteProperty().get()).isNull();
        vote.expressionProperty().set("(a)");
        assertThat(vote.problemProperty().get()).isEmpty();
        assertThat(vote.voteProperty().get()).isNotNull();
    }

    @Test
    void twoAnswersAreCutWhereTheyFirstDiffer() {
        model.countProperty().set(4);
        model.run();
        ComparisonViewModel comparison = model.comparison();
        comparison.choose(2);
        comparison.compareWith(1);
        ComparisonViewModel.Pair pair = Objects.requireNonNull(comparison.pairProperty().get());
        assertThat(pair.left().number()).isEqualTo(2);
        assertThat(Objects.requireNonNull(pair.right()).number()).isEqualTo(1);
        Passage left = pair.leftPassage();
        Passage right = pair.rightPassage();
        assertThat(left.same()).isEqualTo(right.same());
        assertThat(left.differs()).isNotEqualTo(right.differs());
        assertThat(left.same() + left.differs() + left.rest()).isEqualTo(pair.left().text());
        assertThat(pair.sentence()).contains("#3").contains("#2");
        comparison.compareWith(1);
        assertThat(comparison.otherProperty().get()).isEqualTo(ComparisonViewModel.NONE);
        assertThat(comparison.numbers().orElseThrow().rows()).isPositive();
    }

    @Test
    void answersAgeWithTheTextAndTheChain() {
        model.run();
        lab.session.seedProperty().set(7);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.STALE);
        lab.session.seedProperty().set(42);
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        int best = model.rowsProperty().get().getFirst().number();
        lab.session.promptProperty().set("Another text");
        assertThat(model.stateProperty().get()).isEqualTo(LabState.STALE);
        assertThat(model.isUsable(best)).isFalse();
        model.use(best);
        assertThat(lab.session.promptProperty().get()).isEqualTo("Another text");
        lab.open(folders.resolve("other"));
        assertThat(model.stateProperty().get()).isEqualTo(LabState.EMPTY);
        assertThat(model.rowsProperty().get()).isEmpty();
    }

    @Test
    void interventionsAndConstraintHold() {
        lab.session
                .interventionsProperty()
                .set(List.of(new SwitchedIntervention(new Intervention.ScaleHead(0, 1, 0), true)));
        Grammar grammar = Grammar.regex("(the|a) (red|little)");
        Constraint constraint =
                withEngine(alone ->
                        new Constraint(
                                Constraint.Kind.REGEX,
                                "(the|a) (red|little)",
                                Objects.requireNonNull(
                                        settings(alone).within(grammar, alone).grammar())));
        lab.session.constraintProperty().set(constraint);
        model.countProperty().set(5);
        model.run();
        assertThat(model.rowsProperty().get()).allMatch(row -> grammar.matches(row.text()));
        model.use(0);
        assertThat(grammar.matches(lab.session.promptProperty().get().substring(PROMPT.length())))
                .isTrue();
        lab.session.constraintProperty().set(null);
        lab.continuation.add(lab.reading().tokens().getFirst().id());
        lab.session.constraintProperty().set(constraint);
        model.run();
        assertThat(model.stateProperty().get()).isEqualTo(LabState.FAILED);
        assertThat(model.cost().noteProperty().get())
                .isEqualTo(
                        Messages.text("answers.failed", Messages.text("notice.outsideConstraint")));
    }
}
