package org.glassformer.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.glassformer.engine.References;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsWriterTest {
    /// Exact in every type, BF16's 8 bits of precision and F16's range included.
    private static final float[] VALUES = {
        0f, -0f, 1f, -1.5f, 0.0078125f, 240f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
    };

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"F64", "F32", "F16", "BF16"})
    void valuesOfEveryTypeComeBack(DType dtype) {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter()
                .metadata("format", "pt")
                .add("w", dtype, Shape.of(2, 4), VALUES)
                .add("nan", dtype, Shape.of(1), new float[] {Float.NaN})
                .add("scalar", dtype, Shape.of(), new float[] {3})
                .add("empty", dtype, Shape.of(0, 5), new float[0])
                .write(file);
        try (Checkpoint read = Checkpoints.open(folder)) {
            assertThat(read.names()).containsExactlyInAnyOrder("w", "nan", "scalar", "empty");
            assertThat(read.metadata()).containsExactly(java.util.Map.entry("format", "pt"));
            StoredTensor w = read.tensor("w");
            assertThat(w.dtype()).isEqualTo(dtype);
            assertThat(w.shape()).isEqualTo(Shape.of(2, 4));
            assertThat(w.data().byteSize()).isEqualTo(dtype.byteSize(8));
            assertThat(w.data().isReadOnly()).isTrue();
            assertThat(w.data().address() % 8).isZero();
            float[] back = w.toFloats();
            for (int i = 0; i < VALUES.length; i++) {
                assertThat(Float.floatToRawIntBits(back[i]))
                        .isEqualTo(Float.floatToRawIntBits(VALUES[i]));
            }
            assertThat(read.tensor("nan").toFloats()[0]).isNaN();
            assertThat(read.tensor("scalar").toFloats()).containsExactly(3);
            assertThat(read.tensor("empty").toFloats()).isEmpty();
        }
    }

    @Test
    void sixteenBitTypesRoundToNearestEven() {
        Path file = folder.resolve("m.safetensors");
        float[] values = {1.0039062f, 1.0117188f, Float.MAX_VALUE, Float.MIN_VALUE, 65520f, 65519f};
        new SafetensorsWriter()
                .add("b", DType.BF16, Shape.of(6), values)
                .add("h", DType.F16, Shape.of(6), values)
                .write(file);
        try (Checkpoint read = Safetensors.open(file)) {
            float inf = Float.POSITIVE_INFINITY;
            assertThat(read.tensor("b").toFloats())
                    .containsExactly(1f, 1.015625f, inf, 0f, 65536f, 65536f);
            assertThat(read.tensor("h").toFloats())
                    .containsExactly(1.0039062f, 1.0117188f, inf, 0f, inf, 65504f);
        }
    }

    @Test
    void bytesAndLargeArraysAreWrittenInChunks() {
        float[] many = new float[600_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        Path file = folder.resolve("a").resolve("m.safetensors");
        new SafetensorsWriter()
                .add("half", DType.F16, Shape.of(1), new float[] {0.5f})
                .add("many", DType.F32, Shape.of(many.length), () -> many)
                .add("raw", DType.F32, Shape.of(many.length), MemorySegment.ofArray(many))
                .write(file);
        try (Checkpoint read = Safetensors.open(file)) {
            assertThat(read.tensor("many").toFloats()).isEqualTo(many);
            assertThat(read.tensor("raw").toFloats()).isEqualTo(many);
            assertThat(read.tensor("half").toFloats()).containsExactly(0.5f);
        }
    }

    @Test
    void shardsHoldAtMostTheirSizeAndReadAsOne() throws IOException {
        Files.writeString(folder.resolve("model.safetensors"), "left over");
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        for (int i = 0; i < 5; i++) {
            writer.add("t" + i, DType.F32, Shape.of(4), new float[] {i, i, i, i});
        }
        writer.writeSharded(folder, 40);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "model-00001-of-00003.safetensors",
                            "model-00002-of-00003.safetensors",
                            "model-00003-of-00003.safetensors",
                            "model.safetensors.index.json");
        }
        try (Checkpoint read = Checkpoints.open(folder)) {
            assertThat(read.names()).containsExactly("t0", "t1", "t2", "t3", "t4");
            assertThat(read.metadata()).containsEntry("format", "pt");
            assertThat(read.metadata()).containsEntry("total_size", "80");
            assertThat(read.tensor("t3").toFloats()).containsExactly(3, 3, 3, 3);
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter().add("w", DType.F32, Shape.of(1), new float[] {7}).write(file);
        SafetensorsWriter failing =
                new SafetensorsWriter().add("w", DType.F32, Shape.of(1), () -> new float[] {1, 2});
        assertThatThrownBy(() -> failing.write(file)).isInstanceOf(IllegalArgumentException.class);
        try (Checkpoint read = Checkpoints.open(folder);
                Stream<Path> files = Files.list(folder)) {
            assertThat(read.tensor("w").toFloats()).containsExactly(7);
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void badAdditionsAreRefused() {
        SafetensorsWriter writer =
                new SafetensorsWriter().add("w", DType.F32, Shape.of(1), new float[1]);
        assertThatThrownBy(() -> writer.add("w", DType.F32, Shape.of(1), new float[1]))
                .hasMessageContaining("taken");
        assertThatThrownBy(() -> writer.add("v", DType.F32, Shape.of(2), new float[1]))
                .hasMessageContaining("cannot hold");
        assertThatThrownBy(() -> writer.add("q", DType.Q8_0, Shape.of(32), new float[32]))
                .hasMessageContaining("Q8_0");
    }

    @Test
    void aModelWrittenByOthersIsRead() {
        try (Checkpoint read = Checkpoints.open(References.path("stories260K"))) {
            assertThat(read.names()).hasSizeGreaterThan(40);
            StoredTensor embedding = read.tensor("model.embed_tokens.weight");
            assertThat(embedding.shape()).isEqualTo(Shape.of(512, 64));
            assertThat(embedding.toFloats()).doesNotContain(Float.NaN);
        }
    }
}
