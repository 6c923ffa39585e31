package org.glassformer.engine.model;

import java.util.List;
import java.util.Objects;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.Device;
import org.junit.jupiter.api.Assumptions;

/// The devices that are on this machine, opened once for all tests of a class: some take seconds.
final class EveryDevice implements AutoCloseable {
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
