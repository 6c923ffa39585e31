package org.glassformer.engine.backend.vector;

import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendParityTest;

/// The vector device against the plain loops, with the lanes that this machine prefers.
final class VectorParityTest extends BackendParityTest {
    @Override
    protected Backend open() {
        return new VectorBackend(2);
    }

    @Override
    protected List<Backend> withThreadCounts() {
        return List.of(new VectorBackend(1), new VectorBackend(2), new VectorBackend(5));
    }
}
