package org.glassformer.engine.backend;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The operations that a device gets for nothing: what the interface does through other operations.
final class DefaultOperationsTest {
    private static final Set<String> DEFAULTS =
            Set.of(
                    "cappedAttention",
                    "cappedAttentionBackward",
                    "softCap",
                    "softCapBackward",
                    "scaleRows",
                    "scaleRowsBackward");

    private DefaultOperationsTest() {}

    /// A device that has the plain loops but for those operations.
    private static Backend bare() {
        ScalarBackend real = ScalarBackend.f32();
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    try {
                        return DEFAULTS.contains(method.getName())
                                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                };
        return (Backend)
                Proxy.newProxyInstance(
                        Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, handler);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class OfElements implements ElementwiseParity {
        private @Nullable Parity parity;

        @BeforeAll
        void open() {
            parity = new Parity(bare(), List.of(), 1);
        }

        @Override
        public Parity parity() {
            return java.util.Objects.requireNonNull(parity);
        }

        @AfterAll
        void close() {
            parity().close();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class OfAttention implements AttentionParity {
        private @Nullable Parity parity;

        @BeforeAll
        void open() {
            parity = new Parity(bare(), List.of(), 1);
        }

        @Override
        public Parity parity() {
            return java.util.Objects.requireNonNull(parity);
        }

        @AfterAll
        void close() {
            parity().close();
        }
    }
}
