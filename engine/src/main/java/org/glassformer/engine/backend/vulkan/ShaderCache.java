package org.glassformer.engine.backend.vulkan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compiled kernels in a folder, each in a file named by the hash of its text.
///
/// A file ends with the hash of what it holds. One that does not (cut off, changed) is compiled anew;
/// a folder that cannot be written to is done without.
final class ShaderCache {
    private static final Logger LOG = LoggerFactory.getLogger(ShaderCache.class);
    private static final int HASH = 32;

    private final Path folder;

    /// @param folder made when something is kept
    ShaderCache(Path folder) {
        this.folder = folder;
    }

    /// The user's cache folder, by the custom of the operating system.
    static Path userFolder(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path caches;
        if (system.contains("win")) {
            caches = given(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        } else if (system.contains("mac")) {
            caches = home.resolve("Library").resolve("Caches");
        } else {
            caches = given(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
        }
        return caches.resolve("glassformer").resolve("kernels");
    }

    private static Path given(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }

    /// What `compiler` makes of a text, or made of it some other time.
    byte[] get(String source, Function<String, byte[]> compiler) {
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(HexFormat.of().formatHex(hash(text)) + ".spv");
        byte[] kept = read(file);
        if (kept.length > 0) {
            return kept;
        }
        byte[] made = compiler.apply(source);
        write(file, made);
        return made;
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return new byte[0];
            }
            byte[] all = Files.readAllBytes(file);
            int length = all.length - HASH;
            if (length > 0) {
                byte[] code = Arrays.copyOf(all, length);
                if (Arrays.equals(hash(code), Arrays.copyOfRange(all, length, all.length))) {
                    return code;
                }
            }
            LOG.info("{} is damaged and is made anew", file);
        } catch (IOException unreadable) {
            LOG.info("{} cannot be read and is made anew", file, unreadable);
        }
        return new byte[0];
    }

    private void write(Path file, byte[] code) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "kernel", ".part");
            byte[] all = Arrays.copyOf(code, code.length + HASH);
            System.arraycopy(hash(code), 0, all, code.length, HASH);
            Files.write(part, all);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            LOG.info("compiled kernels cannot be kept in {}", folder, unwritable);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
