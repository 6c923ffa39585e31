package org.glassformer.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
    private static final long MOST_NANOS = 1_000_000_000;
    private static final long MOST_BYTES = 8 << 20;

    @TempDir private Path folder;

    static List<HostileFiles.Case> cases() {
        return HostileFiles.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHostileFileIsRefusedInOneSentenceQuicklyAndCheaply(HostileFiles.Case hostile) {
        hostile.make().accept(folder);
        ModelFormatException e = refusal(() -> Checkpoints.open(folder));
        assertThat(e.file()).isEqualTo(folder.resolve(hostile.file()));
        assertThat(e.expectation()).contains(hostile.says());
        assertThat(e.offset() >= 0).isEqualTo(hostile.placed());
        assertThat(e.getMessage())
                .startsWith(e.file().toString())
                .contains(e.expectation())
                .doesNotContain("\n")
                .hasSizeLessThan(1000);
        if (hostile.placed()) {
            assertThat(e.getMessage()).contains(" at byte " + e.offset() + ":");
        }
    }

    @Test
    void everyTruncationOfAGoodFileIsRefused() throws IOException {
        Path file = folder.resolve("m.safetensors");
        new SafetensorsWriter()
                .metadata("format", "pt")
                .add("a", DType.F32, Shape.of(3), new float[3])
                .add("b", DType.F16, Shape.of(2, 2), new float[4])
                .write(file);
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThat(refusal(() -> Safetensors.open(file)).offset()).isNotNegative();
        }
    }

    @Test
    void everySingleByteChangedIsReadOrRefusedButNeverAnythingElse() throws IOException {
        Path file = folder.resolve("m.safetensors");
        new SafetensorsWriter()
                .metadata("format", "pt")
                .add("a", DType.F32, Shape.of(3), new float[3])
                .add("b", DType.F16, Shape.of(2, 2), new float[4])
                .write(file);
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < bytes.length - 20; i++) {
            byte good = bytes[i];
            for (byte bad : new byte[] {0, (byte) 0xff, '"', '9', (byte) (good ^ 1)}) {
                bytes[i] = bad;
                Files.write(file, bytes);
                try (Checkpoint read = Safetensors.open(file)) {
                    read.names().forEach(name -> assertThat(name).isNotNull());
                } catch (ModelFormatException e) {
                    refused++;
                }
            }
            bytes[i] = good;
        }
        assertThat(refused).isGreaterThan(bytes.length);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse there")
    void aHugeSparseFileCostsNoMemory() throws IOException {
        Path file = folder.resolve("m.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.writeLong(Long.reverseBytes(99_999_999));
            sparse.write("{\"a\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sparse.setLength(5L << 30);
        }
        ModelFormatException e = refusal(() -> Safetensors.open(file));
        assertThat(e.offset()).isEqualTo(13);
        assertThat(e.expectation()).isEqualTo("JSON text");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse there")
    void dataBeyondFourGigabytesIsReached() throws IOException {
        Path file = folder.resolve("m.safetensors");
        String head =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[5,1073741824],\"data_offsets\":[0,5368709120]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],"
                        + "\"data_offsets\":[5368709120,5368709124]}}";
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.writeLong(Long.reverseBytes(head.length()));
            sparse.write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sparse.seek(8 + head.length() + 5_368_709_120L);
            sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(7)));
        }
        try (Checkpoint read = Safetensors.open(file)) {
            assertThat(read.tensor("b").toFloats()).containsExactly(7);
        }
    }

    @Test
    void typesWithoutNumbersForModelsAreListedButNotRead() throws IOException {
        String head =
                "{\"mask\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[2,10]}}";
        Path file = folder.resolve("m.safetensors");
        Files.write(
                file,
                java.nio.ByteBuffer.allocate(8 + head.length() + 10)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putLong(head.length())
                        .put(head.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .array());
        try (Checkpoint read = Safetensors.open(file)) {
            assertThat(read.names()).containsExactly("mask", "n");
            ModelFormatException e = refusal(() -> read.tensor("mask"));
            assertThat(e.getMessage()).contains("F32, F16 or BF16, found BOOL");
            assertThat(refusal(() -> read.tensor("absent")).getMessage())
                    .contains("a tensor \"absent\", found none");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("gone.safetensors");
        assertThat(refusal(() -> Checkpoints.open(file)))
                .hasMessage(file + ": expected a safetensors file, found no such file.");
    }

    /// The refusal, given within a second and without much memory.
    private static ModelFormatException refusal(ThrowingSupplier<?> action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        ModelFormatException e = catchThrowableOfType(ModelFormatException.class, action::get);
        long nanos = System.nanoTime() - start;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        assertThat(e).isNotNull();
        assertThat(nanos).isLessThan(MOST_NANOS);
        assertThat(bytes).isLessThan(MOST_BYTES);
        return e;
    }
}
