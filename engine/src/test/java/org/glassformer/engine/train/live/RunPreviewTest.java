package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.Example;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.Test;

final class RunPreviewTest {

    @Test
    void whatIsAnnouncedIsWhatTheRunLearnsFromAndIsMeasuredBy() {
        LiveSettings settings = SmallRun.settings();
        RunPreview preview = RunPreview.of(settings, 4);
        assertThat(preview.examples()).hasSize(4);
        assertThat(preview.examples())
                .allSatisfy(example -> {
                    assertThat(example.prompt()).matches("[0-9]{3}>");
                    assertThat(example.answer().chars().boxed().toList()).isSorted().hasSize(3);
                });
        try (Backend backend = Backends.open("scalar", 1);
                LiveRun run = LiveRun.open(settings, backend, RunOptions.inMemory())) {
            assertThat(preview.cost()).isEqualTo(run.cost());
            assertThat(preview.cost()).isEqualTo(TrainingCost.of(settings));
            run.next();
            int[] inputs = run.view().orElseThrow().windows().inputs();
            Example first = preview.examples().getFirst();
            int[] prompt = run.tokens().encode(first.prompt());
            assertThat(inputs).startsWith(prompt);
            CheckResult check = run.check(2);
            assertThat(preview.measure()).isEqualTo(check.measure());
            assertThat(preview.goal()).isEqualTo(check.goal());
            assertThat(preview.unseen()).isEqualTo(check.unseen());
        }
    }

    @Test
    void textsAreShownAsTheyAre() {
        RunPreview names = RunPreview.of(LiveSettings.of(TrainingTask.of(TaskKind.NAMES)), 3);
        assertThat(names.examples()).hasSize(3).allMatch(name -> name.prompt().isEmpty());
        assertThat(names.measure()).isEqualTo(CheckResult.Measure.BITS_PER_BYTE);
        assertThat(names.goal()).isPositive();
        RunPreview sentence =
                RunPreview.of(LiveSettings.of(TrainingTask.repeat("to be or not")), 3);
        assertThat(sentence.examples()).containsExactly(new Example("", "to be or not"));
        assertThat(sentence.unseen()).isFalse();
    }

    @Test
    void whatCannotBeginIsSaidBefore() {
        TrainingTask text = new TrainingTask(TaskKind.TEXT, 1, "a short text");
        LiveSettings settings =
                LiveSettings.of(text).withShape(LiveSettings.of(TrainingTask.repeat("ab")).shape());
        assertThatThrownBy(() -> RunPreview.of(settings, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("smaller context");
    }
}
