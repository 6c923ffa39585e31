package org.glassformer.engine.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A GGUF file of version 2 or 3, or a model in several named `NAME-00001-of-00003.gguf`: mapped into
/// memory, every size, count and offset checked, nothing read before it is asked for.
///
/// Safe for use by several threads. Closing unmaps the files; tensors handed out before become
/// unusable.
public final class Gguf implements AutoCloseable {
    private static final String ENDING = ".gguf";
    private static final Pattern PART = Pattern.compile("(.*-)(\\d{5})-of-(\\d{5})\\.gguf");
    private static final int MOST_PARTS = 1_000;

    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();
    private final GgufHeader header;

    private Gguf(Path path) {
        this.path = path;
        boolean done = false;
        try {
            Path first = part(path, 1);
            this.header = read(first);
            tensors.putAll(header.tensors());
            int parts = header.metadata().whole("split.count", 0, MOST_PARTS).orElse(1);
            for (int i = 2; i <= parts; i++) {
                add(part(first, i), parts);
            }
            done = true;
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    /// Whether a path names such a file, by its ending.
    public static boolean isOne(Path path) {
        Path name = path.getFileName();
        return name != null
                && name.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)
                && !Files.isDirectory(path);
    }

    /// Maps a file, and the other parts of its model; the caller closes it.
    ///
    /// @throws ModelFormatException if it cannot be read or anything in it is wrong
    public static Gguf open(Path file) {
        return new Gguf(file);
    }

    /// The name of another part of the same model; the file itself if it is whole.
    private static Path part(Path file, int number) {
        Matcher name = PART.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? file.resolveSibling(
                        name.group(1)
                                + String.format(Locale.ROOT, "%05d", number)
                                + "-of-"
                                + name.group(3)
                                + ENDING)
                : file;
    }

    private void add(Path file, int parts) {
        if (!PART.matcher(String.valueOf(file.getFileName())).matches()) {
            throw header.metadata().wrong("split.count", "1 in a file that is named as a whole");
        }
        GgufHeader more = read(file);
        if (more.metadata().whole("split.count", 0, MOST_PARTS).orElse(1) != parts) {
            throw more.metadata().wrong("split.count", Integer.toString(parts));
        }
        more.tensors()
                .forEach((name, tensor) -> {
                    if (tensors.putIfAbsent(name, tensor) != null) {
                        throw new ModelFormatException(
                                file, tensor.offset(), "each tensor in one part", name + " again");
                    }
                });
    }

    private GgufHeader read(Path file) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "no such file";
            throw new ModelFormatException(file, -1, "a GGUF file", found);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new GgufHeader(
                    file,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                            .asReadOnly());
        } catch (IOException e) {
            throw new ModelFormatException(file, -1, "a readable file", String.valueOf(e), e);
        }
    }

    /// The file it was opened from.
    public Path path() {
        return path;
    }

    /// The version of the format, 2 or 3.
    public int version() {
        return header.version();
    }

    /// What the file, or its first part, says about itself.
    public GgufMetadata metadata() {
        return header.metadata();
    }

    /// All tensors by name, in the order of the files.
    public Map<String, GgufTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /// A tensor that has to be there.
    ///
    /// @throws ModelFormatException if it is not
    public GgufTensor tensor(String name) {
        GgufTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(path, -1, "a tensor \"" + name + "\"", "none");
        }
        return tensor;
    }

    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
