package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.junit.jupiter.api.Test;

final class LiveSettingsTest {
    private static final LiveSettings USUAL = LiveSettings.of(TrainingTask.of(TaskKind.COPY, 3));

    @Test
    void whatCannotBeGivesOneSentence() {
        refused(() -> USUAL.withShape(shape("gpt2", 2, 3, 3, 16)), "cannot be shared by 3 heads");
        refused(() -> USUAL.withShape(shape("llama", 2, 4, 3, 16)), "key-value heads");
        refused(() -> USUAL.withShape(shape("llama", 2, 4, 4, 12)), "even head size");
        refused(() -> USUAL.withShape(shape("bert", 2, 4, 4, 16)), "bert");
        refused(() -> USUAL.withShape(shape("gpt2", 0, 4, 4, 16)), "layers: 1 to 256, not 0");
        refused(() -> USUAL.withBatch(0), "batch");
        refused(() -> USUAL.withDropout(1), "dropout");
        refused(() -> USUAL.withSteps(0), "steps");
        refused(() -> USUAL.withOptimiser(rate(0)), "learning rate");
        refused(() -> USUAL.withOptimiser(rate(11)), "learning rate");
        refused(() -> USUAL.withOptimiser(rate(Double.NaN)), "learning rate");
        refused(() -> USUAL.withVocabulary(VocabularyChoice.model()), "own vocabulary");
    }

    @Test
    void aModelThatNoMachineHoldsIsRefusedBeforeItIsAllocated() {
        LiveSettings huge = USUAL.withShape(shape("gpt2", 256, 64, 64, 65_536));
        assertThat(TrainingCost.of(huge).parameters()).isGreaterThan(1_000_000_000_000L);
        try (Backend backend = Backends.open("scalar", 1)) {
            refused(
                    () -> LiveRun.open(huge, backend, RunOptions.inMemory()).close(),
                    "GB of memory");
        }
    }

    @Test
    void schedulesGoAsTheySay() {
        OptimiserSettings optimiser =
                new OptimiserSettings(
                        OptimiserSettings.Kind.SGD, 0.1, 0.01, 10, 0.9f, 0.9f, 1e-8f, 0, 0);
        LiveSettings settings = USUAL.withSteps(110).withOptimiser(optimiser);
        RateBook cosine = new RateBook(settings.withSchedule(ScheduleKind.COSINE));
        RateBook linear = new RateBook(settings.withSchedule(ScheduleKind.LINEAR));
        RateBook constant = new RateBook(settings.withSchedule(ScheduleKind.CONSTANT));
        for (RateBook book : new RateBook[] {cosine, linear, constant}) {
            assertThat(book.rate(5)).isCloseTo(0.05, within(1e-12));
            assertThat(book.rate(10)).isCloseTo(0.1, within(1e-12));
        }
        assertThat(cosine.rate(60)).isCloseTo(0.055, within(1e-12));
        assertThat(linear.rate(35)).isCloseTo(0.0775, within(1e-12));
        assertThat(cosine.rate(500)).isEqualTo(0.01);
        assertThat(linear.rate(500)).isCloseTo(0.01, within(1e-12));
        assertThat(constant.rate(500)).isEqualTo(0.1);
        linear.set(20, 0.2);
        assertThat(linear.rate(19)).isLessThan(0.1);
        assertThat(linear.rate(110)).isCloseTo(0.02, within(1e-12));
    }

    private static OptimiserSettings rate(double rate) {
        return new OptimiserSettings(
                OptimiserSettings.Kind.ADAMW, rate, 0, 1, 0.9f, 0.99f, 1e-8f, 0, 1);
    }

    private static ModelShape shape(String family, int layers, int heads, int kv, int channels) {
        return new ModelShape(family, layers, heads, kv, channels, 4 * channels, 8);
    }

    private static void refused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("\n");
    }
}
