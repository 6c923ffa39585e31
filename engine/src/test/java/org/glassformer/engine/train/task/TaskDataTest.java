package org.glassformer.engine.train.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.WindowSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TaskDataTest {
    private static final String TEXT = "the cat sat on the mat. ".repeat(40);

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void aPositionGivesTheSameWindowsAgain(TaskKind kind) {
        TaskData data = data(task(kind), VocabularyChoice.characters(), 48);
        WindowSource windows = data.windows();
        take(windows, 70);
        DataPosition position = windows.position();
        int[][] expected = take(windows, 90);
        WindowSource other = data.windows();
        other.seek(position);
        assertThat(take(other, 90)).isDeepEqualTo(expected);
        windows.seek(position);
        assertThat(take(windows, 90)).isDeepEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void targetsAreTheInputsShiftedByOneWhereTheyCount(TaskKind kind) {
        for (VocabularyChoice choice :
                new VocabularyChoice[] {
                    VocabularyChoice.characters(),
                    VocabularyChoice.bytes(),
                    VocabularyChoice.bpe(280)
                }) {
            TaskData data = data(task(kind), choice, 48);
            int[][] window = take(data.windows(), 1);
            int counted = 0;
            for (int i = 0; i < 47; i++) {
                if (window[1][i] >= 0) {
                    counted++;
                    assertThat(window[1][i]).isEqualTo(window[0][i + 1]);
                }
            }
            assertThat(counted).isPositive();
            if (kind.hasExamples()) {
                assertThat(counted).isLessThan(47);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY", "REVERSE", "SORT", "ADD", "INDUCTION"})
    void whatIsHeldApartIsNeverTrainedOn(TaskKind kind) {
        Examples examples = new Examples(TrainingTask.of(kind, kind == TaskKind.ADD ? 1 : 4));
        Set<String> trained = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            for (int i = 0; i < 2000; i++) {
                trained.add(examples.training(seed, i).prompt());
            }
        }
        for (int i = 0; i < 300; i++) {
            assertThat(trained).doesNotContain(examples.unseen(7, i).prompt());
        }
    }

    @Test
    void answersAreRight() {
        for (int i = 0; i < 200; i++) {
            Example sum = new Examples(TrainingTask.of(TaskKind.ADD)).training(1, i);
            String[] terms = sum.prompt().replace("=", "").split("\\+", -1);
            assertThat(Integer.parseInt(terms[0]) + Integer.parseInt(terms[1]))
                    .isEqualTo(Integer.parseInt(sum.answer()));
            Example sorted = new Examples(TrainingTask.of(TaskKind.SORT)).training(1, i);
            char[] digits = sorted.prompt().replace(">", "").toCharArray();
            Arrays.sort(digits);
            assertThat(sorted.answer()).isEqualTo(new String(digits));
            Example found = new Examples(TrainingTask.of(TaskKind.INDUCTION)).training(1, i);
            String given = found.prompt().substring(0, found.prompt().length() - 1);
            String last = found.prompt().substring(found.prompt().length() - 1);
            assertThat(given).contains(last + found.answer());
            Example turned = new Examples(TrainingTask.of(TaskKind.REVERSE)).training(1, i);
            assertThat(new StringBuilder(turned.answer()).reverse() + ">")
                    .isEqualTo(turned.prompt());
        }
    }

    @Test
    void inventedTextsDiffer() {
        for (TaskKind kind : new TaskKind[] {TaskKind.NAMES, TaskKind.STORIES}) {
            TaskData data = data(TrainingTask.of(kind), VocabularyChoice.characters(), 16);
            assertThat(new HashSet<>(data.shown(50))).hasSizeGreaterThan(45);
            assertThat(data.shown(50)).allMatch(text -> !text.isBlank());
            assertThat(data.hasUnseen()).isTrue();
        }
    }

    @Test
    void ofAnOwnTextATenthIsHeldApart() {
        TaskData one = data(TrainingTask.text(TEXT), VocabularyChoice.characters(), 16);
        assertThat(one.hasUnseen()).isTrue();
        assertThat(one.shown(1).getFirst().length()).isBetween(850, 880);
        TaskData many =
                data(
                        TrainingTask.text("some words here<|endoftext|>".repeat(30)),
                        VocabularyChoice.bytes(),
                        16);
        assertThat(many.shown(100)).hasSize(27);
    }

    @Test
    void badTextsGiveOneSentence(@TempDir Path folder) throws IOException {
        refused(() -> TrainingTask.text(""), "empty");
        refused(() -> TrainingTask.text(" \n\t "), "empty");
        refused(() -> TrainingTask.text("aaaaaaaa"), "one symbol only");
        refused(() -> TrainingTask.repeat("zz"), "one symbol only");
        refused(() -> TrainingTask.of(TaskKind.TEXT), "empty");
        refused(() -> TrainingTask.of(TaskKind.SORT, 0), "size of 1 to 64");
        refused(() -> TaskKind.named("chess"), "there is no task 'chess'; there are repeat");
        refused(() -> VocabularyChoice.bpe(12), "257");
        refused(
                () -> data(TrainingTask.text("short text"), VocabularyChoice.bytes(), 64),
                "the text has 10 tokens to learn from, and a window with its last target takes 65;"
                        + " choose a smaller context or a longer text");
        refused(
                () -> data(TrainingTask.of(TaskKind.SORT, 30), VocabularyChoice.bytes(), 8),
                "a window has 8");
        refused(
                () ->
                        data(
                                TrainingTask.text("\uD800\uD801".repeat(50)),
                                VocabularyChoice.characters(),
                                4),
                "no token");
        refused(() -> TrainingTask.file(folder.resolve("none.txt")), "cannot read");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        refused(() -> TrainingTask.file(binary), "not UTF-8");
    }

    private static void refused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("\n");
    }

    private static TrainingTask task(TaskKind kind) {
        return kind == TaskKind.TEXT ? TrainingTask.text(TEXT) : TrainingTask.of(kind);
    }

    private static TaskData data(TrainingTask task, VocabularyChoice choice, int time) {
        return new TaskData(task, TaskTokens.learn(task, choice, 1), time, 1);
    }

    private static int[][] take(WindowSource windows, int count) {
        int[][] taken = new int[2 * count][48];
        for (int i = 0; i < count; i++) {
            windows.next(taken[2 * i], taken[2 * i + 1], 0);
        }
        return taken;
    }
}
