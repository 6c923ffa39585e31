package org.glassformer.app.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Brings a whole model into the folder of models: room is looked at first, every file is checked, and only a model that
/// is whole gets its name. What a broken download leaves is gone on from.
public final class ModelDownload {

    /// Says of a downloaded model where it is from.
    static final String ORIGIN = "origin.json";

    private static final String LOCK = ".lock";
    private static final long SPARE = 64_000_000;
    private static final int BUFFER = 1 << 16;

    private final Hub hub;
    private final Offer offer;
    private final ModelsFolder folder;
    private final Consumer<Path> firstLook;

    /// A download that has not begun.
    ///
    /// @param hub that has the model
    /// @param offer the model
    /// @param folder it goes to
    /// @param firstLook gets the folder as soon as the small files are in it, before the weights of a model in safetensors,
    ///     and throws if the lab could not open such a model
    public ModelDownload(Hub hub, Offer offer, ModelsFolder folder, Consumer<Path> firstLook) {
        this.hub = hub;
        this.offer = offer;
        this.folder = folder;
        this.firstLook = firstLook;
    }

    /// Downloads what is missing.
    ///
    /// @param watch is told, and may give up; what is here then stays for the next time
    /// @return what the lab opens
    /// @throws DownloadException with a sentence
    public Path run(Watch watch) {
        RepositoryId id = offer.repository().id();
        Path place = folder.place(id, offer.gguf());
        Path opened = folder.opened(id, offer.gguf());
        if (folder.isWhole(id, offer.gguf())) {
            return opened;
        }
        Path partial = folder.partial(id, offer.gguf());
        try {
            Files.createDirectories(partial);
            bring(partial, watch);
            move(partial, place);
        } catch (IOException e) {
            throw Refusals.writing(e, folder.root(), folder.room(), BUFFER);
        }
        return opened;
    }

    private void bring(Path partial, Watch watch) throws IOException {
        Path lockFile = partial.resolve(LOCK);
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (tryLock(channel) == null) {
                throw new DownloadException(
                        Messages.text("download.fail.locked", offer.repository().id()));
            }
            clear(partial);
            requireRoom(partial);
            Meter meter = new Meter(watch, offer.bytes());
            boolean looked = !offer.gguf().isEmpty();
            for (HubFile file : offer.files()) {
                if (!looked && file.isWeights()) {
                    firstLook.accept(partial);
                    looked = true;
                }
                bring(file, partial, meter);
            }
            writeOrigin(partial);
        }
        Files.deleteIfExists(lockFile);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// Takes out what is no part of the model as it is now.
    private void clear(Path partial) throws IOException {
        Set<String> wanted = new HashSet<>(Set.of(LOCK));
        for (HubFile file : offer.files()) {
            String part = part(file);
            wanted.addAll(List.of(file.name(), part, part + ".tag"));
        }
        try (Stream<Path> files = Files.list(partial)) {
            for (Path file : files.toList()) {
                if (!wanted.contains(String.valueOf(file.getFileName()))
                        && Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// A part is called after what it is a part of, so that it is never gone on with when the file has changed.
    private static String part(HubFile file) {
        return file.name() + "." + file.digest().hex().substring(0, 12) + ModelsFolder.PART;
    }

    private void requireRoom(Path partial) {
        long missing = 0;
        for (HubFile file : offer.files()) {
            long here =
                    Math.max(
                            ModelsFolder.size(partial.resolve(file.name())),
                            ModelsFolder.size(partial.resolve(part(file))));
            missing += Math.max(0, file.size() - here);
        }
        long room = folder.room();
        if (room >= 0 && missing > room - SPARE) {
            throw new DownloadException(
                    Messages.text(
                            "download.fail.room",
                            Figures.bytes(missing),
                            folder.root(),
                            Figures.bytes(room)));
        }
    }

    private void bring(HubFile file, Path partial, Meter meter) throws IOException {
        meter.watch().checkCancelled();
        Path whole = partial.resolve(file.name());
        if (Files.isRegularFile(whole)) {
            if (isRight(whole, file, meter)) {
                return;
            }
            Files.delete(whole);
        }
        Path part = partial.resolve(part(file));
        new FileDownload(
                        hub.connection(),
                        offer.repository(),
                        file,
                        part,
                        meter,
                        ignored -> folder.room())
                .run();
        Files.move(part, whole);
    }

    /// Whether a file that was downloaded before is what it should be.
    private static boolean isRight(Path whole, HubFile file, Meter meter) throws IOException {
        if (Files.size(whole) != file.size()) {
            return false;
        }
        meter.at(Progress.Phase.CHECKING, file.name());
        MessageDigest digest = file.digest().begin(file.size());
        try (FileChannel in = FileChannel.open(whole)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (in.read(buffer) >= 0) {
                meter.watch().checkCancelled();
                buffer.flip();
                meter.add(buffer.remaining());
                digest.update(buffer);
                buffer.clear();
            }
        }
        boolean right = file.digest().isThatOf(digest);
        if (!right) {
            meter.add(-file.size());
        }
        return right;
    }

    private void writeOrigin(Path partial) throws IOException {
        ObjectNode origin = new JsonMapper().createObjectNode();
        origin.put("repository", offer.repository().id().toString());
        origin.put("revision", offer.repository().revision());
        origin.put("address", hub.connection().hub().toString());
        origin.put("licence", offer.repository().licence());
        Files.writeString(partial.resolve(ORIGIN), origin.toPrettyString() + "\n");
    }

    private static void move(Path partial, Path place) throws IOException {
        try {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, place);
        }
    }
}
