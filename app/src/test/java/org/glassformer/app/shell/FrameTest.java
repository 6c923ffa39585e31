package org.glassformer.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.prefs.Preferences;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.WarmUp;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures of the status bar and the list of models, on a real model.
class FrameTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final WarmUp warmUp = new WarmUp(session, engine, runner);
    private final ModelOpening opening = new ModelOpening(session, engine, runner);
    private final StatusBarViewModel status =
            new StatusBarViewModel(
                    session, new SimpleBooleanProperty(), FXCollections.observableArrayList());

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void openModel() {
        assertThat(List.of(reader, warmUp)).hasSize(2);
        session.promptProperty().set("Once upon a time");
        opening.open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private String shownTime() {
        Reading reading = Objects.requireNonNull(session.readingProperty().get());
        double ms = reading.forwardMs();
        return ms < 1000
                ? Figures.fixed(ms, ms < 10 ? 1 : 0) + " ms"
                : Figures.fixed(ms / 1000, 1) + " s";
    }

    @Test
    void theTimeIsThatOfTheRunThatIsShownAndAFirstRunSaysSo() {
        assertThat(status.forwardProperty().get()).isEqualTo(shownTime() + ", first run");
        assertThat(status.forwardTipProperty().get()).contains("JVM");
        session.promptProperty().set("Once upon a");
        assertThat(status.forwardProperty().get()).isEqualTo(shownTime());
        assertThat(status.forwardTipProperty().get()).doesNotContain("JVM");
    }

    @Test
    void theLastFiveModelsAreRememberedWithoutThoseThatComeWithTheLab() {
        ShellViewModel shell =
                new ShellViewModel(session, opening, List.of(folders.resolve("tiny")));
        List<String> earlier = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            earlier.add(folders.resolve("gone-" + i).toString());
        }
        shell.remember(earlier);
        shell.remember(List.of("\0"));
        assertThat(shell.recentModels())
                .hasSize(Preferences.RECENT_MODELS)
                .isEqualTo(earlier.subList(0, Preferences.RECENT_MODELS));
        TinyModels.write(folders.resolve("new"), 2);
        opening.open(folders.resolve("new"));
        assertThat(shell.recentModels())
                .hasSize(Preferences.RECENT_MODELS)
                .startsWith(folders.resolve("new").toString(), earlier.getFirst());
    }
}
