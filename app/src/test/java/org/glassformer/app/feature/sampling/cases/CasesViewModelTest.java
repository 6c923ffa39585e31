package org.glassformer.app.feature.sampling.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.feature.sampling.cases.CasesViewModel.Replayed;
import org.glassformer.app.session.CaseDraft;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.cli.Main;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesViewModelTest {

    @TempDir private Path folder;
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final History history = new History();
    private final InterventionList interventions = new InterventionList(session, history);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, history);
    private final ModelOpening opening = new ModelOpening(session, engine, runner);
    private final CasesViewModel cases = new CasesViewModel(session, engine, opening, runner);
    private Path file = Path.of("");

    @BeforeEach
    void open() {
        file = folder.resolve("case.json");
        session.devicesProperty().set(engine.devices());
        session.chainProperty().set(ChainSettings.HUGGING_FACE.withTemperature(1.3));
        session.promptProperty().set("Once upon a time");
        opening.open(TinyModels.write(folder.resolve("tiny"), 3));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Replayed replayed() {
        return Objects.requireNonNull(cases.replayedProperty().get());
    }

    private static String replay(Path file, int status) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int ended = Main.run(new String[] {"replay", file.toString()}, writer, writer);
        assertThat(ended).as(out.toString()).isEqualTo(status);
        return out.toString();
    }

    @Test
    void thereIsNothingToSaveBeforeTokensAreGenerated() {
        assertThat(cases.draftProperty().get()).isEmpty();
        cases.save(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatWasGeneratedIsSavedAndComesAgainHereAndOnTheCommandLine() {
        continuation.generate(12);
        CaseDraft draft = cases.draftProperty().get().orElseThrow();
        assertThat(draft.expected()).hasSize(12);
        assertThat(cases.sentence(draft)).contains("12 generated").contains("tiny");
        cases.save(file);
        assertThat(cases.failureProperty().get()).isEmpty();
        assertThat(replayed().report().isSame()).isTrue();
        assertThat(replayed().report().compared()).isEqualTo(12);
        assertThat(CaseWordsViewModel.mismatch(replayed())).isEmpty();
        assertThat(replay(file, 0)).contains("all 12 tokens are the same");
        assertThat(cases.numbers().orElseThrow().rows()).isEqualTo(12);
    }

    @Test
    void constraintAndInterventionsAreSavedToo() {
        session.constraintProperty()
                .set(
                        Constraint.compile(
                                Constraint.Kind.REGEX,
                                "[a-z ]{30,60}",
                                Objects.requireNonNull(session.readingProperty().get())
                                        .vocabulary()));
        interventions.add(new Intervention.ScaleHead(0, 1, 0));
        interventions.add(new Intervention.MeanHead(1, 2));
        continuation.generate(8);
        cases.save(file);
        assertThat(cases.failureProperty().get()).isEmpty();
        assertThat(CaseFile.read(file).interventions().list()).hasSize(2);
        assertThat(CaseWordsViewModel.others(CaseFile.read(file)))
                .contains("[a-z ]")
                .contains("ablate:0.1");
        assertThat(replayed().report().isSame()).isTrue();
        assertThat(replay(file, 0)).contains("are the same");
    }

    @Test
    void aTokenChosenByHandIsSaidAndTheFirstDifference() {
        continuation.generate(3);
        int drawn = session.tokensProperty().get().getLast().id();
        continuation.undo();
        continuation.add(drawn == 40 ? 41 : 40);
        CaseDraft draft = cases.draftProperty().get().orElseThrow();
        assertThat(draft.otherwise()).isEqualTo(1);
        assertThat(cases.sentence(draft)).contains("by hand");
        cases.save(file);
        assertThat(replayed().report().difference().orElseThrow().step())
                .isEqualTo(draft.expected().size() - 1);
        assertThat(CaseWordsViewModel.result(replayed())).contains("differs");
        assertThat(replay(file, 1)).contains("differs");
    }

    @Test
    void anotherModelIsSaidAndTheCasesOwnCanBeOpened() {
        continuation.generate(5);
        cases.save(file);
        opening.open(TinyModels.write(folder.resolve("other"), 8));
        assertThat(replayed().report().sameModel()).isFalse();
        assertThat(CaseWordsViewModel.mismatch(replayed())).contains("other").contains("not those");
        assertThat(cases.hasOtherModel()).isTrue();
        cases.openModel();
        assertThat(replayed().report().sameModel()).isTrue();
        assertThat(replayed().report().isSame()).isTrue();
        assertThat(cases.hasOtherModel()).isFalse();
    }

    @Test
    void anotherDeviceIsSaidAndTheCasesOwnCanBeUsed() {
        continuation.generate(5);
        cases.save(file);
        String made = replayed().model().device();
        opening.moveTo(made.equals("scalar") ? "vector" : "scalar");
        assertThat(CaseWordsViewModel.mismatch(replayed())).contains("made on " + made);
        assertThat(replayed().report().isSame()).isTrue();
        assertThat(cases.hasOtherDevice()).isTrue();
        cases.moveToDevice();
        assertThat(replayed().model().device()).isEqualTo(made);
        assertThat(CaseWordsViewModel.mismatch(replayed())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[1]", "{\"format\":\"glassformer-case\"}"})
    void brokenFilesGetOneSentence(String content) throws IOException {
        Files.writeString(file, content);
        cases.open(file);
        assertThat(cases.failureProperty().get()).isNotEmpty().doesNotContain("\n");
        assertThat(cases.replayedProperty().get()).isNull();
        assertThat(cases.busyProperty().get()).isFalse();
    }

    @Test
    void aCaseOfALargerVocabularyGetsOneSentence() throws IOException {
        continuation.generate(2);
        cases.save(file);
        String broken = Files.readString(file).replaceFirst("\"id\" : \\d+", "\"id\" : 999999");
        Files.writeString(file, broken);
        cases.open(file);
        assertThat(cases.failureProperty().get()).contains("999999");
        List<String> lines = cases.failureProperty().get().lines().toList();
        assertThat(lines).hasSize(1);
    }
}
