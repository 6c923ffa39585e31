package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
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
        try (Backend backend = VulkanDevices.openAsAnother(kernels)) {
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
        try (Backend backend = VulkanDevices.openAsAnother(kernels);
                Tensor x = backend.allocate(Shape.of(6))) {
            backend.write(x, new float[] {1, 2, 3, 4, 5, 6});
            backend.copy(x.view(1, Shape.of(4)), x.view(0, Shape.of(4)));
            assertThat(backend.read(x)).containsExactly(1, 1, 2, 3, 4, 6);
        }
    }

    @Test
    void rowsAndProductsAgreeWithoutSubgroups() {
        try (Backend backend = VulkanDevices.openAsAnother(kernels);
                Backend oracle = ScalarBackend.f32()) {
            assertThat(softmaxOfAProduct(backend))
                    .containsExactly(softmaxOfAProduct(oracle), Offset.offset(1e-6f));
        }
    }

    @Test
    void largeTilesGiveTheSameAsSmallOnes() {
        try (Backend small = VulkanDevices.open();
                Backend middle = VulkanDevices.openWithMiddleTiles();
                Backend large = VulkanDevices.openAsAnother(kernels)) {
            Offset<Float> near = Offset.offset(2e-5f);
            assertThat(products(middle, 133)).containsExactly(products(small, 133), near);
            assertThat(products(large, 68)).containsExactly(products(small, 68), near);
        }
    }

    /// Forward and both gradients, one behind the other.
    private static float[] products(Backend backend, int size) {
        int rows = size + 4;
        int outputs = size + 8;
        try (Tensor x = filled(backend, rows, size);
                Tensor w = filled(backend, outputs, size);
                Tensor out = filled(backend, rows, outputs);
                Tensor dx = filled(backend, rows, size);
                Tensor dw = filled(backend, outputs, size)) {
            backend.matmul(out, x, w, null);
            backend.matmulBackward(dx, dw, null, out, x, w);
            float[] first = backend.read(out);
            float[] second = backend.read(dx);
            float[] third = backend.read(dw);
            float[] all = Arrays.copyOf(first, first.length + second.length + third.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            System.arraycopy(third, 0, all, first.length + second.length, third.length);
            return all;
        }
    }

    private static Tensor filled(Backend backend, int rows, int cols) {
        float[] values = new float[rows * cols];
        Random random = new Random(rows);
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextFloat() - 0.5f) / 4;
        }
        Tensor tensor = backend.allocate(Shape.of(rows, cols));
        backend.write(tensor, values);
        return tensor;
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
