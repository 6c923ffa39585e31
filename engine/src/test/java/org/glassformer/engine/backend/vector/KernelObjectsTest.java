package org.glassformer.engine.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the compiler makes of the kernels that write a token: a vector that it does not keep in a register is an object, and
/// the kernel a fifth as fast, and nothing else says so.
final class KernelObjectsTest {
    @Test
    void noKernelThatWritesATokenMakesObjectsOfItsVectors()
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ObjectsCheck.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Map<String, Long> bytes = new HashMap<>();
        output.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2)
                .forEach(words -> bytes.put(words[0], Long.valueOf(words[1])));
        assertThat(bytes)
                .as(output)
                .containsOnlyKeys("F16", "BF16", "Q8_0", "Q4_0", "Q4_K", "Q6_K", "attention")
                .allSatisfy(
                        (name, each) -> assertThat(each).as(name).isBetween(1L, ObjectsCheck.FEW));
    }
}
