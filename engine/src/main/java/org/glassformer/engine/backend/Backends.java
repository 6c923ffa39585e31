package org.glassformer.engine.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds and names the devices of this machine, and says why one is missing.
public final class Backends {
    private Backends() {}

    /// All devices, the preferred one first.
    public static List<Device> list() {
        return providers().stream()
                .flatMap(p -> p.devices().stream())
                .map(p -> {
                    String why = p.whyMissing().orElse("");
                    return new Device(p.name(), p.description(), why.isEmpty(), why);
                })
                .toList();
    }

    /// Opens the preferred device that is available; the caller closes it.
    ///
    /// @param threads CPU threads, 0 for as many as there are cores
    public static Backend open(int threads) {
        return providers().stream()
                .filter(p -> p.whyMissing().isEmpty())
                .findFirst()
                .orElseThrow(() -> new DeviceException("no device is available"))
                .open(threads);
    }

    /// Opens a device by name; the caller closes it.
    ///
    /// @param threads CPU threads, 0 for as many as there are cores
    /// @throws DeviceException if there is no such device, or it cannot be used here
    public static Backend open(String name, int threads) {
        List<BackendProvider> all = providers();
        BackendProvider provider =
                all.stream()
                        .filter(p -> name.equals(p.name()) || name.startsWith(p.name() + ":"))
                        .flatMap(p -> p.devices().stream())
                        .filter(p -> p.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new DeviceException(
                                        "there is no device '"
                                                + name
                                                + "'; known are "
                                                + all.stream()
                                                        .map(BackendProvider::name)
                                                        .collect(Collectors.joining(", "))));
        provider.whyMissing()
                .ifPresent(why -> {
                    throw new DeviceException("device '" + name + "' cannot be used: " + why);
                });
        return provider.open(threads);
    }

    private static List<BackendProvider> providers() {
        return ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(BackendProvider::rank).reversed())
                .toList();
    }
}
