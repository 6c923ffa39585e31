package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.RunningTask;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.Generator;
import org.glassformer.engine.generate.LanguageModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final String PROMPT = "Once upon a time, there was";

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final ModelOpening opening = new ModelOpening(session, engine, runner);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final NextToken nextToken = new NextToken(session, runner);

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @BeforeEach
    void openModel() {
        assertThat(nextToken).isNotNull();
        session.promptProperty().set(PROMPT);
        opening.open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    @Test
    void anOpenedModelReadsThePrompt() {
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(reading().text()).isEqualTo(PROMPT);
        assertThat(session.tokensProperty().get()).isEqualTo(reading().tokens()).isNotEmpty();
        assertThat(session.traceProperty().get()).isNotNull();
        assertThat(opening.recent()).containsExactly(folders.resolve("tiny").toAbsolutePath());
    }

    @Test
    void everyQuerysWeightsSumToOne() {
        int n = reading().tokens().size();
        float[] weights = reading().attention().pattern(1, 3);
        for (int q = 0; q < n; q++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += weights[q * n + k];
            }
            assertThat(sum).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void aSliderDoesNotRunTheModelAgain() {
        Reading before = reading();
        double p = Objects.requireNonNull(session.traceProperty().get()).probability(0);
        session.chainProperty().set(session.chainProperty().get().withTemperature(0.1));
        assertThat(session.readingProperty().get()).isSameAs(before);
        assertThat(Objects.requireNonNull(session.traceProperty().get()).probability(0))
                .isGreaterThan(p);
    }

    @Test
    void anEmptyPromptIsPredictedFromTheStartToken() {
        session.promptProperty().set("");
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(session.tokensProperty().get()).hasSize(1);
    }

    @Test
    void aPromptThatDoesNotFitLeavesTheLastReading() {
        Reading before = reading();
        session.promptProperty().set("dog ".repeat(TinyModels.CONTEXT * 2));
        assertThat(session.stateProperty().get()).isEqualTo(LabState.STALE);
        assertThat(session.readingProperty().get()).isSameAs(before);
        assertThat(notice()).contains("48");
        session.promptProperty().set(PROMPT + " a");
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(session.noticeProperty().get()).isNull();
    }

    @Test
    void lettersThatTheVocabularyLacksAreNamedUntilThatIsDismissed() throws IOException {
        Path tiny = folders.resolve("tiny");
        Path plain = folders.resolve("plain");
        TinyModels.like(tiny, plain, 1, 1, 2, 8, TinyModels.CONTEXT);
        Files.writeString(
                plain.resolve("tokenizer.json"),
                "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1}, \"merges\": []}}");
        session.promptProperty().set("ab");
        opening.open(plain);
        assertThat(session.noticeProperty().get()).isNull();
        session.promptProperty().set("1 a1");
        assertThat(notice())
                .isEqualTo(
                        "The vocabulary of plain lacks “1”, “ ”: the model reads the prompt without.");
        assertThat(session.tokensProperty().get()).hasSize(1);
        session.noticeProperty().set(null);
        reader.read();
        assertThat(session.noticeProperty().get()).as("dismissed").isNull();
        session.promptProperty().set("ab0123456789.,;!");
        assertThat(notice()).contains("“0”, “1”", " and 2 more characters:");
        session.promptProperty().set("b");
        assertThat(session.noticeProperty().get()).isNull();
    }

    private String notice() {
        return Objects.requireNonNull(session.noticeProperty().get()).text();
    }

    @Test
    void aFolderWithoutAModelLeavesTheOldOne() throws IOException {
        Path bad = Files.createDirectories(folders.resolve("bad"));
        Files.writeString(bad.resolve("config.json"), "{\"model_type\": 7}");
        Reading before = reading();
        opening.open(bad);
        assertThat(notice()).startsWith("bad was not opened:").contains("config.json");
        assertThat(session.readingProperty().get()).isSameAs(before);
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        continuation.oneToken();
        assertThat(session.tokensProperty().get()).hasSize(before.tokens().size() + 1);
    }

    @Test
    void aComplaintNamesTheFolderOnce() throws IOException {
        Path gone = folders.resolve("gone");
        opening.open(gone);
        assertThat(notice())
                .startsWith("gone was not opened: expected a folder")
                .doesNotContain(gone.toString());
        Path empty = Files.createDirectories(folders.resolve("empty"));
        opening.open(empty);
        assertThat(notice())
                .startsWith("empty was not opened: expected a folder")
                .contains("found no config.json")
                .doesNotContain(empty.toString());
    }

    @Test
    void aFileOfAModelOpensItsFolder() {
        Reading before = reading();
        opening.open(folders.resolve("other").resolve("model.safetensors"));
        assertThat(reading().model().name()).isEqualTo("other");
        assertThat(reading().logits()).isNotEqualTo(before.logits());
        assertThat(opening.recent()).hasSize(2);
    }

    @Test
    void anotherDeviceAgrees() {
        Reading before = reading();
        String other = before.model().device().equals("scalar") ? "vector" : "scalar";
        opening.moveTo(other);
        assertThat(reading().model().device()).isEqualTo(other);
        for (int id = 0; id < before.logits().length; id++) {
            assertThat(reading().logits()[id])
                    .isBetween(before.logits()[id] - 1e-3f, before.logits()[id] + 1e-3f);
        }
    }

    @Test
    void aDeviceThatIsStartedIsSaidSoBeforeTheFirstWeightIsRead() {
        List<String> told = new ArrayList<>();
        runner.running()
                .addListener(
                        (ListChangeListener<RunningTask>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList()
                                                .forEach(task ->
                                                        task.messageProperty()
                                                                .subscribe(message ->
                                                                        told.add(message)));
                                    }
                                });
        opening.moveTo("scalar");
        assertThat(told).contains("Starting the device scalar");
        assertThat(reading().model().device()).isEqualTo("scalar");
    }

    @Test
    void aDeviceThatFailsIsLeftForThePreferredOne() {
        String usual = reading().model().device();
        opening.moveTo("scalar");
        ModelSummary failing = reading().model();
        assertThatThrownBy(() ->
                        engine.study(
                                failing,
                                (model, breath) -> {
                                    throw new DeviceException("the card was lost");
                                }))
                .isInstanceOf(DeviceException.class);
        assertThat(reading().model().device()).isEqualTo(usual);
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(notice()).startsWith("The card was lost. The model goes on here: CPU");
    }

    @Test
    void tokensAreThoseOfTheCommandLine() {
        List<Integer> expected = new ArrayList<>();
        try (Backend backend = Backends.open(0);
                LanguageModel model = LanguageModel.open(folders.resolve("tiny"), backend)) {
            GenerationSettings settings =
                    GenerationSettings.of(
                            model,
                            session.chainProperty().get().toChain(),
                            session.seedProperty().get(),
                            12);
            new Generator(model)
                    .generate(model.promptIds(PROMPT), settings, token -> add(expected, token));
        }
        int from = session.tokensProperty().get().size();
        continuation.generate(5);
        for (int i = 0; i < 7; i++) {
            continuation.oneToken();
        }
        List<SessionToken> tokens = session.tokensProperty().get();
        assertThat(tokens.subList(from, tokens.size()))
                .extracting(SessionToken::id)
                .isEqualTo(expected);
        assertThat(reading().text()).startsWith(PROMPT).isEqualTo(session.promptProperty().get());
        assertThat(reading().attention().pattern(0, 0)).hasSize(tokens.size() * tokens.size());
    }

    private static boolean add(List<Integer> ids, GeneratedToken token) {
        return ids.add(token.id());
    }

    @Test
    void generationEndsWhereTheContextDoes() {
        continuation.generate(1000);
        assertThat(session.tokensProperty().get()).hasSize(TinyModels.CONTEXT);
        assertThat(continuation.runningProperty().get()).isFalse();
        assertThat(notice()).contains("48");
    }

    @Test
    void stepsAreTakenBackAndBroughtBack() {
        continuation.oneToken();
        continuation.oneToken();
        String longer = session.promptProperty().get();
        List<SessionToken> tokens = session.tokensProperty().get();
        continuation.undo();
        continuation.undo();
        assertThat(session.promptProperty().get()).isEqualTo(PROMPT);
        assertThat(continuation.undoableProperty().get()).isFalse();
        continuation.redo();
        continuation.redo();
        assertThat(session.promptProperty().get()).isEqualTo(longer);
        assertThat(session.tokensProperty().get()).isEqualTo(tokens);
    }

    @Test
    void typingForgetsTheSteps() {
        continuation.oneToken();
        session.promptProperty().set("Mia");
        assertThat(continuation.undoableProperty().get()).isFalse();
        assertThat(reading().text()).isEqualTo("Mia");
    }

    @Test
    void drawingAgainChangesTheNumberAndNotTheText() {
        double u = Continuation.draw(session);
        continuation.reroll();
        assertThat(Continuation.draw(session)).isNotEqualTo(u);
        assertThat(session.promptProperty().get()).isEqualTo(PROMPT);
        continuation.oneToken();
        assertThat(session.rerollProperty().get()).isZero();
    }

    @Test
    void aChosenTokenIsAdded() {
        continuation.add(reading().tokens().getFirst().id());
        assertThat(session.tokensProperty().get().getLast())
                .isEqualTo(session.tokensProperty().get().getFirst());
    }
}
