package org.glassformer.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Values and keys of every type, written and read.
final class GgufValuesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = GgufType.class,
            names = {"F32", "F16", "Q8_0", "Q4_0"})
    void writtenValuesComeBackAsCloseAsTheTypeAllows(GgufType type) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[4 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Path file = folder.resolve("m.gguf");
        new GgufWriter()
                .text("general.name", "äö")
                .tensor("first", GgufType.F32, Shape.of(3), () -> new float[] {1, 2, 3})
                .tensor("second", type, Shape.of(4, 64), () -> values)
                .write(file);
        try (Gguf gguf = Gguf.open(file)) {
            assertThat(gguf.version()).isEqualTo(3);
            assertThat(gguf.metadata().text("general.name")).hasValue("äö");
            assertThat(gguf.tensor("first").toFloats()).containsExactly(1, 2, 3);
            GgufTensor read = gguf.tensor("second");
            assertThat(read.type()).isEqualTo(type);
            assertThat(read.shape()).isEqualTo(Shape.of(4, 64));
            float[] back = read.toFloats();
            for (int from = 0; from < values.length; from += 32) {
                float largest = 0;
                for (int i = from; i < from + 32; i++) {
                    largest = Math.max(largest, Math.abs(values[i]));
                }
                float bound =
                        switch (type) {
                            case F32 -> 0;
                            case F16 -> largest / 2048;
                            case Q8_0 -> largest / 250;
                            default -> largest / 7.5f;
                        };
                for (int i = from; i < from + 32; i++) {
                    assertThat(back[i]).isCloseTo(values[i], Offset.offset(bound));
                }
            }
        }
    }

    @Test
    void everyTypeOfValueIsRead() throws IOException {
        Path file = folder.resolve("values.gguf");
        ByteBuffer b = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0x46554747).putInt(2).putLong(0).putLong(12);
        GgufBytes.key(b, "u8", 0).put((byte) 200);
        GgufBytes.key(b, "i8", 1).put((byte) -3);
        GgufBytes.key(b, "u16", 2).putShort((short) 60000);
        GgufBytes.key(b, "i16", 3).putShort((short) -300);
        GgufBytes.key(b, "u32", 4).putInt(-1);
        GgufBytes.key(b, "i32", 5).putInt(-70000);
        GgufBytes.key(b, "f32", 6).putFloat(0.5f);
        GgufBytes.key(b, "bool", 7).put((byte) 1);
        GgufBytes.key(b, "u64", 10).putLong(1L << 40);
        GgufBytes.key(b, "i64", 11).putLong(-5);
        GgufBytes.key(b, "f64", 12).putDouble(0.1);
        GgufBytes.key(b, "nested", 9).putInt(9).putLong(1).putInt(3).putLong(2).putInt(0);
        GgufBytes.write(file, b);
        try (Gguf gguf = Gguf.open(file)) {
            GgufMetadata keys = gguf.metadata();
            assertThat(keys.value("u8")).hasValue(new GgufValue.Whole(200));
            assertThat(keys.value("i8")).hasValue(new GgufValue.Whole(-3));
            assertThat(keys.value("u16")).hasValue(new GgufValue.Whole(60000));
            assertThat(keys.value("i16")).hasValue(new GgufValue.Whole(-300));
            assertThat(keys.value("u32")).hasValue(new GgufValue.Whole(0xFFFFFFFFL));
            assertThat(keys.value("i32")).hasValue(new GgufValue.Whole(-70000));
            assertThat(keys.real("f32")).hasValue(0.5);
            assertThat(keys.flag("bool")).hasValue(true);
            assertThat(keys.value("u64")).hasValue(new GgufValue.Whole(1L << 40));
            assertThat(keys.value("i64")).hasValue(new GgufValue.Whole(-5));
            assertThat(keys.real("f64")).hasValue(0.1);
            assertThat(keys.value("nested")).containsInstanceOf(GgufValue.Items.class);
        }
    }

    @Test
    void aModelInPartsIsOpenedByAnyOfThem() throws IOException {
        for (int part = 1; part <= 2; part++) {
            float value = part;
            new GgufWriter()
                    .whole("split.count", 2)
                    .tensor("t" + part, GgufType.F32, Shape.of(1), () -> new float[] {value})
                    .write(folder.resolve("m-0000" + part + "-of-00002.gguf"));
        }
        try (Gguf gguf = Gguf.open(folder.resolve("m-00002-of-00002.gguf"))) {
            assertThat(gguf.tensors().keySet()).containsExactly("t1", "t2");
            assertThat(gguf.tensor("t2").toFloats()).containsExactly(2);
        }
    }
}
