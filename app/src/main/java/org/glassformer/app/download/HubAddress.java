package org.glassformer.app.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.glassformer.app.i18n.Messages;

/// Where a hub is, and where on it things are: the layout of the Hugging Face Hub, which its mirrors share.
///
/// @param base without a slash at its end
public record HubAddress(URI base) {

    /// The hub that everybody uses.
    public static final String USUAL = "https://huggingface.co";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Reads what a person typed; `https` is meant where nothing is said.
    ///
    /// @throws DownloadException with a sentence if it is no address of a server
    public static HubAddress of(String typed) {
        String text = typed.strip();
        String whole = text.contains("://") ? text : "https://" + text;
        while (whole.endsWith("/") && !whole.endsWith("://")) {
            whole = whole.substring(0, whole.length() - 1);
        }
        try {
            URI uri = new URI(whole);
            String scheme = scheme(uri);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return new HubAddress(uri);
            }
        } catch (URISyntaxException e) {
            // Said below, as for every other text that is no address.
        }
        throw new DownloadException(Messages.text("download.fail.address", text));
    }

    private static String scheme(URI uri) {
        String scheme = uri.getScheme();
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }

    /// What the hub says of a repository.
    URI model(RepositoryId id) {
        return at("/api/models/" + id);
    }

    /// The files of a repository.
    URI tree(RepositoryId id, String revision) {
        return at("/api/models/" + id + "/tree/" + escaped(revision) + "?recursive=true");
    }

    /// One file.
    URI file(RepositoryId id, String revision, String path) {
        return at("/" + id + "/resolve/" + escaped(revision) + "/" + escaped(path));
    }

    /// The page for people.
    public URI page(RepositoryId id) {
        return at("/" + id);
    }

    private URI at(String rest) {
        return URI.create(base + rest);
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /// Whether this is the hub itself: the same server, by the same protocol.
    boolean isOriginOf(URI uri) {
        return scheme(uri).equals(scheme(base))
                && String.valueOf(uri.getHost()).equalsIgnoreCase(base.getHost())
                && port(uri) == port(base);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }

    /// Whether what goes to an address can be read on its way.
    static boolean isOpen(URI uri) {
        return scheme(uri).equals("http") && !THIS_MACHINE.contains(String.valueOf(uri.getHost()));
    }

    /// Whether what goes to the hub can be read on its way.
    public boolean isOpen() {
        return isOpen(base);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
