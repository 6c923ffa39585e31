package org.glassformer.app.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A hub on this machine with one repository, `owner/tiny`, that can be made to misbehave.
public final class LocalHub implements AutoCloseable {

    /// What was asked for.
    ///
    /// @param path with the query
    /// @param token the header that says who asks; empty for none
    /// @param range the range asked for; empty for all
    /// @param tag the tag that the range is asked under; empty for none
    /// @param host whom it was asked of: another than this one where it is asked as a proxy
    public record Asked(String path, String token, String range, String tag, String host) {}

    /// The repository.
    public static final String ID = "owner/tiny";

    /// Its commit.
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final int LARGE = 1000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, Integer> cuts = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile boolean ranges = true;
    private volatile boolean lengths = true;
    private volatile boolean gated;
    private volatile boolean paged;
    private volatile int startLie;
    private volatile String error = "";
    private volatile String name = "";
    private volatile boolean changed;
    private volatile @Nullable CountDownLatch gate;

    /// A hub whose repository is empty.
    public LocalHub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Its address.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Another name of the same machine, for redirects to another host.
    public String otherAddress() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Adds a file; from 1,000 bytes on it counts as a large one.
    public LocalHub with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /// Adds all files of a folder.
    public LocalHub with(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                with(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Claims another size of a file.
    public void claimSize(String path, long size) {
        sizes.put(path, size);
    }

    /// Claims another digest of a file.
    public void claimDigest(String path, String hex) {
        digests.put(path, hex);
    }

    /// Breaks the next connection for a file after so many bytes.
    public void cut(String path, int after) {
        cuts.put(path, after);
    }

    /// Takes no notice of ranges from now on.
    public void ignoreRanges() {
        ranges = false;
    }

    /// Sends files in chunks, without saying how long they are.
    public void hideLengths() {
        lengths = false;
    }

    /// Answers ranges with another part, so many bytes off.
    public void lieAboutStart(int bytes) {
        startLie = bytes;
    }

    /// Answers what contains `path` with a status alone.
    ///
    /// @param code of the error as hubs name it; empty for none
    public void refuse(String path, int status, String code) {
        statuses.put(path, status);
        error = code;
    }

    /// Sends what is asked of `path` elsewhere.
    public void redirect(String path, String location) {
        redirects.put(path, location);
    }

    /// Lets nobody through, as a proxy, without a name and a password.
    ///
    /// @param nameAndPassword with a colon between
    public void demand(String nameAndPassword) {
        byte[] bytes = nameAndPassword.getBytes(StandardCharsets.UTF_8);
        name = "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /// Wants a licence accepted.
    public void gate() {
        gated = true;
    }

    /// Lists its files on pages of one.
    public void page() {
        paged = true;
    }

    /// The files are of another version from now on.
    public void change(String path, byte[] bytes) {
        files.put(path, bytes);
        changed = true;
    }

    /// Holds files back after their first half until [#release].
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /// Lets held files go.
    public void release() {
        CountDownLatch held = gate;
        gate = null;
        if (held != null) {
            held.countDown();
        }
    }

    /// All that was asked for.
    public List<Asked> asked() {
        return asked;
    }

    /// What was asked for of a file.
    public List<Asked> askedFor(String path) {
        return asked.stream().filter(each -> each.path().endsWith(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery();
            String path = uri.getRawPath() + (query == null ? "" : "?" + query);
            if (!header(exchange, "Proxy-Authorization").equals(name)) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
                return;
            }
            asked.add(
                    new Asked(
                            path,
                            header(exchange, "Authorization"),
                            header(exchange, "Range"),
                            header(exchange, "If-Range"),
                            header(exchange, "Host")));
            for (Map.Entry<String, Integer> refused : statuses.entrySet()) {
                if (path.contains(refused.getKey())) {
                    if (!error.isEmpty()) {
                        exchange.getResponseHeaders().set("X-Error-Code", error);
                    }
                    exchange.sendResponseHeaders(refused.getValue(), -1);
                    return;
                }
            }
            String elsewhere = redirects.get(path);
            if (elsewhere != null) {
                exchange.getResponseHeaders().set("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/api/models/" + ID)) {
                send(exchange, about());
            } else if (path.startsWith("/api/models/" + ID + "/tree/" + COMMIT)) {
                send(exchange, tree(exchange, path));
            } else if (path.startsWith("/" + ID + "/resolve/" + COMMIT + "/")) {
                file(exchange, path.substring(("/" + ID + "/resolve/" + COMMIT + "/").length()));
            } else if (path.startsWith("/cdn/")) {
                file(exchange, path.substring("/cdn/".length()));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    private String about() {
        ObjectNode about = new JsonMapper().createObjectNode();
        about.put("id", ID).put("sha", COMMIT);
        if (gated) {
            about.put("gated", "manual");
        } else {
            about.put("gated", false);
        }
        about.putObject("cardData").put("license", "apache-2.0");
        return about.toString();
    }

    private String tree(HttpExchange exchange, String path) {
        List<Map.Entry<String, byte[]>> all = List.copyOf(files.entrySet());
        if (paged) {
            int at = path.contains("cursor=") ? Integer.parseInt(path.replaceAll(".*=", "")) : 0;
            if (at + 1 < all.size()) {
                String next = address() + path.replaceAll("\\?.*", "") + "?cursor=" + (at + 1);
                exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
            }
            all = all.subList(at, at + 1);
        }
        ArrayNode tree = new JsonMapper().createArrayNode();
        for (Map.Entry<String, byte[]> file : all) {
            byte[] bytes = file.getValue();
            long size = sizes.getOrDefault(file.getKey(), (long) bytes.length);
            ObjectNode entry = tree.addObject();
            entry.put("type", "file").put("path", file.getKey()).put("size", size);
            boolean large = bytes.length >= LARGE;
            String digest =
                    digests.getOrDefault(
                            file.getKey(), large ? hex("SHA-256", bytes) : blob(bytes));
            entry.put("oid", large ? "0".repeat(40) : digest);
            if (large) {
                entry.putObject("lfs").put("oid", digest).put("size", size).put("pointerSize", 130);
            }
        }
        return tree.toString();
    }

    private static String blob(byte[] bytes) {
        byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return hex("SHA-1", all);
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String tag = changed ? "\"v2\"" : "\"v1\"";
        exchange.getResponseHeaders().set("ETag", tag);
        String range = header(exchange, "Range");
        String under = header(exchange, "If-Range");
        int from = 0;
        int status = 200;
        if (ranges && !range.isEmpty() && (under.isEmpty() || under.equals(tag))) {
            from = Integer.parseInt(range.replaceAll("\\D", "")) + startLie;
            status = 206;
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        Integer cut = cuts.remove(path);
        int length = bytes.length - from;
        exchange.sendResponseHeaders(status, !lengths ? 0 : length == 0 ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        if (cut != null) {
            out.write(bytes, from, Math.min(cut, length));
            out.flush();
            throw new IOException("cut, as told");
        }
        CountDownLatch held = gate;
        int first = held == null ? length : length / 2;
        out.write(bytes, from, first);
        if (held != null) {
            out.flush();
            await(held);
            out.write(bytes, from + first, length - first);
        }
    }

    private static void await(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
