package org.glassformer.engine.backend.vector;

import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendParityTest;
import org.junit.jupiter.api.BeforeAll;

/// The vector device against the plain loops, with the lanes that this machine prefers.
final class VectorParityTest extends BackendParityTest {
    @BeforeAll
    static void compileTheKernels() throws InterruptedException {
        WarmUp.OF_THIS_JVM.await();
    }

    @Override
    protected Backend open() {
        return new VectorBackend(2);
    }

    @Override
    protected List<Backend> withThreadCounts() {
        return List.of(new VectorBackend(1), new VectorBackend(2), new VectorBackend(5));
    }
}
