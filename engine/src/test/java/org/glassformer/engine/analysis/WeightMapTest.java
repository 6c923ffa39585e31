package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightMapTest {

    private final Backend backend = Backends.open("scalar", 1);

    @AfterEach
    void close() {
        backend.close();
    }

    private Tensor tensor(Shape shape, float... values) {
        Tensor tensor = backend.allocate(shape);
        backend.write(tensor, values);
        return tensor;
    }

    private WeightMap map(Tensor tensor, int most) {
        return WeightMap.of(backend, tensor, most, (_, _) -> {}, () -> {});
    }

    @Test
    void everyNumberOfASmallMatrixHasItsCell() {
        try (Tensor x = tensor(Shape.of(2, 3), 1, 2, 3, -4, 5, 6)) {
            WeightMap map = map(x, 8);
            assertThat(map.cells()).containsExactly(1, 2, 3, -4, 5, 6);
            assertThat(map.isReduced()).isFalse();
            assertThat(map.index(1, 0)).isEqualTo(3);
        }
    }

    @Test
    void blockShowsWhatIsFarthestFromZeroAndWhereItStands() {
        try (Tensor x = tensor(Shape.of(3, 4), 1, 2, 0, 0, -9, 5, 0, 0.5f, 3, 3, 7, -8)) {
            WeightMap map = map(x, 2);
            assertThat(map.blockRows()).isEqualTo(2);
            assertThat(map.blockColumns()).isEqualTo(2);
            assertThat(map.cells()).containsExactly(-9, 0.5f, 3, -8);
            assertThat(map.row(0, 0)).isEqualTo(1);
            assertThat(map.column(0, 0)).isZero();
            assertThat(map.column(0, 1)).isEqualTo(3);
            assertThat(map.column(1, 1)).isEqualTo(3);
        }
    }

    @Test
    void vectorIsFoldedAndItsRestHasNoNumber() {
        float[] values = new float[83];
        values[82] = 2;
        try (Tensor x = tensor(Shape.of(83), values)) {
            WeightMap map = map(x, 64);
            assertThat(map.isVector()).isTrue();
            assertThat(map.down()).isGreaterThan(1);
            int last = map.cells().length - 1;
            assertThat(map.down() * map.across()).isGreaterThanOrEqualTo(83);
            assertThat(map.value(82 / map.across(), 82 % map.across())).isEqualTo(2);
            assertThat(last == 82 || Float.isNaN(map.cells()[last])).isTrue();
        }
    }

    @Test
    void everyNumberIsCountedBesideAndMeasured() {
        int n = (1 << 20) + 4096;
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 4 == 0 ? 0 : 1000 + (i % 3 - 1);
        }
        values[5] = Float.NaN;
        try (Tensor x = tensor(Shape.of(n / 4096, 4096), values)) {
            AtomicLong seen = new AtomicLong();
            WeightMap.of(backend, x, 64, (_, count) -> seen.addAndGet(count), () -> {});
            assertThat(seen.get()).isEqualTo(n);
            ValueSpread spread = ValueSpread.of(backend, x, () -> {});
            assertThat(spread.count()).isEqualTo(n - 1);
            assertThat(spread.others()).isEqualTo(1);
            assertThat(spread.zeros()).isEqualTo(n / 4);
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                if (!Float.isNaN(value)) {
                    sum += value;
                    squares += (double) value * value;
                }
            }
            double mean = sum / (n - 1);
            assertThat(spread.mean()).isCloseTo(mean, within(1e-9 * mean));
            assertThat(spread.deviation())
                    .isCloseTo(Math.sqrt(squares / (n - 1) - mean * mean), within(1e-4));
            assertThat(spread.norm()).isCloseTo(Math.sqrt(squares), within(1e-6));
            assertThat(spread.least()).isZero();
            assertThat(spread.most()).isEqualTo(1001);
            ValueSpread whole = ValueSpread.of(values);
            assertThat(whole.mean()).isCloseTo(spread.mean(), within(1e-9 * mean));
            assertThat(whole.count()).isEqualTo(spread.count());
        }
    }
}
