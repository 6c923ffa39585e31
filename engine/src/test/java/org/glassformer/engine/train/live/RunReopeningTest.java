package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.Probe.Head;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What else is there when a run is opened again, and who may open it.
final class RunReopeningTest {
    private static final Probe PROBE =
            Probe.of("12>", 2, 3).withHeads(List.of(new Head(0, 0), new Head(0, 1)));

    private final Backend backend = Backends.open("scalar", 1);

    @TempDir Path place;

    @AfterEach
    void close() {
        backend.close();
    }

    private LiveRun begin(Path folder) {
        return LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder));
    }

    private LiveRun again(Path folder) {
        return LiveRun.resume(backend, SmallRun.in(folder));
    }

    @Test
    void keptStepsAreThereAgainAndExact() {
        Path folder = place.resolve("run");
        float[] gradient;
        try (LiveRun run = begin(folder)) {
            SmallRun.run(run, 11);
            gradient = run.tensors().at(9, "wte", TensorPart.GRADIENT).orElseThrow().values();
        }
        try (LiveRun run = again(folder);
                LiveRun whole = SmallRun.open(backend)) {
            assertThat(run.keptSteps()).containsExactly(0, 3, 6, 9);
            assertThat(run.tensors().at(9, "wte", TensorPart.GRADIENT).orElseThrow().values())
                    .containsExactly(gradient);
            run.rewind(6);
            SmallRun.run(whole, 6);
            assertThat(SmallRun.state(run)).hasSameSizeAs(SmallRun.state(whole));
            SmallRun.run(run, 11);
            SmallRun.run(whole, 11);
            SmallRun.assertSame(run, whole);
        }
    }

    @Test
    void stepsAfterThePresentStayKnownAndAnotherFutureForgetsThem() throws IOException {
        Path folder = place.resolve("run");
        try (LiveRun run = begin(folder)) {
            SmallRun.run(run, 12);
            run.rewind(6);
        }
        try (LiveRun run = again(folder)) {
            assertThat(run.stepsDone()).isEqualTo(6);
            assertThat(run.keptSteps()).containsExactly(0, 3, 6, 9, 12);
            assertThat(run.log(0).size()).isEqualTo(12);
            run.setPeakRate(0.02);
            SmallRun.run(run, 9);
        }
        try (LiveRun run = again(folder)) {
            assertThat(run.keptSteps()).containsExactly(0, 3, 6, 9);
            assertThat(run.log(0).size()).isEqualTo(9);
        }
        try (var files = Files.list(folder.resolve("kept"))) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void probesAreThereAgainWithWhatTheyShowed() {
        Path folder = place.resolve("run");
        List<ProbeReadings> before;
        try (LiveRun run = begin(folder)) {
            run.probes().add(PROBE);
            run.probes().add(Probe.of("3", 5, 0));
            SmallRun.run(run, 10);
            before = run.probes().readings();
        }
        try (LiveRun run = again(folder)) {
            List<ProbeReadings> after = run.probes().readings();
            assertThat(after).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(after.get(i).probe()).isEqualTo(before.get(i).probe());
                assertThat(after.get(i).results()).hasSameSizeAs(before.get(i).results());
                for (int r = 0; r < after.get(i).results().size(); r++) {
                    ProbeResult was = before.get(i).results().get(r);
                    ProbeResult is = after.get(i).results().get(r);
                    assertThat(is.step()).isEqualTo(was.step());
                    assertThat(is.text()).isEqualTo(was.text());
                    assertThat(is.written()).containsExactly(was.written());
                    assertThat(is.probabilities()).containsExactly(was.probabilities());
                    assertThat(is.patterns()).hasSameSizeAs(was.patterns());
                    for (int h = 0; h < is.patterns().size(); h++) {
                        assertThat(is.patterns().get(h).weights())
                                .containsExactly(was.patterns().get(h).weights());
                    }
                }
            }
            SmallRun.run(run, 12);
            assertThat(run.probes().results(0).getLast().step()).isEqualTo(12);
        }
    }

    @Test
    void whatIsKeptMayBeMissingOrBroken() throws IOException {
        Path folder = place.resolve("run");
        try (LiveRun run = begin(folder)) {
            run.probes().add(PROBE);
            SmallRun.run(run, 7);
        }
        try (var files = Files.list(folder.resolve("kept"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("step-3")) {
                    Files.delete(file);
                } else {
                    Files.writeString(file, "not a tensor");
                }
            }
        }
        try (LiveRun run = again(folder);
                LiveRun whole = SmallRun.open(backend)) {
            assertThat(run.keptSteps()).containsExactly(0);
            assertThat(run.probes().all()).isEmpty();
            SmallRun.run(run, 9);
            SmallRun.run(whole, 9);
            SmallRun.assertSame(run, whole);
        }
        try (LiveRun run = again(folder)) {
            assertThat(run.keptSteps()).containsExactly(0, 9);
        }
    }

    @Test
    void aProbeAddedLateIsReadAtKeptSteps() {
        try (LiveRun early = SmallRun.open(backend);
                LiveRun late = SmallRun.open(backend)) {
            early.probes().add(PROBE.withEvery(3));
            SmallRun.run(early, 10);
            SmallRun.run(late, 10);
            late.probes().add(PROBE.withEvery(3));
            List<ProbeResult> then = late.probes().results(0);
            assertThat(then).extracting(ProbeResult::step).containsExactly(0, 3, 6, 9, 10);
            List<ProbeResult> seen = early.probes().results(0);
            for (int i = 0; i < seen.size(); i++) {
                assertThat(then.get(i).probabilities())
                        .containsExactly(seen.get(i).probabilities());
                assertThat(then.get(i).patterns().getLast().weights())
                        .containsExactly(seen.get(i).patterns().getLast().weights());
            }
            SmallRun.run(early, 12);
            SmallRun.run(late, 12);
            SmallRun.assertSame(late, early);
        }
    }

    @Test
    void aProbeIsChangedAndItsReadingsStayWhereTheyCan() {
        try (LiveRun run = SmallRun.open(backend)) {
            run.probes().add(PROBE);
            SmallRun.run(run, 6);
            List<ProbeResult> before = run.probes().results(0);
            run.probes().replace(0, PROBE.withEvery(6));
            assertThat(run.probes().results(0)).isEqualTo(before);
            SmallRun.run(run, 11);
            assertThat(run.probes().results(0)).isEqualTo(before);
            run.probes().replace(0, Probe.of("2", 6, 1));
            assertThat(run.probes().results(0).getFirst().prompt()).hasSize(1);
            assertThat(run.probes().results(0)).extracting(ProbeResult::step).contains(0, 3, 11);
            assertThatThrownBy(
                            () -> run.probes().replace(0, PROBE.withHeads(List.of(new Head(3, 0)))))
                    .isInstanceOf(TrainingException.class);
            assertThat(run.probes().all().getFirst().prompt()).isEqualTo("2");
        }
    }

    @Test
    void aRunIsComparedWithTheModelItBeganWith() {
        Path base = place.resolve("base");
        LiveSettings first = SmallRun.settings().withVocabulary(VocabularyChoice.bytes());
        try (LiveRun run = LiveRun.open(first, backend, SmallRun.memory())) {
            SmallRun.run(run, 2);
            run.export(base, false);
            assertThat(run.compare().elsewhere()).isNull();
        }
        LiveSettings on =
                LiveSettings.continuing(base, TrainingTask.repeat("abc abd"), 6).withEvalEvery(0);
        try (LiveRun run = LiveRun.open(on, backend, SmallRun.memory())) {
            Comparison same = run.compare();
            assertThat(same.now()).isEqualTo(same.before());
            SmallRun.run(run, 12);
            Comparison after = run.compare();
            assertThat(after.step()).isEqualTo(12);
            assertThat(after.unseen()).isFalse();
            assertThat(after.before()).isEqualTo(same.before());
            assertThat(after.now().bitsPerByte()).isLessThan(same.now().bitsPerByte());
            assertThat(after.elsewhere()).isNotNull();
            SmallRun.run(run, 13);
        }
    }

    @Test
    void aFolderIsOpenOnce() throws IOException {
        Path folder = place.resolve("run");
        try (LiveRun run = begin(folder)) {
            SmallRun.run(run, 1);
            while (run.saveStatus().savedStep() < 1) {
                run.save();
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> again(folder).close())
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("is open in this lab; close it there first");
            SmallRun.run(run, 2);
        }
        Files.writeString(folder.resolve(".state.safetensors.half"), "a process was ended");
        again(folder).close();
        assertThat(folder.resolve(".state.safetensors.half")).doesNotExist();
    }
}
