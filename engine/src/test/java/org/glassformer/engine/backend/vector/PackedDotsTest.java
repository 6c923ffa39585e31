package org.glassformer.engine.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Products with packed weights against sums in double, bounded by the sum of |w a|.
final class PackedDotsTest {
    /// The types that stay packed.
    static final Set<DType> KEPT =
            EnumSet.of(DType.F16, DType.BF16, DType.Q8_0, DType.Q4_0, DType.Q4_K, DType.Q6_K);

    private final Backend backend = new VectorBackend(2);

    @BeforeAll
    static void compileTheKernels() throws InterruptedException {
        WarmUp.OF_THIS_JVM.await();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @FieldSource("KEPT")
    void theErrorIsThatOfAddingAndNoMore(DType type) {
        for (int width : new int[] {7, 32, 35, 96, 256, 288, 1280}) {
            if (width % type.blockSize() == 0) {
                for (int rows : new int[] {1, 3, 4, 37, 150}) {
                    for (int n : new int[] {1, 4, 5, 19}) {
                        bounded(type, n, rows, width, (i, value) -> value);
                    }
                }
            }
        }
    }

    /// Where numbers are multiplied without what they lie too high, as in Q4_0, Q4_K and Q6_K, that is largest for such factors.
    @ParameterizedTest
    @FieldSource("KEPT")
    void factorsOfOneSignOrOfChangingSignsErrNoMore(DType type) {
        for (int width : new int[] {32, 96, 256, 768}) {
            if (width % type.blockSize() == 0) {
                bounded(type, 1, 600, width, (i, value) -> Math.abs(value));
                bounded(type, 1, 600, width, (i, value) -> Math.abs(value) * (1 - i % 2 * 2));
                bounded(type, 1, 600, width, (i, value) -> i % 8 == 6 ? 9 : 1);
            }
        }
    }

    @Test
    void halvesMultiplyToTheVeryBitsOfTheirFloats() {
        for (DType type : new DType[] {DType.F16, DType.BF16}) {
            SplittableRandom random = new SplittableRandom(3);
            int width = 7 * 64 + 21;
            byte[] bytes = packed(type, 12 * width, random);
            float[] w = new float[12 * width];
            Blocks.read(type, MemorySegment.ofArray(bytes), 0, w.length, w, 0);
            float[] x = new float[width];
            for (int i = 0; i < width; i++) {
                x[i] = (float) random.nextGaussian();
            }
            try (Tensor weight =
                            backend.load(type, Shape.of(12, width), MemorySegment.ofArray(bytes));
                    Tensor wide = backend.allocate(Shape.of(12, width));
                    Tensor in = backend.allocate(Shape.of(1, width));
                    Tensor one = backend.allocate(Shape.of(1, 12));
                    Tensor two = backend.allocate(Shape.of(1, 12))) {
                backend.write(wide, w);
                backend.write(in, x);
                backend.matmul(one, in, weight, null);
                backend.matmul(two, in, wide, null);
                assertThat(backend.read(one)).as("%s", type).isEqualTo(backend.read(two));
            }
        }
    }

    @Test
    void halvesAndScalesOf128AndMoreBecomeFloats() {
        byte[] bytes = new byte[128];
        MemorySegment all = MemorySegment.ofArray(bytes);
        for (float large : new float[] {128, -60000, Float.POSITIVE_INFINITY}) {
            all.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, 5, Float.floatToFloat16(large));
            try (Tensor weight = backend.load(DType.F16, Shape.of(2, 32), all)) {
                assertThat(weight.dtype()).isEqualTo(DType.F32);
                assertThat(backend.read(weight)[5]).isEqualTo(large);
            }
        }
        try (Tensor weight = backend.load(DType.Q8_0, Shape.of(1, 64), all)) {
            assertThat(weight.dtype()).isEqualTo(DType.Q8_0);
        }
        all.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, 17, Float.floatToFloat16(500));
        try (Tensor weight = backend.load(DType.Q8_0, Shape.of(1, 64), all)) {
            assertThat(weight.dtype()).isEqualTo(DType.F32);
        }
        all.fill((byte) 0);
        all.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, 5, Float.floatToFloat16(127.9f));
        try (Tensor weight = backend.load(DType.F16, Shape.of(2, 32), all)) {
            assertThat(weight.dtype()).isEqualTo(DType.F16);
        }
    }

    private interface Factor {
        float of(int index, float value);
    }

    private void bounded(DType type, int n, int rows, int width, Factor factor) {
        SplittableRandom random = new SplittableRandom(rows + width);
        byte[] bytes = packed(type, rows * width, random);
        float[] w = new float[rows * width];
        Blocks.read(type, MemorySegment.ofArray(bytes), 0, w.length, w, 0);
        float[] x = new float[n * width];
        for (int i = 0; i < x.length; i++) {
            x[i] = factor.of(i, (float) random.nextGaussian());
        }
        try (Tensor weight =
                        backend.load(type, Shape.of(rows, width), MemorySegment.ofArray(bytes));
                Tensor in = backend.allocate(Shape.of(n, width));
                Tensor out = backend.allocate(Shape.of(n, rows))) {
            assertThat(weight.dtype()).isEqualTo(type);
            backend.write(in, x);
            backend.matmul(out, in, weight, null);
            float[] result = backend.read(out);
            for (int r = 0; r < n; r++) {
                for (int o = 0; o < rows; o++) {
                    double sum = 0;
                    double size = 0;
                    for (int i = 0; i < width; i++) {
                        double product = (double) x[r * width + i] * w[o * width + i];
                        sum += product;
                        size += Math.abs(product);
                    }
                    assertThat(Math.abs(result[r * rows + o] - sum))
                            .as("%s, %d x %d x %d at %d, %d", type, n, rows, width, r, o)
                            .isLessThan(size * Math.ulp(1f) * 4 + Float.MIN_NORMAL);
                }
            }
        }
    }

    private static byte[] packed(DType type, int count, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * (i % 7 == 0 ? 1e-6 : 0.02));
        }
        byte[] bytes = new byte[(int) type.byteSize(count)];
        Packing.write(type, values, 0, count, MemorySegment.ofArray(bytes));
        return bytes;
    }

    @ParameterizedTest
    @FieldSource("KEPT")
    void everyValueIsThatOfTheDefinition(DType type) {
        int width = 2 * type.blockSize() + (type.quantised() ? 0 : 35);
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 20; round++) {
            byte[] bytes = new byte[(int) type.byteSize(5L * width)];
            random.nextBytes(bytes);
            for (int block = 0; block < bytes.length; block += type.blockBytes()) {
                for (int high : upperBytesOfHalves(type)) {
                    int i = block + high;
                    bytes[i] &= (byte) ((bytes[i] & 0x7F) < 0x58 ? 0xFF : 0x97); // below 128
                }
            }
            float[] expected = new float[5 * width];
            Blocks.read(type, MemorySegment.ofArray(bytes), 0, expected.length, expected, 0);
            try (Tensor weight =
                            backend.load(type, Shape.of(5, width), MemorySegment.ofArray(bytes));
                    Tensor out = backend.allocate(Shape.of(5, width))) {
                same(backend.read(weight), expected);
                backend.embed(out, weight, new int[] {0, 1, 2, 3, 4});
                same(backend.read(out), expected);
                float[] line = new float[width];
                ((PackedMemory) weight.memory()).matrix().plainRow(0, line);
                same(line, Arrays.copyOf(expected, width));
            }
        }
    }

    /// Where a block has the upper bytes of what is kept as codes.
    private static int[] upperBytesOfHalves(DType type) {
        return switch (type) {
            case F16, Q8_0, Q4_0 -> new int[] {1};
            case Q4_K -> new int[] {1, 3};
            case Q6_K -> new int[] {209};
            default -> new int[0];
        };
    }

    private static void same(float[] actual, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            // a NaN is a NaN, and the sign of a zero means nothing
            boolean equal = actual[i] == expected[i];
            boolean neither = !Float.isFinite(actual[i]) && !Float.isFinite(expected[i]);
            assertThat(equal || neither).as("%d: %s, %s", i, actual[i], expected[i]).isTrue();
        }
    }

    @Test
    void everyBinary16Below128HasACodeAndNoOther() {
        float[] values = new float[1 << 16];
        try (Arena arena = Arena.ofConfined()) {
            long codes = arena.allocate(1 << 18).address();
            MemorySegment halves = arena.allocate(1 << 17);
            for (int h = 0; h < 1 << 16; h++) {
                float value = Float.float16ToFloat((short) h);
                assertThat(Codes.code((short) h) >= 0).isEqualTo(Math.abs(value) < 128);
                halves.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * h, (short) h);
            }
            assertThat(Codes.code(halves, 1 << 16, codes)).isFalse();
            for (int h = 0; h < 1 << 16; h += Lanes.V) {
                Codes.load(codes + 2L * h).intoArray(values, h);
            }
            for (int h = 0; h < 1 << 16; h++) {
                float value = Float.float16ToFloat((short) h);
                if (Math.abs(value) < 128) {
                    assertThat(values[h]).isEqualTo(value);
                    assertThat(Codes.get(codes + 2L * h)).isEqualTo(value);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("KEPT")
    void memoryIsThatOfTheFileWithRowsFilledUpToAVector(DType type) {
        for (int rows : new int[] {32, 1, 33}) {
            MemorySegment bytes = MemorySegment.ofArray(new byte[(int) type.byteSize(rows * 256L)]);
            try (Tensor weight = backend.load(type, Shape.of(rows, 256), bytes)) {
                int kept = type.quantised() ? (rows + Lanes.V - 1) / Lanes.V * Lanes.V : rows;
                long file = type.byteSize(kept * 256L);
                assertThat(weight.memory().byteSize()).isBetween(file, file + file / 100);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("KEPT")
    void someOfTheRowsAreMultipliedAndLookedUpAsAll(DType type) {
        int rows = 83;
        int width = type.quantised() ? 512 : 67;
        SplittableRandom random = new SplittableRandom(5);
        MemorySegment bytes = MemorySegment.ofArray(packed(type, rows * width, random));
        try (Tensor weight = backend.load(type, Shape.of(rows, width), bytes);
                Tensor x = backend.allocate(Shape.of(5, width));
                Tensor all = backend.allocate(Shape.of(1, rows));
                Tensor many = backend.allocate(Shape.of(5, rows))) {
            float[] values = new float[5 * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            backend.write(x, values);
            backend.matmul(all, x.slice(0, 1), weight, null);
            backend.matmul(many, x, weight, null);
            for (int from : new int[] {1, 16, 37}) {
                Tensor part = weight.slice(from, rows - 2);
                int count = part.rows();
                try (Tensor one = backend.allocate(Shape.of(1, count));
                        Tensor five = backend.allocate(Shape.of(5, count));
                        Tensor row = backend.allocate(Shape.of(1, width))) {
                    backend.matmul(one, x.slice(0, 1), part, null);
                    assertThat(backend.read(one))
                            .containsExactly(Arrays.copyOfRange(backend.read(all), from, rows - 2));
                    backend.matmul(five, x, part, null);
                    for (int r = 0; r < 5; r++) {
                        assertThat(
                                        Arrays.copyOfRange(
                                                backend.read(five), r * count, (r + 1) * count))
                                .containsExactly(
                                        Arrays.copyOfRange(
                                                backend.read(many),
                                                r * rows + from,
                                                r * rows + rows - 2));
                    }
                    backend.embed(row, part, new int[] {3});
                    float[] expected = new float[width];
                    backend.read(weight, (from + 3L) * width, expected, 0, width);
                    assertThat(backend.read(row)).containsExactly(expected);
                }
            }
        }
    }

    @Test
    void whatCannotBePackedIsWidened() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[4096]);
        try (Tensor vector = backend.load(DType.F16, Shape.of(64), bytes);
                Tensor broken = backend.load(DType.Q8_0, Shape.of(4, 48), bytes);
                Tensor rare = backend.load(DType.Q5_K, Shape.of(1, 256), bytes)) {
            assertThat(vector.dtype()).isEqualTo(DType.F32);
            assertThat(broken.dtype()).isEqualTo(DType.F32);
            assertThat(rare.dtype()).isEqualTo(DType.F32);
        }
    }

    @Test
    void whatNeedsFloatsRefusesPackedOnesInASentence() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[4096]);
        try (Tensor packed = backend.load(DType.Q8_0, Shape.of(4, 64), bytes);
                Tensor x = backend.allocate(Shape.of(4, 64));
                Tensor out = backend.allocate(Shape.of(4, 4))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backend.add(x, x, packed))
                    .withMessageContaining("Q8_0 (4, 64) is packed");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backend.activation(packed, x, Activation.SILU));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backend.write(packed, new float[256]));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> backend.matmul(x.slice(0, 1), x.reshape(16, 16), packed, null));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backend.embed(x, packed.reshape(8, 32), new int[8]))
                    .withMessageContaining("not whole rows");
            Tensor gone = backend.load(DType.F16, Shape.of(4, 64), bytes);
            gone.close();
            assertThatIllegalStateException().isThrownBy(() -> backend.matmul(out, x, gone, null));
            assertThatIllegalStateException().isThrownBy(() -> backend.read(gone));
        }
    }
}
