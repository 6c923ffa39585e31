package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendParityTest;

/// ND4J against the plain loops, on one thread: its threads wait for each other by spinning, which on a
/// busy machine takes minutes for the many small operations here.
final class Nd4jParityTest extends BackendParityTest {
    @Override
    protected Backend open() {
        return new Nd4jBackendProvider().open(1);
    }
}
