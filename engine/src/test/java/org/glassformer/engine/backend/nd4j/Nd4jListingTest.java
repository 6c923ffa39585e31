package org.glassformer.engine.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.Device;
import org.junit.jupiter.api.Test;

final class Nd4jListingTest {
    @Test
    void listingTheDevicesLoadsNoClassOfNd4j() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Listing.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .anyMatch(line -> line.contains("engine.backend.nd4j.Nd4jBackendProvider "))
                .noneMatch(line -> line.contains(" org.nd4j."))
                .noneMatch(line -> line.contains(" org.bytedeco."));
    }

    /// Lists the devices, in a JVM of its own.
    static final class Listing {
        private Listing() {}

        /// Without arguments.
        public static void main(String[] arguments) {
            if (Backends.list().isEmpty()) {
                throw new IllegalStateException("no devices");
            }
        }
    }

    @Test
    void theProcessorCanBeUsedAndTheCardSaysWhyNot() {
        assertThat(device("nd4j").available()).isTrue();
        assertThat(device("nd4j-cuda").available()).isFalse();
        assertThat(device("nd4j-cuda").description()).contains("up to").contains("8.9");
        assertThat(device("nd4j-cuda").why())
                .contains("Maven profile cuda")
                .contains("8.9")
                .contains("no PTX")
                .contains("vulkan");
    }

    @Test
    void withoutTheLibraryTheReasonIsNamed() throws IOException {
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], null)) {
            assertThat(new Nd4jLibrary(nothing).whyNotOnCpu())
                    .isEqualTo(Optional.of("ND4J is not on the class path"));
        }
    }

    private static Device device(String name) {
        return Backends.list().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
