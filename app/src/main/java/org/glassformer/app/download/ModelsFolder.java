package org.glassformer.app.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// The folder of the models that were downloaded: `owner/name`, or `owner/name--file` for a GGUF file.
///
/// A model that is not whole yet is in `….partial` beside its place and moves there in one step, so that half a model
/// never looks like one. Off the JavaFX thread: every method reads or writes files.
public final class ModelsFolder {

    static final String PARTIAL = ".partial";
    static final String PART = ".part";
    private static final String GGUF = ".gguf";
    private static final String CONFIG = "config.json";

    private final Path root;
    private final ToLongFunction<Path> room;

    /// A folder of models; it need not exist.
    public ModelsFolder(Path root) {
        this(root, ModelsFolder::usable);
    }

    /// @param room bytes that may still be written to a folder; negative if nobody knows
    ModelsFolder(Path root, ToLongFunction<Path> room) {
        this.root = root.toAbsolutePath().normalize();
        this.room = room;
    }

    /// Where it is.
    public Path root() {
        return root;
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    /// Bytes that may still be written here; negative if nobody knows.
    public long room() {
        Path there = root;
        while (there != null && !Files.isDirectory(there)) {
            there = there.getParent();
        }
        return there == null ? -1 : room.applyAsLong(there);
    }

    /// Where a model is when it is whole.
    ///
    /// @param gguf name of its GGUF file, the first of several; empty for safetensors
    Path place(RepositoryId id, String gguf) {
        String name = gguf.isEmpty() ? id.name() : id.name() + "--" + stem(gguf);
        return root.resolve(id.owner()).resolve(name);
    }

    private static String stem(String gguf) {
        String name = gguf.substring(gguf.lastIndexOf('/') + 1);
        boolean ends = name.toLowerCase(Locale.ROOT).endsWith(GGUF);
        return ends ? name.substring(0, name.length() - GGUF.length()) : name;
    }

    Path partial(RepositoryId id, String gguf) {
        Path place = place(id, gguf);
        return place.resolveSibling(place.getFileName() + PARTIAL);
    }

    /// What the lab opens of a model: its folder, or its GGUF file.
    ///
    /// @param gguf path or name of its GGUF file, the first of several; empty for safetensors
    public Path opened(RepositoryId id, String gguf) {
        Path place = place(id, gguf);
        return gguf.isEmpty() ? place : place.resolve(gguf.substring(gguf.lastIndexOf('/') + 1));
    }

    /// Whether a model can be opened.
    boolean isWhole(RepositoryId id, String gguf) {
        Path opened = opened(id, gguf);
        return Files.isRegularFile(gguf.isEmpty() ? opened.resolve(CONFIG) : opened);
    }

    /// What is here of a model.
    ///
    /// @param gguf path or name of its GGUF file, the first of several; empty for safetensors
    public Presence presence(RepositoryId id, String gguf) {
        if (isWhole(id, gguf)) {
            return new Presence(true, bytes(place(id, gguf)));
        }
        return new Presence(false, bytes(partial(id, gguf)));
    }

    private static long bytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(ModelsFolder::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it is being written, or was removed meanwhile
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /// Deletes a model, or what there is of it.
    ///
    /// @throws DownloadException with a sentence if that cannot be done
    public void delete(RepositoryId id, String gguf) {
        for (Path folder : List.of(partial(id, gguf), place(id, gguf))) {
            try {
                deleteTree(folder);
            } catch (IOException e) {
                throw new DownloadException(
                        Messages.text("download.fail.delete", id, String.valueOf(e.getMessage())),
                        e);
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path each, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(each);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// The models that are whole.
    public List<Held> held() {
        try (Stream<Path> owners = list(root)) {
            return owners.filter(Files::isDirectory)
                    .flatMap(ModelsFolder::list)
                    .filter(Files::isDirectory)
                    .filter(place -> !place.toString().endsWith(PARTIAL))
                    .flatMap(ModelsFolder::heldIn)
                    .sorted(Comparator.comparing(held -> held.id().toString()))
                    .toList();
        }
    }

    private static Stream<Held> heldIn(Path place) {
        try {
            String owner = String.valueOf(place.getName(place.getNameCount() - 2));
            String name = String.valueOf(place.getFileName());
            int dashes = name.indexOf("--");
            if (dashes < 0) {
                boolean whole = Files.isRegularFile(place.resolve(CONFIG));
                return whole
                        ? Stream.of(new Held(new RepositoryId(owner, name), ""))
                        : Stream.empty();
            }
            RepositoryId id = new RepositoryId(owner, name.substring(0, dashes));
            try (Stream<Path> files = list(place)) {
                return files
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.endsWith(GGUF))
                        .sorted()
                        .limit(1)
                        .map(file -> new Held(id, file))
                        .toList()
                        .stream();
            }
        } catch (DownloadException e) {
            return Stream.empty(); // not put here by the lab
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return all.toList().stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    /// What is here of a model.
    ///
    /// @param whole whether it can be opened
    /// @param bytes that are here
    public record Presence(boolean whole, long bytes) {}

    /// A model that is whole.
    ///
    /// @param id its repository
    /// @param gguf name of its GGUF file; empty for safetensors
    public record Held(RepositoryId id, String gguf) {}
}
