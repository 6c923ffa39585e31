package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.sampling.Draws;
import org.glassformer.engine.sampling.SamplingTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesViewModelTest {

    private static final String LOGITS =
            "{\"logits\":[0.5,2,null,1],\"tokens\":[1,3],\"texts\":[\" a\",\" b\",\" c\",\" d\"]}";

    @TempDir private Path folder;
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final NextTokenViewModel next = new NextTokenViewModel(session);
    private final DrawViewModel draw = new DrawViewModel(session, runner);
    private final WhyNotViewModel whyNot = new WhyNotViewModel(session, runner);
    private final ForeignViewModel foreign = new ForeignViewModel(session);
    private final List<Path> cases = new ArrayList<>();
    private final FilesViewModel files = new FilesViewModel(session, runner, cases::add, () -> {});

    @BeforeEach
    void open() {
        new NextToken(session, runner);
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(TinyModels.write(folder.resolve("m"), 3));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void logitsOfAnotherEngineTakeThePlaceOfTheModels() throws IOException {
        session.chainProperty().set(ChainSettings.LLAMA_CPP.neutral().withTopK(2));
        files.open(write("other.json", LOGITS));
        assertThat(trace().size()).isEqualTo(4);
        assertThat(trace().id(0)).isEqualTo(1);
        assertThat(trace().kept()).isEqualTo(2);
        assertThat(foreign.labelProperty().get()).contains("other.json").contains("4 tokens");
        assertThat(next.id(4 - 1)).isPresent();
        assertThat(next.id(4)).isEmpty();
        assertThat(next.titleProperty().get()).contains("d");
        assertThat(draw.stretchesProperty().get()).hasSize(2);
        whyNot.tokenProperty().set(0);
        assertThat(whyNot.fateProperty().get().sentence()).contains("top-k");
        assertThat(RunSettings.of(session)).containsValue("other.json");
        assertThat(Continuation.draw(session))
                .isEqualTo(Draws.uniform(session.seedProperty().get(), 2, 0));
    }

    @Test
    void slidersActOnThemAndNothingContinuesThem() throws IOException {
        files.open(write("other.json", LOGITS));
        session.chainProperty().set(ChainSettings.LLAMA_CPP.greedy());
        assertThat(trace().kept()).isEqualTo(1);
        int before = session.tokensProperty().get().size();
        continuation.oneToken();
        assertThat(session.tokensProperty().get()).hasSize(before);
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("cannot be continued");
        continuation.reroll();
        assertThat(session.rerollProperty().get()).isEqualTo(1);
    }

    @Test
    void oneCommandGoesBackToTheModel() throws IOException {
        Reading own = session.stepProperty().get();
        files.open(write("other.json", LOGITS));
        assertThat(session.stepProperty().get()).isNotEqualTo(own);
        foreign.leave();
        assertThat(session.stepProperty().get()).isSameAs(own);
        assertThat(foreign.labelProperty().get()).isEmpty();
        continuation.oneToken();
        files.open(write("other.json", LOGITS));
        session.promptProperty().set("There was");
        assertThat(session.foreignProperty().get()).isNull();
        assertThat(Objects.requireNonNull(session.stepProperty().get()).text())
                .isEqualTo("There was");
    }

    @Test
    void logitsAloneAreEnough() throws IOException {
        files.open(write("bare.json", "{\"logits\":[1,2,3]}"));
        assertThat(trace().id(0)).isEqualTo(2);
        assertThat(next.id(3 - 1)).isPresent();
        assertThat(next.id(3)).isEmpty();
    }

    @Test
    void brokenFilesGetOneSentenceAndChangeNothing() throws IOException {
        Reading own = session.stepProperty().get();
        files.open(write("broken.json", "{\"logits\":[1,\"x\"]}"));
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("not a number");
        assertThat(session.stepProperty().get()).isSameAs(own);
    }

    @Test
    void casesGoToThePanelOfCasesAndModelFilesToNobodyHere() throws IOException {
        Path saved = write("case.json", "{\"format\":\"glassformer-case\"}");
        files.open(saved);
        assertThat(cases).containsExactly(saved);
        assertThat(files.accepts(saved)).isTrue();
        assertThat(files.accepts(write("config.json", "{}"))).isFalse();
        assertThat(files.accepts(write("tokenizer.json", "{}"))).isFalse();
        assertThat(files.accepts(folder)).isFalse();
    }
}
