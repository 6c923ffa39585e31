package org.glassformer.app.download;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// The proxy on the way to an address: the one that Java was told of (`https.proxyHost` and its like, or
/// `java.net.useSystemProxies`), or else the one that the variables name which most tools read: `HTTPS_PROXY`,
/// `HTTP_PROXY`, `ALL_PROXY`, and `NO_PROXY` for what is reached without. This machine is reached without one.
final class Proxies extends ProxySelector {

    private static final int USUAL_PORT = 80;
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    private final @Nullable ProxySelector java;
    private final Map<String, String> variables;

    /// @param java asked first; null for nobody
    /// @param variables of the environment
    Proxies(@Nullable ProxySelector java, Map<String, String> variables) {
        this.java = java;
        this.variables = Map.copyOf(variables);
    }

    /// Those of this machine.
    static Proxies ofUser() {
        return new Proxies(ProxySelector.getDefault(), System.getenv());
    }

    /// The proxy towards an address; empty for the direct way.
    ///
    /// @throws DownloadException with a sentence if a variable names none that can be used
    Optional<InetSocketAddress> towards(URI uri) {
        if (isThisMachine(host(uri))) {
            return Optional.empty();
        }
        ProxySelector first = java;
        if (first != null) {
            for (Proxy proxy : first.select(uri)) {
                if (proxy.type() == Proxy.Type.HTTP
                        && proxy.address() instanceof InetSocketAddress address) {
                    return Optional.of(address);
                }
            }
        }
        return named(uri)
                .map(proxy ->
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(),
                                proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort()));
    }

    /// Host and port of the proxy towards an address, as they are written; empty for the direct way.
    String words(URI uri) {
        return towards(uri).map(at -> at.getHostString() + ":" + at.getPort()).orElse("");
    }

    /// Answers proxies that want to know who asks, with the name and password that the variables have.
    Optional<Authenticator> authenticator(URI hub) {
        String who =
                named(hub).map(URI::getRawUserInfo).filter(text -> text.contains(":")).orElse("");
        if (who.isEmpty()) {
            return Optional.empty();
        }
        if (System.getProperty(TUNNELS) == null) {
            System.setProperty(TUNNELS, ""); // else Java keeps them from proxies that lead to HTTPS
        }
        int colon = who.indexOf(':');
        String name = decoded(who.substring(0, colon));
        char[] password = decoded(who.substring(colon + 1)).toCharArray();
        return Optional.of(
                new Authenticator() {
                    @Override
                    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                        return getRequestorType() == RequestorType.PROXY
                                ? new PasswordAuthentication(name, password)
                                : null;
                    }
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// What the variables name for an address.
    private Optional<URI> named(URI uri) {
        if (isThisMachine(host(uri)) || isLeftOut(uri)) {
            return Optional.empty();
        }
        String own = "https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy";
        return Stream.of(own, "all_proxy")
                .filter(name -> !variable(name).isEmpty())
                .findFirst()
                .map(name -> proxy(name, variable(name)));
    }

    private static URI proxy(String name, String written) {
        try {
            URI proxy = new URI(written.contains("://") ? written : "http://" + written);
            if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // Said below, as for every other text that is no proxy. A password may be in it.
        }
        throw new DownloadException(
                Messages.text("download.fail.proxyWritten", name.toUpperCase(Locale.ROOT)));
    }

    private boolean isLeftOut(URI uri) {
        String host = host(uri);
        return Stream.of(variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(each -> each.startsWith("*.") ? each.substring(1) : each)
                .anyMatch(each -> isMeant(each, host, uri.getPort()));
    }

    private static boolean isMeant(String each, String host, int port) {
        int colon = each.lastIndexOf(':');
        boolean ofPort = colon > 0 && each.substring(colon + 1).matches("\\d+");
        if (ofPort && !each.endsWith(":" + port)) {
            return false;
        }
        String name = ofPort ? each.substring(0, colon) : each;
        String bare = name.startsWith(".") ? name.substring(1) : name;
        return name.equals("*")
                || (!bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare)));
    }

    private String variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(each -> variables.getOrDefault(each, "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(
                towards(uri).map(at -> new Proxy(Proxy.Type.HTTP, at)).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        ProxySelector first = java;
        if (first != null) {
            first.connectFailed(uri, address, failure);
        }
    }
}
