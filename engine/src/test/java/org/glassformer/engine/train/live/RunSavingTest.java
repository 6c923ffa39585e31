package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunSavingTest {
    private final Backend backend = Backends.open("scalar", 1);

    @TempDir Path place;

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aResumedRunEqualsAnUninterruptedOneBitByBit() {
        Path folder = place.resolve("run");
        try (LiveRun whole = SmallRun.open(backend)) {
            SmallRun.run(whole, 4);
            whole.setPeakRate(0.01);
            SmallRun.run(whole, 15);
            try (LiveRun parts = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
                SmallRun.run(parts, 4);
                parts.setPeakRate(0.01);
                SmallRun.run(parts, 6);
                parts.next();
                parts.next(); // a step under way is done again
            }
            try (LiveRun parts = LiveRun.resume(backend, SmallRun.in(folder))) {
                assertThat(parts.stepsDone()).isEqualTo(6);
                assertThat(parts.settings()).isEqualTo(SmallRun.settings());
                assertThat(parts.keptSteps()).containsExactly(0, 3, 6);
                SmallRun.run(parts, 9);
            }
            try (LiveRun parts = LiveRun.resume(backend, SmallRun.in(folder))) {
                SmallRun.run(parts, 15);
                SmallRun.assertSame(parts, whole);
                assertThat(parts.log(0).heldOut())
                        .extracting(point -> point.evaluation().nats())
                        .isEqualTo(
                                whole.log(0).heldOut().stream()
                                        .map(point -> point.evaluation().nats())
                                        .toList());
                parts.rewind(0);
                whole.rewind(0);
                SmallRun.run(parts, 2);
                SmallRun.run(whole, 2);
                SmallRun.assertSame(parts, whole);
            }
        }
    }

    @Test
    void aCrashLosesNothingThatWasSaved() throws IOException {
        Path folder = place.resolve("run");
        Path copy = place.resolve("copy");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
            SmallRun.run(run, 5);
            awaitSaved(run, 5);
            await(() -> !run.isSaving()); // a draft would vanish while it is copied
            copy(folder, copy);
            Files.writeString(copy.resolve(".state.safetensors.draft"), "half a file");
            Files.writeString(
                    copy.resolve("log.jsonl"),
                    Files.readString(copy.resolve("log.jsonl")) + "{\"step\":6,\"tok");
            SmallRun.run(run, 9);
            try (LiveRun after = LiveRun.resume(backend, SmallRun.in(copy))) {
                assertThat(after.stepsDone()).isEqualTo(5);
                SmallRun.run(after, 9);
                SmallRun.assertSame(after, run);
            }
        }
    }

    @Test
    void whereARunWasTakenBackToIsSavedToo() throws IOException {
        Path folder = place.resolve("run");
        Path copy = place.resolve("copy");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
            assertThat(run.isSaved()).isFalse();
            SmallRun.run(run, 9);
            saveAll(run);
            run.rewind(3);
            assertThat(run.isSaved()).isFalse();
            saveAll(run);
            assertThat(run.saveStatus().savedStep()).isEqualTo(3);
            run.save();
            run.setPeakRate(0.02);
            run.save(); // perhaps while the one before is being written
            saveAll(run);
            copy(folder, copy);
            try (LiveRun after = LiveRun.resume(backend, SmallRun.in(copy))) {
                assertThat(after.stepsDone()).isEqualTo(3);
                assertThat(after.peakRate()).isEqualTo(0.02);
            }
        }
        try (LiveRun memory = SmallRun.open(backend)) {
            memory.step();
            memory.save();
            assertThat(memory.isSaved()).isFalse();
        }
    }

    private static void saveAll(LiveRun run) {
        await(() -> {
            if (!run.isSaving() && !run.isSaved()) {
                run.save();
            }
            return !run.isSaving() && run.isSaved();
        });
    }

    @Test
    void theLogAndTheSettingsOfASavedRunAreReadWithoutOpeningIt() throws IOException {
        Path folder = place.resolve("run");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
            SmallRun.run(run, 7);
        }
        LogSeries log = new StoredRun(folder).log();
        assertThat(log.size()).isEqualTo(7);
        assertThat(log.losses()).doesNotContain(Double.NaN);
        assertThat(log.heldOut()).hasSize(1);
        assertThat(new StoredRun(folder).settings().batch()).isEqualTo(4);
        assertThat(new StoredRun(place.resolve("nothing")).log().size()).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenGivesOneSentenceAndTrainingGoesOn() throws IOException {
        Path blocked = Files.writeString(place.resolve("file"), "not a folder").resolve("run");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(blocked));
                LiveRun other = SmallRun.open(backend)) {
            SmallRun.run(run, 3);
            await(() -> run.saveStatus().problem() != null);
            assertThat(run.saveStatus().problem())
                    .contains("cannot be saved")
                    .contains("goes on in memory")
                    .doesNotContain("\n");
            assertThat(run.saveStatus().savedStep()).isEqualTo(-1);
            SmallRun.run(run, 8);
            SmallRun.run(other, 8);
            SmallRun.assertSame(run, other);
            Files.delete(place.resolve("file"));
            await(() -> {
                run.save();
                return run.saveStatus().problem() == null;
            });
            awaitSaved(run, 8);
        }
        try (LiveRun run = LiveRun.resume(backend, SmallRun.in(blocked))) {
            assertThat(run.stepsDone()).isEqualTo(8);
            assertThat(run.log(0).size()).isEqualTo(8);
        }
    }

    @Test
    void brokenFoldersGiveOneSentence() throws IOException {
        Path folder = place.resolve("run");
        assertRefused(folder, "no training run");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
            SmallRun.run(run, 2);
        }
        assertThat(new StoredRun(folder).exists()).isTrue();
        assertThatThrownBy(() -> LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("already");
        byte[] state = Files.readAllBytes(folder.resolve("state.safetensors"));
        Files.write(folder.resolve("state.safetensors"), Arrays.copyOf(state, state.length / 2));
        assertThatThrownBy(() -> LiveRun.resume(backend, SmallRun.in(folder)).close())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("state.safetensors");
        Files.writeString(folder.resolve("run.json"), "{\"version\":1,\"settings\":{\"batch\":3}}");
        assertRefused(folder, "does not hold the settings");
        Files.writeString(folder.resolve("run.json"), "{\"version\":7}");
        assertRefused(folder, "another version");
        Files.writeString(folder.resolve("run.json"), "[");
        assertRefused(folder, "does not hold the settings");
    }

    @Test
    void theModelIsSavedAsAFolderThatOpens() throws IOException {
        Path folder = place.resolve("model");
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 2);
            run.setPeakRate(0.002);
            SmallRun.run(run, 4);
            run.setPeakRate(0.5); // of the next step, which is not done
            float[] weights = run.tensors().now("wte", TensorPart.WEIGHT).orElseThrow().values();
            run.export(folder, false);
            try (Transformer opened = Transformer.load(folder, backend, progress -> {})) {
                assertThat(backend.read(opened.parameter("wte").value())).containsExactly(weights);
                assertThat(opened.config()).isEqualTo(run.model().config());
            }
            assertThat(Tokenizers.fromFolder(folder).encode("12>").ids())
                    .containsExactly(run.tokens().encode("12>"));
            assertThat(Files.readString(folder.resolve("README.md")))
                    .contains("task `sort`")
                    .contains("cases that were held apart")
                    .contains("steps | 4 of 4 windows of 8 tokens")
                    .contains("| optimiser | AdamW, rate ")
                    .contains("| rates set by hand | 0.002 from step 3 |");
            assertThatThrownBy(() -> run.export(folder, false))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("not empty");
            assertThatThrownBy(() -> run.export(folder.resolve("config.json"), false))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("a file");
        }
    }

    @Test
    void aModelIsTrainedOnAndItsOriginalStays() throws IOException {
        Path base = place.resolve("base");
        Path folder = place.resolve("run");
        LiveSettings first = SmallRun.settings().withVocabulary(VocabularyChoice.bytes());
        try (LiveRun run = LiveRun.open(first, backend, SmallRun.memory())) {
            SmallRun.run(run, 2);
            run.export(base, true);
        }
        byte[] before = Files.readAllBytes(base.resolve("model.safetensors"));
        LiveSettings on =
                LiveSettings.continuing(base, TrainingTask.repeat("abc abd"), 6).withEvalEvery(0);
        Probe probe = Probe.of("ab", 50, 3);
        float[] learned;
        try (LiveRun run = LiveRun.open(on, backend, SmallRun.in(folder))) {
            float[] old = run.probes().read(probe).probabilities();
            SmallRun.run(run, 10);
            learned = run.probes().read(probe).probabilities();
            assertThat(run.probes().readOriginal(probe).probabilities()).containsExactly(old);
            assertThat(learned).isNotEqualTo(old);
        }
        assertThat(Files.readAllBytes(base.resolve("model.safetensors"))).isEqualTo(before);
        copy(base, place.resolve("elsewhere"));
        Files.delete(base.resolve("model.safetensors")); // the run has its own copy
        try (LiveRun run = LiveRun.resume(backend, SmallRun.in(folder))) {
            assertThat(run.probes().read(probe).probabilities()).containsExactly(learned);
            assertThat(run.probes().readOriginal(probe).probabilities()).isNotEqualTo(learned);
        }
        assertThatThrownBy(() ->
                        LiveRun.open(
                                LiveSettings.continuing(
                                        place.resolve("elsewhere"),
                                        TrainingTask.repeat("abc abd"),
                                        9),
                                backend,
                                SmallRun.memory()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("context");
    }

    private void assertRefused(Path folder, String why) {
        assertThatThrownBy(() -> LiveRun.resume(backend, SmallRun.in(folder)).close())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(why);
    }

    private static void awaitSaved(LiveRun run, int step) {
        await(() -> {
            run.save();
            return run.saveStatus().savedStep() == step;
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void everyTaskCanBeSavedAndResumed() {
        for (TaskKind kind : TaskKind.values()) {
            TrainingTask task =
                    kind == TaskKind.TEXT
                            ? TrainingTask.text("the cat sat on the mat. ".repeat(20))
                            : TrainingTask.of(kind);
            LiveSettings usual = LiveSettings.of(task);
            LiveSettings small =
                    usual.withShape(
                                    new ModelShape(
                                            "llama", 1, 2, 1, 8, 16, usual.shape().blockSize()))
                            .withBatch(2)
                            .withVocabulary(VocabularyChoice.characters());
            Path folder = place.resolve(kind.id());
            try (LiveRun run = LiveRun.open(small, backend, SmallRun.in(folder))) {
                SmallRun.run(run, 2);
            }
            try (LiveRun resumed = LiveRun.resume(backend, SmallRun.in(folder));
                    LiveRun whole = LiveRun.open(small, backend, SmallRun.memory())) {
                SmallRun.run(resumed, 3);
                SmallRun.run(whole, 3);
                SmallRun.assertSame(resumed, whole);
            }
        }
    }
}
