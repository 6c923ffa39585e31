package org.glassformer.engine.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class Nd4jMemoryTest {
    private static final int FLOATS = 16 << 20;

    @Test
    void aClosedTensorGivesItsMemoryBackAtOnce() throws IOException {
        try (Backend backend = new Nd4jBackendProvider().open(2)) {
            fill(backend, FLOATS).close();
            long before = resident();
            for (int i = 0; i < 20; i++) {
                fill(backend, FLOATS).close();
            }

            assertThat(resident() - before).isLessThan(3L * FLOATS * Float.BYTES);
        }
    }

    @Test
    void aClosedDeviceGivesBackWhatNobodyClosed() throws IOException {
        try (Backend backend = new Nd4jBackendProvider().open(2)) {
            fill(backend, FLOATS);
        }
        long before = resident();
        for (int i = 0; i < 20; i++) {
            try (Backend backend = new Nd4jBackendProvider().open(2)) {
                fill(backend, FLOATS);
            }
        }

        assertThat(resident() - before).isLessThan(3L * FLOATS * Float.BYTES);
    }

    @Test
    void aClosedTensorAndOneOfAnotherDeviceAreRefused() {
        try (Backend one = new Nd4jBackendProvider().open(2);
                Backend other = new Nd4jBackendProvider().open(2);
                Tensor foreign = other.allocate(Shape.of(4))) {
            Tensor closed = one.allocate(Shape.of(4));
            closed.close();
            closed.close();

            assertThatThrownBy(() -> one.read(closed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> one.read(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another device");
        }
    }

    private static Tensor fill(Backend backend, int floats) {
        Tensor tensor = backend.allocate(Shape.of(floats));
        backend.fill(tensor, 1);
        return tensor;
    }

    /// Bytes of this process that lie in memory.
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(status), "only Linux says how much memory is in use");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
