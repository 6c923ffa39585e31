package org.glassformer.app.feature.sampling.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The panel of cases handled with the mouse; only the choice of the file is the platform's.
class CasesViewTest extends RobotTest {

    @TempDir private Path folder;
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final Continuation continuation =
            new Continuation(
                    session, engine, new PromptReader(session, engine, text), text, new History());
    private final ModelOpening opening = new ModelOpening(session, engine, runner);
    private final CasesViewModel cases = new CasesViewModel(session, engine, opening, runner);

    @BeforeEach
    void open() {
        Path model = TinyModels.write(folder.resolve("tiny"), 3);
        show(
                Theme.LIGHT,
                900,
                560,
                () -> {
                    session.devicesProperty().set(engine.devices());
                    session.promptProperty().set("Once upon a time");
                    opening.open(model);
                    return new CasesView(
                            cases, new PanelExport(Runnable::run, Runnable::run, notice -> {}));
                });
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id));
    }

    private String said(String id) {
        return ((Label) node(id)).getText();
    }

    private String result() {
        return cases.replayedProperty().get() == null ? "" : said("cases-result");
    }

    @Test
    void aTextIsSavedComesAgainAndDiffersWithAnotherSeed() throws IOException {
        assertThat(((Button) node("cases-save")).isDisabled()).isTrue();
        onFx(() -> continuation.generate(6));
        assertThat(((Button) node("cases-save")).isDisabled()).isFalse();
        assertThat(said("cases-draft")).contains("6 generated");
        Path file = folder.resolve("case.json");
        onFx(() -> cases.save(file));
        assertThat(result()).contains("All 6 tokens are the same");
        assertThat(node("cases-difference").isVisible()).isFalse();
        assertThat(said("cases-seed")).isEqualTo(Long.toString(session.seedProperty().get()));

        String saved = Files.readString(file);
        Files.writeString(file, saved.replaceFirst("(\"seed\"\\s*:\\s*)\\d+", "$1123456"));
        onFx(() -> cases.open(file));
        assertThat(result()).contains("differs, where u =");
        assertThat(node("cases-difference").isVisible()).isTrue();
        assertThat(node("cases-difference").lookupAll(".label"))
                .extracting(each -> ((Label) each).getText())
                .contains("logit", "expected", "got");

        Files.writeString(file, saved);
        robot.clickOn(node("cases-again"));
        pulses(2);
        assertThat(result()).contains("differs");
        onFx(() -> cases.open(file));
        onFx(() -> opening.open(TinyModels.write(folder.resolve("other"), 8)));
        assertThat(said("cases-mismatch")).contains("other").contains("not those");
        robot.clickOn(node("cases-openModel"));
        pulses(2);
        assertThat(result()).contains("All 6 tokens are the same");
        assertThat(node("cases-mismatch").isVisible()).isFalse();
    }
}
