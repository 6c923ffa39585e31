package org.glassformer.engine.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Every operation of a device against the plain loops, on awkward sizes; [Parity] says how they are compared.
///
/// A device has a subclass that opens it. The tests are those of the interfaces, one for each kind of operation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendParityTest
        implements ArgumentParity,
                MemoryParity,
                NormParity,
                LinearParity,
                AttentionParity,
                ElementwiseParity,
                LogitsParity,
                OptimiserParity {

    private @Nullable Parity parity;

    /// The device under test; it is closed after the last test.
    protected abstract Backend open();

    /// The same device with different numbers of threads, whose results must agree to the last bit;
    /// they are closed after the last test.
    protected List<Backend> withThreadCounts() {
        return List.of();
    }

    /// By how much the bounds are wider, for a device whose exponential is less exact.
    protected double slack() {
        return 1;
    }

    @BeforeAll
    final void openDevices() {
        parity = new Parity(open(), withThreadCounts(), slack());
    }

    @AfterAll
    final void closeDevices() {
        parity().close();
    }

    @Override
    public final Parity parity() {
        if (parity == null) {
            throw new IllegalStateException("no device was opened");
        }
        return parity;
    }
}
