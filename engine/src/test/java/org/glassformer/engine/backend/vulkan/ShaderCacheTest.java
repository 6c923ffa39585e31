package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShaderCacheTest {
    private final AtomicInteger compilations = new AtomicInteger();

    @TempDir private Path folder;

    private byte[] compile(String source) {
        compilations.incrementAndGet();
        return source.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    private String get(String source) {
        return new String(
                new ShaderCache(folder.resolve("kernels")).get(source, this::compile),
                StandardCharsets.UTF_8);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("kernels"))) {
            return files.toList().getFirst();
        }
    }

    @Test
    void aKernelIsCompiledOnce() {
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(get("void other")).isEqualTo("VOID OTHER");
        assertThat(compilations).hasValue(2);
    }

    @Test
    void aDamagedFileIsCompiledAnew() throws IOException {
        get("void main");
        byte[] bytes = Files.readAllBytes(onlyFile());
        bytes[2] ^= 1;
        Files.write(onlyFile(), bytes);
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        Files.write(onlyFile(), new byte[5]);
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        Files.write(onlyFile(), new byte[0]);
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(compilations).hasValue(4);
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(compilations).hasValue(4);
    }

    @Test
    void aFolderThatCannotBeMadeIsDoneWithout() throws IOException {
        Files.writeString(folder.resolve("kernels"), "a file");
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(get("void main")).isEqualTo("VOID MAIN");
        assertThat(compilations).hasValue(2);
    }

    @Test
    void theUsersCacheFolderIsTheOneOfTheSystem() {
        assertThat(ShaderCache.userFolder(Map.of("XDG_CACHE_HOME", "/c", "LOCALAPPDATA", "/c")))
                .endsWithRaw(Path.of("glassformer", "kernels"));
    }
}
