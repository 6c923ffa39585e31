package org.glassformer.app.feature.sampling.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.Pattern;
import org.glassformer.app.feature.sampling.constraint.ConstraintViewModel.Words;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StepReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConstraintViewModelTest {

    private static final String PROMPT = "Lily found a";

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final ConstraintViewModel model = new ConstraintViewModel(session, runner);

    @BeforeEach
    void open() {
        new NextToken(session, runner);
        new StepReader(session, engine, runner);
        session.promptProperty().set(PROMPT);
        new ModelOpening(session, engine, runner).open(SampleModels.stories());
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    private Words words() {
        return model.wordsProperty().get();
    }

    private String written() {
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        return reading.text().substring(PROMPT.length());
    }

    private void hold(Constraint.Kind kind, String source) {
        model.kindProperty().set(kind);
        model.sourceProperty().set(source);
        model.onProperty().set(true);
    }

    @Test
    void theMaskActsBeforeTheChainAndIsToldOf() {
        assertThat(words()).isEqualTo(Words.NONE);
        hold(Constraint.Kind.CHOICES, " red\n blue\n");
        assertThat(trace().stages().getFirst().name()).isEqualTo("grammar");
        assertThat(trace().stages().getFirst().kept()).isLessThan(10);
        assertThat(words().left()).startsWith("−").endsWith(" tokens");
        assertThat(words().right()).contains("mass", "H ");
        assertThat(words().sentence()).startsWith("next: “").contains("·red", "·blue", "mask in");
        model.onProperty().set(false);
        assertThat(words()).isEqualTo(Words.NONE);
        assertThat(session.constraintProperty().get()).isNull();
        assertThat(trace().stages().getFirst().name()).isNotEqualTo("grammar");
    }

    @Test
    void oneTokenAfterTheOtherEndsTheText() {
        hold(Constraint.Kind.CHOICES, " red\n blue");
        continuation.generate();
        assertThat(written()).isIn(" red", " blue");
        assertThat(words().sentence()).startsWith("Finished");
        assertThat(words().warns()).isFalse();
    }

    @Test
    void aTextThatMayEndSaysWhatElseMayCome() {
        hold(Constraint.Kind.REGEX, " red( ball)?");
        while (!words().sentence().startsWith("may end")) {
            continuation.oneToken();
        }
        assertThat(written()).isEqualTo(" red");
        assertThat(words().sentence()).contains("may end here, or go on with").contains("·");
    }

    @Test
    void aWrongSourceSaysWhereAndTheLastRightOneStays() {
        hold(Constraint.Kind.REGEX, " [a-z]+");
        Constraint right = session.constraintProperty().get();
        model.sourceProperty().set(" [a-z");
        assertThat(model.errorProperty().get())
                .contains("regular expression", "at character", "the last valid one")
                .endsWith(".");
        assertThat(session.constraintProperty().get()).isSameAs(right);
        model.sourceProperty().set(" [a-z]{2}");
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(session.constraintProperty().get()).isNotSameAs(right);
        hold(Constraint.Kind.JSON_SCHEMA, "{\n \"type\": }");
        assertThat(model.errorProperty().get()).contains("line 2, column");
        hold(Constraint.Kind.CHOICES, "\n");
        assertThat(model.errorProperty().get()).contains("no choice");
    }

    @Test
    void everyKindKeepsItsSource() {
        model.kindProperty().set(Constraint.Kind.REGEX);
        model.sourceProperty().set("a+");
        model.kindProperty().set(Constraint.Kind.CHOICES);
        assertThat(model.sourceProperty().get()).contains("red");
        model.kindProperty().set(Constraint.Kind.REGEX);
        assertThat(model.sourceProperty().get()).isEqualTo("a+");
        assertThat(session.constraintProperty().get()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Constraint.Kind.class)
    void everyExampleCompilesAndItsTextsFit(Constraint.Kind kind) {
        session.chainProperty().set(ChainSettings.LLAMA_CPP);
        for (ConstraintExamples.Example example : ConstraintExamples.of(kind)) {
            session.promptProperty().set(PROMPT);
            hold(kind, example.source());
            assertThat(model.errorProperty().get()).isEmpty();
            assertThat(example.name()).doesNotContain("?");
            continuation.generate(100);
            assertThat(matches(kind, example.source(), written()))
                    .as("%s: %s", example.name(), written())
                    .isTrue();
        }
    }

    private static boolean matches(Constraint.Kind kind, String source, String text) {
        return switch (kind) {
            case CHOICES -> source.lines().toList().contains(text);
            case REGEX -> Pattern.matches(source, text);
            case JSON_SCHEMA -> Grammar.jsonSchema(source).matches(text);
        };
    }

    @Test
    void twoHundredTextsAllMatch() {
        String pattern = " (the|a) [a-z]{2,9}( (and|with) [a-z]{2,9})?[.!]";
        hold(Constraint.Kind.REGEX, pattern);
        Pattern expected = Pattern.compile(pattern);
        for (int seed = 0; seed < 200; seed++) {
            session.seedProperty().set(seed);
            continuation.generate(40);
            assertThat(written()).matches(expected);
            continuation.undo();
            assertThat(written()).isEmpty();
        }
    }

    @Test
    void aTextThatIsThereAlreadyMayHaveLeftTheConstraint() {
        continuation.generate(3);
        String before = written();
        hold(Constraint.Kind.CHOICES, " red\n blue");
        assertThat(words().warns()).isTrue();
        assertThat(words().sentence()).contains("no longer matches from “", "take tokens back");
        assertThat(session.constraintLeftProperty().get()).isTrue();
        assertThat(words().left()).isEmpty();
        continuation.oneToken();
        assertThat(written()).isEqualTo(before);
        model.onProperty().set(false);
        assertThat(session.constraintLeftProperty().get()).isFalse();
        assertThat(words()).isEqualTo(Words.NONE);
    }

    @Test
    void aConstraintFromElsewhereIsShown() {
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        Constraint other =
                Constraint.compile(Constraint.Kind.REGEX, " [ab]+", reading.vocabulary());
        session.constraintProperty().set(other);
        assertThat(model.onProperty().get()).isTrue();
        assertThat(model.kindProperty().get()).isEqualTo(Constraint.Kind.REGEX);
        assertThat(model.sourceProperty().get()).isEqualTo(" [ab]+");
        assertThat(session.constraintProperty().get()).isSameAs(other);
        assertThat(words().sentence()).contains("next: ");
    }

    @Test
    void anotherModelCompilesItAgain() {
        hold(Constraint.Kind.CHOICES, " red\n blue");
        Constraint first = session.constraintProperty().get();
        new ModelOpening(session, engine, runner).open(SampleModels.stories());
        Constraint second = session.constraintProperty().get();
        assertThat(second).isNotNull().isNotSameAs(first);
        assertThat(model.onProperty().get()).isTrue();
        assertThat(words().sentence()).contains("·red");
    }
}
