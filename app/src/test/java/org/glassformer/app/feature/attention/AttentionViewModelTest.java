package org.glassformer.app.feature.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.collections.ObservableList;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.RunningTask;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the screen computes while it is on view and while it is not.
class AttentionViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final CountingRunner counting = new CountingRunner(runner);
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final AttentionViewModel model;

    AttentionViewModelTest() {
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        History history = new History();
        model =
                new AttentionViewModel(
                        session,
                        engine,
                        new Continuation(session, engine, reader, text, history),
                        new InterventionList(session, history),
                        counting);
    }

    /// Counts the jobs that it hands on.
    private static final class CountingRunner implements TaskRunner {

        private final TaskRunner runner;
        private int jobs;

        CountingRunner(TaskRunner runner) {
            this.runner = runner;
        }

        int take() {
            int taken = jobs;
            jobs = 0;
            return taken;
        }

        @Override
        public <T> RunningTask submit(Job<T> job) {
            jobs++;
            return runner.submit(job);
        }

        @Override
        public void later(Runnable action) {
            runner.later(action);
        }

        @Override
        public ObservableList<RunningTask> running() {
            return runner.running();
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    /// All that makes the panels of the map compute.
    private void lookAround(String prompt) {
        session.promptProperty().set(prompt);
        session.headProperty().set(1 - session.headProperty().get());
        session.selectedTokenProperty().set(2);
        session.hoveredTokenProperty().set(1);
        session.hoveredTokenProperty().set(LabSession.NONE);
    }

    private int computed(String prompt) {
        counting.take();
        lookAround(prompt);
        return counting.take();
    }

    @Test
    void mapPairAndHeadsRestWhileAnotherScreenIsShown() {
        int shown = computed("She found a red ball");
        model.hidden();
        int hidden = computed("There was a dog");
        int outcome = shown - hidden;
        assertThat(hidden).isLessThan(shown);
        assertThat(outcome).isGreaterThanOrEqualTo(6); // pictures, patterns, the map, the pair
        model.shown();
        assertThat(counting.take())
                .isBetween(
                        4,
                        5); // each once, the maps made ahead too, not once for each change missed
    }

    @Test
    void theyRestWhileAnotherSectionIsInTheirPlace() {
        model.hidden();
        int hidden = computed("She found a red ball");
        model.sectionProperty().set(Section.STREAM);
        model.shown();
        assertThat(computed("There was a dog")).isEqualTo(hidden);
        model.sectionProperty().set(Section.MAP);
        assertThat(counting.take()).isBetween(4, 5);
    }
}
