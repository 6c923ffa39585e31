package org.glassformer.app.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a hub has: repositories and their files, with sizes and digests. Off the JavaFX thread; each method asks the
/// network.
public final class Hub implements AutoCloseable {

    private static final int LARGEST_REPLY = 16 * 1024 * 1024;
    private static final int MOST_FILES = 20_000;
    private static final int LONGEST_PATH = 400;
    private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;\\s*rel=\"next\"");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern PATH =
            Pattern.compile("(?!.*(?:^|/)\\.{1,2}(?:/|$))[^/\\\\:\\p{Cntrl}][^\\\\:\\p{Cntrl}]*");

    private final HubConnection connection;
    private final JsonMapper json = new JsonMapper();

    /// A hub; nothing is asked yet.
    ///
    /// @param settings its address, and who asks
    /// @throws DownloadException with a sentence if the address is none, or a variable names a proxy that is none
    public Hub(HubSettings settings) {
        this(settings.address(), settings.token(), Patience.USUAL, Proxies.ofUser());
    }

    Hub(HubAddress address, String token, Patience patience, Proxies proxies) {
        connection = new HubConnection(address, token, patience, proxies);
    }

    HubConnection connection() {
        return connection;
    }

    /// Asks what a repository has.
    ///
    /// @throws DownloadException with a sentence if it is not there, may not be seen, or makes no sense
    public Repository repository(RepositoryId id, Watch watch) {
        JsonNode about = read(connection.hub().model(id), id, watch).tree();
        String sha = about.path("sha").asString("");
        String revision = COMMIT.matcher(sha).matches() ? sha : "main";
        JsonNode gate = about.path("gated");
        boolean gated = gate.isString() || gate.asBoolean(false);
        List<HubFile> files = new ArrayList<>();
        URI page = connection.hub().tree(id, revision);
        while (page != null) {
            Page read = read(page, id, watch);
            for (JsonNode entry : read.tree()) {
                file(entry, id).ifPresent(files::add);
            }
            if (files.size() > MOST_FILES) {
                throw new DownloadException(Messages.text("download.fail.tooManyFiles", id));
            }
            page = read.next();
        }
        return new Repository(id, revision, licence(about), gated, files);
    }

    private static String licence(JsonNode about) {
        JsonNode card = about.path("cardData");
        String licence = text(card.path("license"));
        if (licence.isEmpty() || licence.equals("other")) {
            String name = text(card.path("license_name"));
            licence = name.isEmpty() ? licence : name;
        }
        if (licence.isEmpty()) {
            for (JsonNode tag : about.path("tags")) {
                if (tag.asString("").startsWith("license:")) {
                    licence = tag.asString("").substring("license:".length());
                }
            }
        }
        return licence.length() > 60 ? licence.substring(0, 60) : licence;
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString().strip() : "";
    }

    private static Optional<HubFile> file(JsonNode entry, RepositoryId id) {
        String path = entry.path("path").asString("");
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw new DownloadException(
                    Messages.text(
                            "download.fail.path",
                            id,
                            path.length() > 80 ? path.substring(0, 80) + "…" : path));
        }
        if (!entry.path("type").asString("").equals("file")) {
            return Optional.empty();
        }
        JsonNode large = entry.path("lfs");
        boolean isLarge = large.isObject();
        long size = (isLarge ? large : entry).path("size").asLong(-1);
        String oid = (isLarge ? large : entry).path("oid").asString("");
        String hex = oid.startsWith("sha256:") ? oid.substring("sha256:".length()) : oid;
        Digest.Kind kind = isLarge ? Digest.Kind.SHA256 : Digest.Kind.GIT_BLOB;
        if (size < 0 || !Digest.isOne(kind, hex)) {
            throw new DownloadException(Messages.text("download.fail.listing", id, path));
        }
        return Optional.of(new HubFile(path, size, new Digest(kind, hex)));
    }

    private record Page(JsonNode tree, @Nullable URI next) {}

    private Page read(URI uri, RepositoryId id, Watch watch) {
        try (Reply reply = connection.get(uri, Map.of("Accept", "application/json"), watch)) {
            if (reply.status() != 200) {
                throw Refusals.of(reply, id, false, connection);
            }
            return new Page(json.readTree(bytes(reply, id, watch)), next(reply));
        } catch (IOException e) {
            throw Refusals.of(e, uri, connection);
        } catch (JacksonException e) {
            throw new DownloadException(Messages.text("download.fail.notAHub", uri.getHost()), e);
        }
    }

    private static byte[] bytes(Reply reply, RepositoryId id, Watch watch) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (List<ByteBuffer> some = reply.body().next(watch);
                !some.isEmpty();
                some = reply.body().next(watch)) {
            for (ByteBuffer buffer : some) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                all.write(bytes);
            }
            if (all.size() > LARGEST_REPLY) {
                throw new DownloadException(Messages.text("download.fail.tooManyFiles", id));
            }
        }
        return all.toByteArray();
    }

    private @Nullable URI next(Reply reply) {
        Matcher link = NEXT.matcher(reply.header("Link"));
        if (!link.find()) {
            return null;
        }
        try {
            URI next = reply.uri().resolve(URI.create(link.group(1)));
            return connection.hub().isOriginOf(next) ? next : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Lets all connections go.
    @Override
    public void close() {
        connection.close();
    }
}
