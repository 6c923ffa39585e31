package org.glassformer.engine.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the devices, and why some cannot be used here.
@Command(name = "devices", description = "Which devices there are, and why others are missing.")
final class DevicesCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        List<Device> devices = Backends.list();
        common.explainVectorApi();
        common.print(
                json ->
                        json.objects(
                                "devices",
                                devices,
                                device -> {
                                    json.text("name", device.name());
                                    json.text("description", device.description());
                                    json.flag("available", device.available());
                                    json.text("why", device.why());
                                }),
                out -> {
                    for (Device device : devices) {
                        out.printf("%-8s  %s%n", device.name(), device.description());
                        if (!device.available()) {
                            out.printf("%-8s  not available: %s%n", "", device.why());
                        }
                    }
                });
        return 0;
    }
}
