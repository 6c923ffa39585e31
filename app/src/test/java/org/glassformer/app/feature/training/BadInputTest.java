package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.glassformer.app.session.TrainingDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be trained on, and places where nothing can be saved, each through the screen and the real engine: one
/// sentence, and the run stays as it was.
class BadInputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;

    private static String refused(String text) {
        try (TrainingBench bench = new TrainingBench(null)) {
            bench.setup().lessonProperty().set(Lesson.TEXT);
            bench.setup().textProperty().set(text);
            bench.setup().start();
            assertThat(bench.model().thereProperty().get()).isFalse();
            assertThat(bench.model().choosingProperty().get()).isTrue();
            String said = bench.setup().problemProperty().get() + bench.problem();
            assertSentence(said);
            return said;
        }
    }

    private static void assertSentence(String said) {
        assertThat(said).isNotBlank().doesNotContain("\n", "Exception", "null");
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThat(refused("")).contains("empty");
        assertThat(refused(" \n\t ")).contains("empty");
    }

    @Test
    void oneSymbolOnlyIsRefused() {
        assertThat(refused("zzzzzzzzzzzzzzzzzzzzz")).contains("one symbol only");
        assertThat(refused("\ud83d\ude00".repeat(30))).contains("one symbol only");
    }

    @Test
    void aTextShorterThanAWindowIsRefused() {
        assertThat(refused("ab")).contains("tokens to learn from", "window");
        try (TrainingBench bench = new TrainingBench(null)) {
            bench.setup().lessonProperty().set(Lesson.TEXT);
            bench.setup().textProperty().set("a short text that is long enough for four");
            bench.setup().field(Field.CONTEXT).set("400");
            bench.setup().start();
            String said = bench.setup().problemProperty().get();
            assertSentence(said);
            assertThat(said).contains("a window with its last target takes 401");
            assertThat(bench.desk().stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
        }
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("picture.txt");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1});
        try (TrainingBench bench = new TrainingBench(null)) {
            bench.setup().read(file);
            assertSentence(bench.setup().fileProblemProperty().get());
            bench.setup().read(folder.resolve("nothing.txt"));
            assertSentence(bench.setup().fileProblemProperty().get());
            assertThat(bench.model().thereProperty().get()).isFalse();
        }
    }

    @Test
    void aRateThatDivergesLeavesTheRunAtItsLastGoodStep() {
        try (TrainingBench bench = new TrainingBench(null)) {
            bench.setup().lessonProperty().set(Lesson.SORT);
            bench.small();
            bench.setup().optimiserProperty().set("SGD");
            bench.setup().start();
            bench.model().steps(12);
            bench.model().setRate(10);
            bench.model().steps(2000);
            assertSentence(bench.problem());
            assertThat(bench.problem()).contains("too high", "back at step");
            assertThat(bench.moment().step()).isBetween(12, 2011);
            assertThat(bench.moment().log().losses()).doesNotContain(Double.NaN);
            assertThat(bench.moment().log().size()).isEqualTo(bench.moment().step());
            bench.model().setRate(0.001);
            int good = bench.moment().step();
            bench.model().steps(3);
            assertThat(bench.problem()).isEmpty();
            assertThat(bench.moment().step()).isEqualTo(good + 3);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndTrainingGoesOn() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        try (TrainingBench bench = new TrainingBench(file.resolve("runs")).begin()) {
            bench.model().steps(5);
            awaitSaving(bench, false);
            assertSentence(bench.model().texts().savingProperty().get());
            assertThat(bench.model().texts().savingProperty().get())
                    .contains("cannot be saved", "goes on in memory");
            assertThat(bench.model().texts().savedProperty().get()).isEqualTo("not saved");
            bench.model().steps(5);
            assertThat(bench.moment().step()).isEqualTo(10);
            bench.model().export(file.resolve("model"));
            assertSentence(bench.problem());
            assertThat(bench.problem()).contains("cannot be written");
        }
    }

    @Test
    void aFullDiskIsSaidTheRunIsKeptAndSavedAgainWhenThereIsRoom() throws IOException {
        assumeTrue(Files.exists(FULL), "there is no device that is always full here");
        try (TrainingBench bench = new TrainingBench(folder.resolve("runs"))) {
            bench.setup().lessonProperty().set(Lesson.REPEAT);
            bench.small();
            bench.setup().start();
            Path run = Objects.requireNonNull(bench.moment().saved().folder());
            Files.createDirectories(run);
            Path text = Files.createSymbolicLink(run.resolve("text.txt"), FULL);
            bench.model().steps(4);
            awaitSaving(bench, false);
            assertSentence(bench.model().texts().savingProperty().get());
            assertThat(bench.model().texts().savingProperty().get())
                    .contains("No space left on device", "goes on in memory");
            assertThat(bench.moment().step()).isEqualTo(4);
            Files.delete(text);
            awaitSaving(bench, true);
            assertThat(bench.model().texts().savingProperty().get()).isEmpty();
        }
        try (TrainingBench later = new TrainingBench(folder.resolve("runs"))) {
            later.model().runs().resume(later.model().runs().runsProperty().get().getFirst());
            assertThat(later.problem()).isEmpty();
            assertThat(later.moment().step()).isGreaterThanOrEqualTo(4);
        }
    }

    /// Asks to be saved until the last saving went well or did not.
    private static void awaitSaving(TrainingBench bench, boolean well) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> {
                    bench.model().steps(0);
                    return well
                            ? bench.moment().saved().savedStep() >= 0
                                    && bench.moment().saved().problem() == null
                            : bench.moment().saved().problem() != null;
                });
    }

    @Test
    void aRunThatIsOpenElsewhereIsNotOpenedTwice() {
        try (TrainingBench first = new TrainingBench(folder).begin()) {
            first.model().steps(3);
            awaitSaving(first, true);
            try (TrainingBench second = new TrainingBench(folder)) {
                second.model().runs().resume(second.model().runs().runsProperty().get().getFirst());
                assertSentence(second.problem());
                assertThat(second.problem()).contains("is open in", "close it there first");
                assertThat(second.model().thereProperty().get()).isFalse();
            }
            first.model().steps(2);
            assertThat(first.moment().step()).isEqualTo(5);
        }
        try (TrainingBench third = new TrainingBench(folder)) {
            third.model().runs().resume(third.model().runs().runsProperty().get().getFirst());
            assertThat(third.problem()).isEmpty();
            assertThat(third.moment().step()).isEqualTo(5);
        }
    }
}
