package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;

/// A run so small that a step takes a millisecond.
final class SmallRun {
    private SmallRun() {}

    static LiveSettings settings() {
        return LiveSettings.of(TrainingTask.of(TaskKind.SORT, 3))
                .withShape(new ModelShape("gpt2", 1, 2, 2, 8, 32, 8))
                .withBatch(4)
                .withDropout(0.1f)
                .withEvalEvery(5)
                .withSteps(40);
    }

    static RunOptions memory() {
        return new RunOptions(null, Duration.ZERO, 3, 1 << 20, 1 << 20);
    }

    static RunOptions in(Path folder) {
        return new RunOptions(folder, Duration.ZERO, 3, 1 << 20, 1 << 20);
    }

    static LiveRun open(Backend backend) {
        return LiveRun.open(settings(), backend, memory());
    }

    static void run(LiveRun run, int until) {
        run.run(until - run.stepsDone(), r -> true);
        assertThat(run.stepsDone()).isEqualTo(until);
    }

    /// Weights and moments, tensor by tensor.
    static List<float[]> state(LiveRun run) {
        return run.tensors().names().stream()
                .flatMap(name ->
                        List.of(
                                        TensorPart.WEIGHT,
                                        TensorPart.FIRST_MOMENT,
                                        TensorPart.SECOND_MOMENT)
                                .stream()
                                .map(part -> run.tensors().now(name, part).orElseThrow().values()))
                .toList();
    }

    static void assertSame(LiveRun actual, LiveRun expected) {
        assertThat(actual.stepsDone()).isEqualTo(expected.stepsDone());
        List<float[]> a = state(actual);
        List<float[]> b = state(expected);
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i)).containsExactly(b.get(i));
        }
        assertThat(actual.log(0).losses()).containsExactly(expected.log(0).losses());
        assertThat(actual.log(0).rates()).containsExactly(expected.log(0).rates());
    }
}
