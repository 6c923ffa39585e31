package org.glassformer.engine.backend.scalar;

import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendParityTest;

/// Double precision against single: checks the bounds of the suite, and that rounding is all that
/// differs.
final class ScalarParityTest extends BackendParityTest {
    @Override
    protected Backend open() {
        return ScalarBackend.f64();
    }

    @Override
    protected List<Backend> withThreadCounts() {
        return List.of(ScalarBackend.f32(), ScalarBackend.f32());
    }
}
