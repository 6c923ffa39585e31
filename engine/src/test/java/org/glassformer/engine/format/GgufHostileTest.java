package org.glassformer.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GgufHostileTest {
    private static final int MAGIC = 0x46554747;

    @TempDir Path folder;

    /// A broken file and a part of the sentence that refuses it.
    record Case(String says, Consumer<ByteBuffer> bytes) {
        @Override
        public String toString() {
            return says;
        }
    }

    private static Case header(String says, long tensors, long keys) {
        return new Case(says, b -> b.putInt(MAGIC).putInt(3).putLong(tensors).putLong(keys));
    }

    private static Case key(String says, Consumer<ByteBuffer> rest) {
        return new Case(
                says,
                b -> {
                    b.putInt(MAGIC).putInt(3).putLong(0).putLong(1);
                    rest.accept(b);
                    b.put(new byte[64]);
                });
    }

    private static Case tensor(String says, int type, long offset, long... dims) {
        return new Case(
                says,
                b -> {
                    b.putInt(MAGIC).putInt(3).putLong(1).putLong(0);
                    entry(b, "t", type, offset, dims);
                    b.put(new byte[200]);
                });
    }

    private static void entry(ByteBuffer b, String name, int type, long offset, long... dims) {
        GgufBytes.text(b, name).putInt(dims.length);
        for (long dim : dims) {
            b.putLong(dim);
        }
        b.putInt(type).putLong(offset);
    }

    static List<Case> cases() {
        return List.of(
                new Case("GGUF", b -> {}),
                new Case("GGUF", b -> b.putInt(MAGIC - 1).putInt(3)),
                new Case("the version", b -> b.putInt(MAGIC)),
                new Case("version 2 or 3", b -> b.putInt(MAGIC).putInt(1).putLong(0)),
                new Case("version 2 or 3", b -> b.putInt(MAGIC).putInt(4).putLong(0)),
                new Case("little endian", b -> b.putInt(MAGIC).putInt(3 << 24).putLong(0)),
                new Case("number of tensors", b -> b.putInt(MAGIC).putInt(3).putInt(0)),
                header("number of tensors", -1, 0),
                header("number of tensors", Long.MAX_VALUE, 0),
                header("number of tensors", 1, 0),
                header("number of keys", 0, -1),
                header("number of keys", 0, 1L << 40),
                header("number of keys", 0, 1),
                key("a key", b -> b.putLong(-1)),
                key("a key", b -> b.putLong(1L << 62)),
                key("a key", b -> b.putLong(70_000)),
                key("type from 0 to 12", b -> GgufBytes.key(b, "k", 13)),
                key("type from 0 to 12", b -> GgufBytes.key(b, "k", -1)),
                key("0 or 1", b -> GgufBytes.key(b, "k", 7).put((byte) 2)),
                key("ends within", b -> GgufBytes.key(b, "k", 8).putLong(1_000)),
                key("ends within", b -> GgufBytes.key(b, "k", 8).putLong(Long.MIN_VALUE)),
                key("types 0 to 12", b -> GgufBytes.key(b, "k", 9).putInt(77).putLong(1)),
                key("length of k", b -> GgufBytes.key(b, "k", 9).putInt(0).putLong(-1)),
                key("length of k", b -> GgufBytes.key(b, "k", 9).putInt(10).putLong(1L << 61)),
                key("length of k", b -> GgufBytes.key(b, "k", 9).putInt(8).putLong(1L << 60)),
                key("a text in k", b -> GgufBytes.key(b, "k", 9).putInt(8).putLong(1).putLong(-9)),
                key(
                        "nested at most 4",
                        b -> {
                            GgufBytes.key(b, "k", 9);
                            for (int i = 0; i < 6; i++) {
                                b.putInt(9).putLong(1);
                            }
                        }),
                new Case(
                        "each key once",
                        b -> {
                            b.putInt(MAGIC).putInt(3).putLong(0).putLong(2);
                            GgufBytes.key(b, "k", 4).putInt(1);
                            GgufBytes.key(b, "k", 4).putInt(1);
                        }),
                key("power of two", b -> GgufBytes.key(b, "general.alignment", 4).putInt(24)),
                key("whole number", b -> GgufBytes.key(b, "general.alignment", 4).putInt(0)),
                key("whole number", b -> GgufBytes.key(b, "general.alignment", 6).putFloat(32)),
                tensor("1 to 4 axes", 0, 0),
                tensor("1 to 4 axes", 0, 0, 1, 1, 1, 1, 1),
                tensor("axes from 1", 0, 0, 0),
                tensor("axes from 1", 0, 0, -4),
                tensor("axes from 1", 0, 0, 1L << 31),
                tensor("axes from 1", 0, 0, 1 << 30, 1 << 30, 1 << 30),
                tensor("one of the types F32", 4, 0, 32),
                tensor("one of the types F32", 99, 0, 32),
                tensor("whole Q8_0 blocks", 8, 0, 33),
                tensor("whole Q4_K blocks", 12, 0, 128),
                tensor("multiple of 32", 0, 4, 8),
                tensor("within the", 0, 1L << 40, 8),
                tensor("within the", 0, -32, 8),
                tensor("within the", 0, 0, 1 << 20),
                tensor("within the", 0, 192, 8),
                new Case(
                        "each tensor once",
                        b -> {
                            b.putInt(MAGIC).putInt(3).putLong(2).putLong(0);
                            entry(b, "t", 0, 0, 8);
                            entry(b, "t", 0, 32, 8);
                            b.put(new byte[200]);
                        }),
                new Case(
                        "lie apart",
                        b -> {
                            b.putInt(MAGIC).putInt(3).putLong(2).putLong(0);
                            entry(b, "a", 0, 0, 16);
                            entry(b, "b", 0, 32, 8);
                            b.put(new byte[200]);
                        }),
                key("named as a whole", b -> GgufBytes.key(b, "split.count", 4).putInt(3)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHostileFileIsRefusedInOneSentence(Case hostile) {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        hostile.bytes().accept(bytes);
        Path file = folder.resolve("h.gguf");
        GgufBytes.write(file, bytes);
        ModelFormatException e =
                catchThrowableOfType(ModelFormatException.class, () -> Gguf.open(file).close());
        assertThat(e).isNotNull();
        assertThat(e.file()).isEqualTo(file);
        assertThat(e.offset()).isNotNegative();
        assertThat(e.getMessage()).contains(hostile.says()).doesNotContain("\n");
    }

    @Test
    void everyTruncationAndManyMutationsEndInASentenceOrAGoodFile() throws IOException {
        Path file = folder.resolve("m.gguf");
        new GgufWriter()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", List.of("a", "b"))
                .reals("tokenizer.ggml.scores", new float[] {0, 1})
                .tensor("a", GgufType.F16, Shape.of(3), () -> new float[3])
                .tensor("b", GgufType.Q8_0, Shape.of(2, 32), () -> new float[64])
                .write(file);
        byte[] good = Files.readAllBytes(file);
        ByteBuffer cut = ByteBuffer.allocate(good.length);
        for (int length = 0; length < good.length - 32; length += 3) {
            GgufBytes.write(file, cut.clear().put(good, 0, length));
            assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> Gguf.open(file));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 3; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            try (Gguf gguf = Gguf.open(file)) {
                gguf.tensors().values().forEach(GgufTensor::toFloats);
                gguf.metadata().texts("tokenizer.ggml.tokens");
                gguf.metadata().numbers("tokenizer.ggml.scores");
            } catch (ModelFormatException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Path file = folder.resolve("m-00001-of-00002.gguf");
        new GgufWriter().whole("split.count", 2).write(file);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Gguf.open(file))
                .withMessageContaining("m-00002-of-00002.gguf");
    }
}
