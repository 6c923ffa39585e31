package org.glassformer.app.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassformer.app.i18n.Messages;

/// Asks a hub, and follows where it sends one. The token goes to the hub alone, never to where it redirects; nothing is
/// fetched over plain HTTP that was asked for over HTTPS.
final class HubConnection implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 8;
    private static final long LOOK_MS = 100;

    private final HubAddress hub;
    private final String token;
    private final Patience patience;
    private final Proxies proxies;
    private final HttpClient client;

    /// @param hub that is asked
    /// @param token that says who asks; empty for nobody
    /// @param patience with slow servers
    /// @param proxies on the way
    /// @throws DownloadException with a sentence if a variable names a proxy that cannot be used
    HubConnection(HubAddress hub, String token, Patience patience, Proxies proxies) {
        this.hub = hub;
        this.token = token.chars().allMatch(c -> c > ' ' && c < 127) ? token : "";
        this.patience = patience;
        this.proxies = proxies;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience.connect())
                        .proxy(proxies);
        proxies.authenticator(hub.base()).ifPresent(builder::authenticator);
        this.client = builder.build();
    }

    HubAddress hub() {
        return hub;
    }

    Patience patience() {
        return patience;
    }

    /// Host and port of the proxy towards an address; empty for the direct way.
    String proxy(URI uri) {
        return proxies.words(uri);
    }

    boolean hasToken() {
        return !token.isEmpty();
    }

    /// Gets something; the caller closes the reply, whatever its status.
    ///
    /// @param headers sent along
    /// @throws IOException if there is no answer
    /// @throws DownloadException if the answer leads to where nobody should go
    Reply get(URI uri, Map<String, String> headers, Watch watch) throws IOException {
        URI at = uri;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<ReplyBody> answer = send(at, headers, watch);
            Reply reply = new Reply(answer.statusCode(), answer.headers(), answer.body(), at);
            if (!REDIRECTS.contains(reply.status())) {
                return reply;
            }
            reply.close();
            at = target(at, reply.header("Location"));
        }
        throw new DownloadException(Messages.text("download.fail.redirects", uri.getHost()));
    }

    private URI target(URI from, String location) {
        URI to;
        try {
            to = from.resolve(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw new DownloadException(
                    Messages.text("download.fail.redirect", from.getHost(), location), e);
        }
        String scheme = String.valueOf(to.getScheme()).toLowerCase(java.util.Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || to.getHost() == null || location.isEmpty()) {
            throw new DownloadException(
                    Messages.text("download.fail.redirect", from.getHost(), location));
        }
        boolean wasSecret = "https".equalsIgnoreCase(from.getScheme());
        boolean readable = HubAddress.isOpen(to) && !hub.isOpen();
        if (scheme.equals("http") && (wasSecret || readable)) {
            throw new DownloadException(
                    Messages.text("download.fail.plain", from.getHost(), to.getHost()));
        }
        return to;
    }

    private HttpResponse<ReplyBody> send(URI uri, Map<String, String> headers, Watch watch)
            throws IOException {
        proxies.towards(uri); // said here if it is none, and not from within the client
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        request.header("User-Agent", "glassformer");
        request.header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (hasToken() && hub.isOriginOf(uri) && !hub.isOpen()) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<ReplyBody>> answer =
                client.sendAsync(request.build(), ignored -> new ReplyBody(patience.silence()));
        try {
            return await(answer, watch);
        } finally {
            if (!answer.isDone()) {
                answer.cancel(true);
            }
        }
    }

    private HttpResponse<ReplyBody> await(
            CompletableFuture<HttpResponse<ReplyBody>> answer, Watch watch) throws IOException {
        long until = System.nanoTime() + patience.connect().toNanos();
        while (true) {
            watch.checkCancelled();
            try {
                return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() > until) {
                    throw new HttpTimeoutException("no answer");
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /// Lets all connections go at once.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
