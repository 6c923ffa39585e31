package org.glassformer.app.download;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Brings one file into its `.part` file, from where it stopped the last time, and checks it.
///
/// The tag that the server gave is kept beside the part and asked for with `If-Range`, so that a file that has changed
/// meanwhile comes whole. A connection that breaks is made again; no byte beyond the claimed size is written.
final class FileDownload {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");
    private static final Pattern STRONG_TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,200}\"");
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;
    private static final int NOT_SATISFIABLE = 416;
    private static final int BUFFER = 1 << 16;

    private final HubConnection connection;
    private final Repository repository;
    private final HubFile file;
    private final Path part;
    private final Meter meter;
    private final ToLongFunction<Path> room;
    private MessageDigest digest;
    private long have;

    /// @param connection to the hub
    /// @param repository of the file
    /// @param file what it must be
    /// @param part is written
    /// @param meter counts
    /// @param room bytes that are left on the disk of a folder
    FileDownload(
            HubConnection connection,
            Repository repository,
            HubFile file,
            Path part,
            Meter meter,
            ToLongFunction<Path> room) {
        this.connection = connection;
        this.repository = repository;
        this.file = file;
        this.part = part;
        this.meter = meter;
        this.room = room;
        this.digest = file.digest().begin(file.size());
    }

    /// Brings the file here, and checks it; a part that turns out wrong is loaded once more from its first byte.
    ///
    /// @throws DownloadException with a sentence
    void run() {
        try (FileChannel out =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            readAgain(out);
            boolean resumed = have > 0;
            load(out);
            boolean right = file.digest().isThatOf(digest);
            if (!right && resumed) {
                startAnew(out);
                load(out);
                right = file.digest().isThatOf(digest);
            }
            if (!right) {
                startAnew(out);
                throw new DownloadException(Messages.text("download.fail.checksum", file.name()));
            }
            out.force(false);
        } catch (IOException e) {
            throw written(e);
        }
        try {
            Files.deleteIfExists(tagFile());
        } catch (IOException e) {
            throw written(e);
        }
    }

    private DownloadException written(IOException failure) {
        Path folder = part.toAbsolutePath().getParent();
        return Refusals.writing(
                failure,
                folder == null ? part : folder,
                folder == null ? -1 : room.applyAsLong(folder),
                BUFFER);
    }

    /// Takes what an earlier download left into the digest.
    private void readAgain(FileChannel out) throws IOException {
        if (out.size() > file.size()) {
            startAnew(out);
            return;
        }
        if (out.size() == 0) {
            return;
        }
        meter.at(Progress.Phase.CHECKING, file.name());
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (out.read(buffer) >= 0) {
            meter.watch().checkCancelled();
            buffer.flip();
            have += buffer.remaining();
            meter.add(buffer.remaining());
            digest.update(buffer);
            buffer.clear();
        }
    }

    private void startAnew(FileChannel out) throws IOException {
        meter.add(-have);
        have = 0;
        digest = file.digest().begin(file.size());
        out.truncate(0);
        out.position(0);
        Files.deleteIfExists(tagFile());
    }

    private Path tagFile() {
        return part.resolveSibling(part.getFileName() + ".tag");
    }

    private void load(FileChannel out) throws IOException {
        URI uri = connection.hub().file(repository.id(), repository.revision(), file.path());
        int fruitless = 0;
        while (have < file.size()) {
            long before = have;
            IOException failure = attempt(uri, out);
            fruitless = have > before ? 1 : fruitless + 1;
            if (failure != null && have < file.size()) {
                if (fruitless >= connection.patience().attempts()) {
                    throw Refusals.whileLoading(failure, uri, connection);
                }
                pause(fruitless);
            }
        }
    }

    /// Loads until the end or until the connection breaks.
    ///
    /// @return why it ended early; null if the file is whole
    private @Nullable IOException attempt(URI uri, FileChannel out) throws IOException {
        meter.at(Progress.Phase.LOADING, file.name());
        Reply asked;
        try {
            asked = connection.get(uri, headers(), meter.watch());
        } catch (IOException e) {
            return e;
        }
        try (Reply reply = asked) {
            if (reply.status() == NOT_SATISFIABLE && have > 0) {
                startAnew(out);
                return new IOException("nothing to go on from");
            }
            if (reply.status() == NOT_FOUND) {
                throw new DownloadException(
                        Messages.text("download.fail.notThere", repository.id(), file.name()));
            }
            if (reply.status() != 200 && reply.status() != PARTIAL_CONTENT) {
                throw Refusals.of(reply, repository.id(), repository.gated(), connection);
            }
            begin(reply, out);
            return copy(reply, out);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            Path tag = tagFile();
            if (Files.isRegularFile(tag) && Files.size(tag) < 256) {
                String kept = Files.readString(tag);
                if (STRONG_TAG.matcher(kept).matches()) {
                    headers.put("If-Range", kept);
                }
            }
        }
        return headers;
    }

    /// Makes ready for the bytes of a reply: those that were asked for, or the file from its first byte.
    private void begin(Reply reply, FileChannel out) throws IOException {
        if (reply.status() == PARTIAL_CONTENT) {
            Matcher range = RANGE.matcher(reply.header("Content-Range"));
            boolean here = range.matches() && Long.parseLong(range.group(1)) == have;
            if (!here) {
                throw new DownloadException(
                        Messages.text("download.fail.range", reply.uri().getHost(), file.name()));
            }
            String total = range.group(2);
            if (!total.equals("*")) {
                requireSize(Long.parseLong(total), out);
            }
        } else {
            if (have > 0) {
                startAnew(out);
            }
            long length = reply.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (length >= 0) {
                requireSize(length, out);
            }
        }
        String tag = reply.header("ETag");
        if (STRONG_TAG.matcher(tag).matches()) {
            Files.writeString(tagFile(), tag);
        }
    }

    private void requireSize(long said, FileChannel out) throws IOException {
        if (said != file.size()) {
            startAnew(out);
            throw new DownloadException(
                    Messages.text("download.fail.size", file.name(), file.size(), said));
        }
    }

    /// @return why it ended early; null if the file is whole
    private @Nullable IOException copy(Reply reply, FileChannel out) throws IOException {
        out.position(have);
        while (true) {
            List<ByteBuffer> some;
            try {
                some = reply.body().next(meter.watch());
            } catch (IOException e) {
                return e;
            }
            if (some.isEmpty()) {
                return have == file.size() ? null : new IOException("it ended early");
            }
            for (ByteBuffer bytes : some) {
                int count = bytes.remaining();
                if (have + count > file.size()) {
                    startAnew(out);
                    throw new DownloadException(
                            Messages.text("download.fail.longer", file.name(), file.size()));
                }
                digest.update(bytes.duplicate());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                have += count;
                meter.add(count);
            }
        }
    }

    private void pause(int fruitless) throws IOException {
        meter.at(Progress.Phase.WAITING, file.name());
        long pause = connection.patience().pause().toMillis() << Math.min(6, fruitless - 1);
        long until = System.nanoTime() + pause * 1_000_000;
        try {
            while (System.nanoTime() < until) {
                meter.watch().checkCancelled();
                Thread.sleep(Math.min(50, Math.max(1, pause)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
