package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device whose memory the CPU does not see, and whose threads share no sums: most graphics cards
/// are the first, some the second.
final class VulkanTransferTest {
    @TempDir private Path kernels;

    @Test
    void moreThanTheRingHoldsGoesThereAndBack() {
        try (Backend backend = VulkanDevices.open(false, false, kernels)) {
            float[] values = new float[5_300_001];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            try (Tensor x = backend.allocate(Shape.of(values.length));
                    Tensor copy = backend.allocate(Shape.of(values.length))) {
                backend.write(x, values);
                backend.copy(copy, x);
                backend.scale(copy, 2);
                assertThat(backend.read(x)).isEqualTo(values);
                float[] some = new float[2];
                backend.read(copy, values.length - 2, some, 0, 2);
                assertThat(some).containsExactly(2f * 5_299_999, 2f * 5_300_000);
            }
        }
    }

    @Test
    void aCopyOntoItselfMovesLikeAnArray() {
        try (Backend backend = VulkanDevices.open(false, false, kernels);
                Tensor x = backend.allocate(Shape.of(6))) {
            backend.write(x, new float[] {1, 2, 3, 4, 5, 6});
            backend.copy(x.view(1, Shape.of(4)), x.view(0, Shape.of(4)));
            assertThat(backend.read(x)).containsExactly(1, 1, 2, 3, 4, 6);
        }
    }

    @Test
    void rowsAndProductsAgreeWithoutSubgroups() {
        try (Backend backend = VulkanDevices.open(false, false, kernels);
                Backend oracle = ScalarBackend.f32()) {
            assertThat(softmaxOfAProduct(backend))
                    .containsExactly(softmaxOfAProduct(oracle), Offset.offset(1e-6f));
        }
    }

    private static float[] softmaxOfAProduct(Backend backend) {
        byte[] packed = new byte[Math.toIntExact(DType.Q8_0.byteSize(70 * 64))];
        new Random(7).nextBytes(packed);
        for (int at = 0; at < packed.length; at += DType.Q8_0.blockBytes()) {
            packed[at] = 0;
            packed[at + 1] = 0x18;
        }
        float[] values = new float[3 * 64];
        Random random = new Random(8);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        try (Tensor w = backend.load(DType.Q8_0, Shape.of(70, 64), MemorySegment.ofArray(packed));
                Tensor x = backend.allocate(Shape.of(3, 64));
                Tensor out = backend.allocate(Shape.of(3, 70))) {
            backend.write(x, values);
            backend.matmul(out, x, w, null);
            backend.softmax(out, out);
            return backend.read(out);
        }
    }
}
