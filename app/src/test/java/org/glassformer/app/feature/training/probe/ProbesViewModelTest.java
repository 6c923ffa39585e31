package org.glassformer.app.feature.training.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.Caption;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.ProbeResult;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesViewModelTest {
    private static final ProbeWords WORDS =
            new ProbeWords() {
                @Override
                public Caption caption(String title, TrainingMoment now) {
                    return Caption.of(title);
                }

                @Override
                public String label(TrainingMoment now, int id) {
                    return now.run().texts().token(id).text();
                }
            };

    @TempDir Path folder;

    private TrainingDesk desk = desk(null);
    private ProbesViewModel probes = probes();

    private static TrainingDesk desk(@Nullable Path runs) {
        return new TrainingDesk(
                new TrainingSetup(runs, 1, Duration.ZERO), Runnable::run, Runnable::run);
    }

    private ProbesViewModel probes() {
        ProbesViewModel made = new ProbesViewModel(desk, WORDS);
        desk.momentProperty().subscribe(made::show);
        return made;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Its steps of 32 tokens are kept every 78.
    private static LiveSettings settings() {
        return LiveSettings.of(TrainingTask.of(TaskKind.SORT, 3))
                .withShape(new ModelShape("gpt2", 2, 2, 2, 8, 32, 8))
                .withBatch(4);
    }

    private void begin() {
        desk.open(settings());
        assertThat(desk.problemProperty().get()).isEmpty();
    }

    private TrainingMoment moment() {
        return Objects.requireNonNull(desk.momentProperty().get());
    }

    private List<Integer> steps(int index) {
        return moment().probes().get(index).results().stream().map(ProbeResult::step).toList();
    }

    @Test
    void theTasksOwnProbeFollowsTheRunAndCanBeScrubbed() {
        begin();
        assertThat(probes.countProperty().get()).isEqualTo(1);
        assertThat(probes.front().promptProperty().get()).contains(">");
        desk.step(40);
        assertThat(probes.lastProperty().get()).isEqualTo(2);
        assertThat(probes.atProperty().get()).isEqualTo(2);
        assertThat(probes.front().barsProperty().get().compared()).isTrue();
        assertThat(probes.front().apartProperty().get()).contains("KL", "bits");
        probes.atProperty().set(0);
        assertThat(probes.front().barsProperty().get().compared()).isFalse();
        assertThat(probes.front().apartProperty().get()).isEmpty();
        desk.step(20);
        assertThat(probes.atProperty().get()).isZero();
    }

    @Test
    void theReadingInViewGoesBackWithTheRun() {
        begin();
        desk.step(160);
        assertThat(moment().kept()).contains(78);
        assertThat(probes.stepProperty().get()).isEqualTo("step 160");
        desk.rewind(78);
        assertThat(probes.stepProperty().get()).isEqualTo("step 60");
        assertThat(probes.lastProperty().get()).isEqualTo(8);
        desk.step(2);
        assertThat(probes.stepProperty().get()).isEqualTo("step 80");
        probes.atProperty().set(1);
        desk.step(30);
        assertThat(probes.stepProperty().get()).isEqualTo("step 20");
        desk.reset();
        assertThat(probes.stepProperty().get()).isEqualTo("step 0");
    }

    @Test
    void probesAreAddedChangedAndRemovedAndFollowOneScrubber() {
        begin();
        desk.step(160);
        probes.add();
        assertThat(probes.countProperty().get()).isEqualTo(2);
        assertThat(probes.chosenProperty().get()).isEqualTo(1);
        assertThat(steps(1)).containsExactly(0, 78, 156, 160);
        probes.front().use("31>1");
        assertThat(probes.probe(1).promptProperty().get()).isEqualTo("31>1");
        assertThat(probes.probe(0).promptProperty().get()).isNotEqualTo("31>1");
        probes.probe(1).readEvery(5);
        assertThat(probes.probe(1).everyProperty().get()).isEqualTo(5);
        desk.step(10);
        assertThat(steps(0)).hasSize(9).contains(0, 20, 160);
        assertThat(steps(1)).contains(0, 78, 160, 165, 170);
        probes.atProperty().set(2);
        assertThat(probes.stepProperty().get()).isEqualTo("step 40");
        assertThat(probes.probe(0).stepProperty().get()).isEqualTo("step 40");
        assertThat(probes.probe(1).stepProperty().get()).isEqualTo("step 0");
        probes.atProperty().set(probes.lastProperty().get());
        assertThat(probes.probe(0).stepProperty().get()).isEqualTo("step 160");
        assertThat(probes.probe(1).stepProperty().get()).isEqualTo("step 170");
        probes.probe(0).remove();
        assertThat(probes.countProperty().get()).isEqualTo(1);
        assertThat(probes.front().promptProperty().get()).isEqualTo("31>1");
        probes.front().use("1".repeat(99));
        assertThat(desk.problemProperty().get()).contains("tokens, but the context 8");
        assertThat(probes.front().promptProperty().get()).isEqualTo("31>1");
        for (int i = 0; i < 8; i++) {
            probes.add();
        }
        assertThat(probes.countProperty().get()).isEqualTo(8);
        assertThat(desk.problemProperty().get()).contains("8 probes already");
        for (int i = 0; i < 8; i++) {
            probes.probe(0).remove();
        }
        assertThat(probes.countProperty().get()).isZero();
    }

    @Test
    void anyHeadIsShownAtAnyStep() {
        begin();
        desk.step(20);
        ProbeViewModel probe = probes.front();
        assertThat(probe.layersProperty().get()).isEqualTo(2);
        assertThat(probe.headsProperty().get()).isEqualTo(2);
        for (int layer = 0; layer < 2; layer++) {
            for (int head = 0; head < 2; head++) {
                probe.layerProperty().set(layer);
                probe.headProperty().set(head);
                Pattern now = probe.patternProperty().get();
                int time = now.tokens().size();
                assertThat(now.weights().rows()).isEqualTo(time).isPositive();
                double sum = 0;
                for (int key = 0; key < time; key++) {
                    sum += now.weights().value(time - 1, key);
                }
                assertThat(sum).isBetween(0.999, 1.001);
            }
        }
        float late = probe.patternProperty().get().weights().value(1, 0);
        probes.atProperty().set(0);
        assertThat(probe.patternProperty().get().weights().value(1, 0)).isNotEqualTo(late);
    }

    @Test
    void probesAreThereAgainWhenTheRunIsOpenedLater() {
        desk.close();
        desk = desk(folder);
        probes = probes();
        begin();
        probes.add();
        probes.front().use("31>");
        desk.step(160);
        List<Integer> first = steps(0);
        List<Integer> second = steps(1);
        List<Integer> kept = moment().kept();
        Path saved = Objects.requireNonNull(moment().saved().folder());
        desk.close();
        desk = desk(folder);
        probes = probes();
        desk.resume(saved);
        assertThat(desk.problemProperty().get()).isEmpty();
        assertThat(probes.countProperty().get()).isEqualTo(2);
        assertThat(probes.probe(1).promptProperty().get()).isEqualTo("31>");
        assertThat(steps(0)).isEqualTo(first);
        assertThat(steps(1)).isEqualTo(second);
        assertThat(moment().kept()).isEqualTo(kept).containsExactly(0, 78, 156, 160);
        assertThat(probes.memoryProperty().get()).endsWith("of 64 MB");
    }

    @Test
    void aModelThatIsTrainedOnStandsBesideItsOriginal() {
        Path base = folder.resolve("base");
        LiveSettings wide =
                settings()
                        .withShape(new ModelShape("gpt2", 2, 2, 2, 8, 32, 64))
                        .withVocabulary(VocabularyChoice.bytes());
        try (Backend backend = Backends.open(1);
                LiveRun made = LiveRun.open(wide, backend, RunOptions.inMemory())) {
            made.run(3, r -> true);
            made.export(base, false);
        }
        desk.open(LiveSettings.continuing(base, TrainingTask.repeat("a cat, a hat"), 64));
        assertThat(desk.problemProperty().get()).isEmpty();
        probes.compare();
        assertThat(probes.comparedProperty().get()).contains("At step 0", "The lab’s stories");
        desk.step(40);
        probes.compare();
        String now = probes.comparedProperty().get();
        assertThat(now).contains("At step 40", "bits a byte");
        assertThat(probes.front().barsProperty().get().compared()).isTrue();
        assertThat(probes.front().beforeProperty().get())
                .isNotEqualTo(probes.front().writtenProperty().get());
        desk.reset();
        assertThat(probes.comparedProperty().get()).isEmpty();
    }
}
