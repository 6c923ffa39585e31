package org.glassformer.engine.model;

import java.util.List;
import java.util.Objects;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.Device;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The devices that are on this machine, opened once for all tests: some take seconds.
final class EveryDevice implements AutoCloseable {

    /// Hands the same devices to all classes that ask for them; JUnit closes them in the end.
    static final class Once implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext asked, ExtensionContext context) {
            return asked.getParameter().getType() == EveryDevice.class;
        }

        @Override
        public Object resolveParameter(ParameterContext asked, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(
                            EveryDevice.class, key -> new EveryDevice(), EveryDevice.class);
        }
    }

    private static final List<String> NAMES = List.of("scalar", "vector", "nd4j", "vulkan");

    private final List<Backend> backends =
            Backends.list().stream()
                    .filter(device -> device.available() && NAMES.contains(device.name()))
                    .map(device -> Backends.open(device.name(), 2))
                    .toList();

    List<Backend> backends() {
        return backends;
    }

    /// A device by name.
    Backend get(String name) {
        return backends.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
    }

    /// Skips the test, with the reason, if a device is missing that some machines do not have.
    void assumeAllAreHere() {
        for (Device device : Backends.list()) {
            if (NAMES.contains(device.name())) {
                Assumptions.assumeTrue(
                        device.available(), device.name() + " took no part: " + device.why());
            }
        }
        Objects.checkIndex(NAMES.size() - 1, backends.size());
    }

    @Override
    public void close() {
        backends.forEach(Backend::close);
    }
}
