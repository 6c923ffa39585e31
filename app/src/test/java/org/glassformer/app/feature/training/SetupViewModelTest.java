package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupViewModelTest {
    @TempDir Path folder;

    private final TrainingBench bench = new TrainingBench(null);
    private final TrainingViewModel model = bench.model();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void costIsKnownBeforeItBegins() {
        model.setup().lessonProperty().set(Lesson.ADD);
        assertThat(model.setup().costProperty().get())
                .containsPattern(
                        "[0-9,]+ parameters .* MB of memory .* [0-9.]+ MFLOP and [0-9,]+ tokens a step");
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
        assertThat(model.thereProperty().get()).isFalse();
    }

    @Test
    void aTextWithNothingToLearnSaysSo() {
        model.setup().lessonProperty().set(Lesson.TEXT);
        assertThat(model.setup().problemProperty().get()).contains("empty");
        model.setup().textProperty().set("aaaaaaaaaaaa");
        assertThat(model.setup().problemProperty().get()).contains("one symbol only");
        model.setup().textProperty().set("abc");
        model.setup().start();
        assertThat(model.problemProperty().get() + model.setup().problemProperty().get())
                .contains("tokens to learn from");
        assertThat(model.choosingProperty().get()).isTrue();
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
    }

    @Test
    void whatItLearnsFromAndWhenItHasLearnedIsSaidBefore() {
        model.setup().lessonProperty().set(Lesson.ADD);
        assertThat(model.setup().examplesProperty().get())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line.given()).matches("\\d+\\+\\d+="));
        assertThat(model.setup().goalProperty().get()).contains("95\u00a0%", "unseen");
        model.setup().lessonProperty().set(Lesson.STORIES);
        assertThat(model.setup().goalProperty().get()).contains("1.5 bits a byte");
        assertThat(model.setup().examplesProperty().get())
                .allSatisfy(line -> {
                    assertThat(line.given()).isEmpty();
                    assertThat(line.learned()).hasSizeLessThan(100).doesNotContain("\n");
                });
        model.setup().lessonProperty().set(Lesson.TEXT);
        assertThat(model.setup().examplesProperty().get()).isEmpty();
        model.setup().textProperty().set("to be or not to be");
        assertThat(model.setup().goalProperty().get()).contains("not known beforehand");
    }

    @Test
    void aTextOfOnesOwnHasItsUsualSettingsUntilSomebodyChoosesOthers() {
        model.setup().lessonProperty().set(Lesson.TEXT);
        LiveSettings usual = LiveSettings.of(TrainingTask.text("ab ".repeat(200)));
        assertThat(numbers())
                .containsExactly(usual.shape().nEmbd(), usual.shape().blockSize(), usual.steps());
        model.setup().textProperty().set("to be or not to be, ".repeat(4));
        assertThat(numbers()).containsExactly(usual.shape().nEmbd(), 20, usual.steps());
        model.setup().field(Field.STEPS).set("77");
        model.setup().textProperty().set("to be or not to be, ".repeat(8));
        assertThat(numbers()).containsExactly(usual.shape().nEmbd(), 20, 77);
        model.setup().lessonProperty().set(Lesson.COPY);
        model.setup().field(Field.SIZE).set("10");
        assertThat(numbers()).contains(22).doesNotContain(77);
        assertThat(model.setup().problemProperty().get()).isEmpty();
    }

    private List<Integer> numbers() {
        return Stream.of(Field.CHANNELS, Field.CONTEXT, Field.STEPS)
                .map(field -> Integer.valueOf(model.setup().field(field).get()))
                .toList();
    }

    @Test
    void everythingThatIsChosenIsInTheSettingsOfTheRun() {
        SetupViewModel setup = model.setup();
        setup.lessonProperty().set(Lesson.TEXT);
        setup.textProperty().set("the cat sat on the mat. ".repeat(40));
        Map<Field, String> chosen =
                Map.of(
                        Field.LAYERS, "3",
                        Field.HEADS, "5",
                        Field.CHANNELS, "20",
                        Field.CONTEXT, "11",
                        Field.BATCH, "7",
                        Field.STEPS, "123",
                        Field.RATE, "0.0456",
                        Field.DROPOUT, "0.25",
                        Field.SEED, "-9",
                        Field.TOKENS, "270");
        chosen.forEach((field, value) -> setup.field(field).set(value));
        setup.optimiserProperty().set("SGD");
        setup.scheduleProperty().set("LINEAR");
        for (String vocabulary : setup.vocabularies()) {
            setup.vocabularyProperty().set(vocabulary);
            assertThat(setup.problemProperty().get()).isEmpty();
            setup.start();
            LiveSettings settings = bench.moment().run().settings();
            assertThat(settings.vocabulary().kind().name()).isEqualTo(vocabulary);
            assertThat(settings.vocabulary().size()).isEqualTo(vocabulary.equals("BPE") ? 270 : 0);
            assertThat(settings.shape()).isEqualTo(new ModelShape("gpt2", 3, 5, 5, 20, 80, 11));
            assertThat(settings.batch()).isEqualTo(7);
            assertThat(settings.steps()).isEqualTo(123);
            assertThat(settings.optimiser().kind().name()).isEqualTo("SGD");
            assertThat(settings.optimiser().learningRate()).isEqualTo(0.0456);
            assertThat(settings.schedule().name()).isEqualTo("LINEAR");
            assertThat(settings.dropout()).isEqualTo(0.25f);
            assertThat(settings.seed()).isEqualTo(-9);
            assertThat(setup.costProperty().get())
                    .startsWith(
                            "%,d parameters".formatted(bench.moment().run().cost().parameters()));
            model.steps(1);
            assertThat(bench.moment().step()).isEqualTo(1);
        }
    }

    @Test
    void smallNumbersAreWrittenOut() {
        NumbersViewModel numbers = new NumbersViewModel(_ -> {});
        numbers.fill(LiveSettings.of(TrainingTask.of(TaskKind.SORT)).withDropout(2e-5f));
        assertThat(numbers.field(Field.DROPOUT).get()).isEqualTo("0.00002");
        assertThat(numbers.number(Field.DROPOUT)).isEqualTo(2e-5);
    }

    @Test
    void whyItDidNotBeginIsSaidUntilTheChoiceIsAnother() {
        model.setup().field(Field.LAYERS).set("256");
        model.setup().field(Field.HEADS).set("64");
        model.setup().field(Field.CHANNELS).set("65536");
        model.setup().start();
        assertThat(model.problemProperty().get()).contains("GB of memory");
        model.setup().lessonProperty().set(Lesson.COPY);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNamed() {
        model.setup().field(Field.LAYERS).set("two");
        assertThat(model.setup().problemProperty().get()).contains("Layers", "two");
        model.setup().field(Field.LAYERS).set("2");
        assertThat(model.setup().problemProperty().get()).isEmpty();
    }

    @Test
    void aDroppedTextIsLearnedFromAndABadOneSaysWhy() throws IOException {
        Path text = Files.writeString(folder.resolve("my.txt"), "abcd efgh\r\n".repeat(40));
        assertThat(model.files().accepts(text)).isTrue();
        assertThat(model.files().accepts(folder)).isFalse();
        model.files().open(text);
        assertThat(model.setup().lessonProperty().get()).isEqualTo(Lesson.TEXT);
        assertThat(model.setup().textProperty().get()).startsWith("abcd efgh\nabcd");
        assertThat(model.setup().problemProperty().get()).isEmpty();
        Map<String, byte[]> bad =
                Map.of(
                        "empty", new byte[0],
                        "too short to learn from", "abc".getBytes(StandardCharsets.UTF_8),
                        "byte 2 is zero", new byte[] {1, 2, 0, 4},
                        "no UTF-8 text", new byte[] {'a', (byte) 0xC3, 'b'});
        for (Map.Entry<String, byte[]> each : bad.entrySet()) {
            model.files().open(Files.write(folder.resolve("bad.txt"), each.getValue()));
            assertThat(model.setup().fileProblemProperty().get())
                    .contains("bad.txt", each.getKey());
            assertThat(model.setup().textProperty().get()).startsWith("abcd");
            assertThat(model.setup().problemProperty().get()).isEmpty();
        }
        Path sparse = folder.resolve("large.txt");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(OwnText.MOST_BYTES + 1);
        }
        model.files().open(sparse);
        assertThat(model.setup().fileProblemProperty().get()).contains("64 MB at most");
    }

    @Test
    void aLongFileIsLearnedFromWholeAlthoughItsBeginningIsShown() throws IOException {
        String line = "one two three four\n";
        Path text = Files.writeString(folder.resolve("long.txt"), line.repeat(4000));
        model.files().open(text);
        assertThat(Objects.requireNonNull(model.setup().fileProperty().get()).name())
                .isEqualTo("long.txt");
        assertThat(model.setup().textProperty().get().length()).isLessThan(OwnText.LONGEST_SHOWN);
        bench.small();
        model.setup().start();
        assertThat(bench.moment().run().settings().task().text()).isEqualTo(line.repeat(4000));
        model.setup().forgetFile();
        assertThat(model.setup().fileProperty().get()).isNull();
        assertThat(model.setup().problemProperty().get()).contains("empty");
    }
}
