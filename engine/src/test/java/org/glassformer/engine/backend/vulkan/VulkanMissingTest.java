package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.junit.jupiter.api.Test;

/// Machines without Vulkan, and how much of it is loaded; each in a JVM of its own.
final class VulkanMissingTest {
    private static final String MAIN = "org.glassformer.engine.cli.Main";

    @Test
    void aMachineWithoutTheLibraryListsTheDeviceWithTheReason() throws Exception {
        assertThat(
                        run(
                                List.of("-Dorg.lwjgl.vulkan.libname=noSuchLibrary"),
                                Map.of(),
                                MAIN,
                                "devices"))
                .contains("vulkan")
                .contains("not available: there is no Vulkan on this machine")
                .contains("scalar");
    }

    @Test
    void aMachineWithoutADriverListsTheDeviceWithTheReason() throws Exception {
        VulkanDevices.assumeThereIsOne();
        Map<String, String> nowhere =
                Map.of("VK_ICD_FILENAMES", "/nowhere.json", "VK_DRIVER_FILES", "/nowhere.json");
        assertThat(run(List.of(), nowhere, MAIN, "devices"))
                .containsPattern("not available: .*Vulkan is here, but no driver");
    }

    @Test
    void nothingOfVulkanIsLoadedWhereAnotherDeviceIsOpened() throws Exception {
        String loaded = run(List.of("-Xlog:class+load"), Map.of(), OpenPreferred.class.getName());
        assertThat(loaded).contains("opened ").doesNotContain("org.lwjgl");
    }

    /// What the lab does when it starts.
    static final class OpenPreferred {
        private OpenPreferred() {}

        public static void main(String[] args) {
            try (Backend backend = Backends.open(1)) {
                System.out.println("opened " + backend.name());
            }
        }
    }

    private static String run(List<String> options, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
