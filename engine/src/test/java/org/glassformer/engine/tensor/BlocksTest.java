package org.glassformer.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Blocks of random bytes against ggml's loops written down in double.
final class BlocksTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "F64")
    void randomBlocksBecomeWhatTheirDefinitionSays(DType type) {
        SplittableRandom random = new SplittableRandom(type.name().hashCode());
        for (int round = 0; round < 200; round++) {
            byte[] block = block(type, random);
            float[] values = new float[type.blockSize()];
            Blocks.read(type, MemorySegment.ofArray(block), 0, values.length, values, 0);
            double[] expected = new double[type.blockSize()];
            GgmlLoops.read(type, block, expected);
            for (int i = 0; i < values.length; i++) {
                if (Double.isNaN(expected[i])) {
                    assertThat(values[i]).isNaN();
                } else {
                    assertThat(values[i])
                            .as("%s element %d", type, i)
                            .isCloseTo((float) expected[i], Offset.offset(0f));
                }
            }
        }
    }

    private static byte[] block(DType type, SplittableRandom random) {
        byte[] block = new byte[type.blockBytes()];
        random.nextBytes(block);
        for (int scale : scales(type)) {
            short half = Float.floatToFloat16((float) random.nextDouble(-3, 3));
            block[scale] = (byte) half;
            block[scale + 1] = (byte) (half >> 8);
        }
        return block;
    }

    private static int[] scales(DType type) {
        return switch (type) {
            case F64, F32, BF16 -> new int[0];
            case F16, Q4_0, Q5_0, Q8_0 -> new int[] {0};
            case Q4_1, Q5_1, Q4_K, Q5_K -> new int[] {0, 2};
            case Q2_K -> new int[] {80, 82};
            case Q3_K -> new int[] {108};
            case Q6_K -> new int[] {208};
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"F64", "F32"})
    void aStretchWithinBlocksIsThatPartOfTheWhole(DType type) {
        SplittableRandom random = new SplittableRandom(3);
        byte[] bytes = new byte[4 * type.blockBytes()];
        for (int i = 0; i < 4; i++) {
            byte[] block = block(type, random);
            System.arraycopy(block, 0, bytes, i * block.length, block.length);
        }
        MemorySegment source = MemorySegment.ofArray(bytes);
        float[] all = new float[4 * type.blockSize()];
        Blocks.read(type, source, 0, all.length, all, 0);
        int first = type.blockSize() / 3;
        int count = all.length - first - 1;
        float[] part = new float[count + 2];
        Blocks.read(type, source, first, count, part, 1);
        assertThat(Arrays.copyOfRange(part, 1, count + 1))
                .isEqualTo(Arrays.copyOfRange(all, first, first + count));
        assertThat(part[0]).isZero();
        assertThat(part[count + 1]).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"F64", "F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_K", "Q6_K"})
    void writtenValuesComeBackAsCloseAsTheTypeAllows(DType type) {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[512];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 32 ? 0 : (float) random.nextGaussian();
        }
        byte[] bytes = new byte[(int) type.byteSize(values.length)];
        Packing.write(type, values, 0, values.length, MemorySegment.ofArray(bytes));
        float[] back = new float[values.length];
        Blocks.read(type, MemorySegment.ofArray(bytes), 0, back.length, back, 0);
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < values.length; i++) {
            squares += values[i] * values[i];
            errors += (back[i] - values[i]) * (back[i] - values[i]);
        }
        double bound =
                switch (type) {
                    case F64, F32 -> 0;
                    case F16 -> 3e-4;
                    case BF16 -> 3e-3;
                    case Q8_0 -> 0.01;
                    case Q6_K -> 0.025;
                    case Q4_K -> 0.09;
                    default -> 0.11;
                };
        assertThat(Math.sqrt(errors / squares)).isLessThanOrEqualTo(bound);
        assertThat(Packing.writes(type)).isTrue();
    }

    @Test
    void typesThatAreReadOnlyAreRefusedByTheirName() {
        assertThat(Packing.writes(DType.Q5_K)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Packing.write(
                                DType.Q5_K,
                                new float[256],
                                0,
                                256,
                                MemorySegment.ofArray(new byte[176])))
                .withMessageContaining("Q5_K");
    }
}
