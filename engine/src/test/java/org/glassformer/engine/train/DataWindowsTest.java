package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DataWindowsTest {
    private static final int BLOCK = 8;

    @Test
    void targetsFollowInputs() {
        DataWindows windows = windows(3);
        int[] inputs = new int[2 * BLOCK];
        int[] targets = new int[2 * BLOCK];
        for (int i = 0; i < 50; i++) {
            windows.next(inputs, targets, BLOCK);
            for (int t = 0; t < BLOCK - 1; t++) {
                assertThat(targets[BLOCK + t]).isEqualTo(inputs[BLOCK + t + 1]);
            }
        }
        assertThat(inputs[0]).isZero();
    }

    @Test
    void sameSeedGivesTheSameWindows() {
        assertThat(take(windows(3), 60)).isEqualTo(take(windows(3), 60));
        assertThat(take(windows(3), 60)).isNotEqualTo(take(windows(4), 60));
    }

    @Test
    void aSoughtPositionGivesTheSameWindowsAgain() {
        DataWindows windows = windows(5);
        take(windows, 37);
        DataPosition position = windows.position();
        List<List<Integer>> next = take(windows, 80);
        windows.seek(position);
        assertThat(take(windows, 80)).isEqualTo(next);
        DataWindows fresh = windows(5);
        fresh.seek(position);
        assertThat(take(fresh, 80)).isEqualTo(next);
    }

    @Test
    void onePassGivesEveryTokenOnceAsInput() {
        int size = 10 * BLOCK;
        DataWindows windows = new DataWindows(List.of(stream(0, size)), new double[] {1}, BLOCK, 9);
        for (int pass = 0; pass < 3; pass++) {
            List<Integer> seen = new ArrayList<>();
            take(windows, size / BLOCK).forEach(seen::addAll);
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
        }
    }

    @Test
    void sourcesAreDrawnByWeight() {
        DataWindows windows = windows(11);
        long second =
                take(windows, 4000).stream().filter(window -> window.getFirst() >= 1000).count();
        assertThat(second).isBetween(900L, 1100L);
    }

    @Test
    void shortStreamsGoRoundInACircle() {
        DataWindows windows = new DataWindows(List.of(stream(5, 3)), new double[] {1}, BLOCK, 2);
        assertThat(take(windows, 1).getFirst()).hasSize(BLOCK).allMatch(t -> t >= 5 && t < 8);
    }

    @Test
    void positionsOfOtherDataAreRefused() {
        DataPosition other =
                new DataWindows(List.of(stream(0, 9)), new double[] {1}, BLOCK, 1).position();
        assertThatThrownBy(() -> windows(1).seek(other)).isInstanceOf(TrainingException.class);
    }

    private static DataWindows windows(long seed) {
        return new DataWindows(
                List.of(stream(0, 101), stream(1000, 57)), new double[] {3, 1}, BLOCK, seed);
    }

    private static TokenStream stream(int from, int size) {
        return TokenStream.of(IntStream.range(from, from + size).toArray());
    }

    private static List<List<Integer>> take(DataWindows windows, int count) {
        List<List<Integer>> taken = new ArrayList<>();
        int[] inputs = new int[BLOCK];
        int[] targets = new int[BLOCK];
        for (int i = 0; i < count; i++) {
            windows.next(inputs, targets, 0);
            taken.add(IntStream.of(inputs).boxed().toList());
        }
        return taken;
    }
}
