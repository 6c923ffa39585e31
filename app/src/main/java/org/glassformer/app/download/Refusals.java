package org.glassformer.app.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// What a hub refuses and what a network fails at, as one sentence each.
final class Refusals {

    private static final int PROXY_WANTS_A_NAME = 407;

    private Refusals() {}

    /// Why an answer is not what was asked for.
    ///
    /// @param id the repository that was asked for
    /// @param gated whether its licence is known to want accepting
    static DownloadException of(
            Reply reply, RepositoryId id, boolean gated, HubConnection connection) {
        int status = reply.status();
        String host = String.valueOf(reply.uri().getHost());
        String error = reply.header("X-Error-Code");
        if (status == PROXY_WANTS_A_NAME) {
            return new DownloadException(
                    Messages.text("download.fail.proxyName", connection.proxy(reply.uri())));
        }
        boolean forbidden = status == 401 || status == 403;
        if (forbidden && (gated || error.equals("GatedRepo"))) {
            String key = connection.hasToken() ? "download.fail.notYours" : "download.fail.gated";
            return new DownloadException(Messages.text(key, id, connection.hub().page(id)));
        }
        if (status == 401 && connection.hasToken() && !error.equals("RepoNotFound")) {
            return new DownloadException(Messages.text("download.fail.token", host));
        }
        if (status == 401 || status == 404) {
            return new DownloadException(
                    Messages.text("download.fail.missing", connection.hub().base().getHost(), id));
        }
        String key =
                switch (status) {
                    case 403 -> "download.fail.forbidden";
                    case 429 -> "download.fail.tooMany";
                    default -> status >= 500 ? "download.fail.server" : "download.fail.status";
                };
        return new DownloadException(Messages.text(key, host, String.valueOf(status)));
    }

    /// Why there is no answer.
    static DownloadException of(IOException failure, URI uri, HubConnection connection) {
        String host = String.valueOf(uri.getHost());
        String proxy = connection.proxy(uri);
        String key;
        if (!proxy.isEmpty() && isAboutAName(failure)) {
            return new DownloadException(Messages.text("download.fail.proxyName", proxy), failure);
        }
        if (!proxy.isEmpty() && failure instanceof ConnectException) {
            return new DownloadException(
                    Messages.text("download.fail.proxy", host, proxy), failure);
        }
        if (failure instanceof HttpTimeoutException) {
            key = "download.fail.silent";
        } else if (failure instanceof SSLException) {
            key = "download.fail.secret";
        } else if (failure instanceof ConnectException
                || failure.getCause() instanceof UnresolvedAddressException) {
            key = "download.fail.offline";
        } else {
            key = "download.fail.broken";
        }
        return new DownloadException(Messages.text(key, host), failure);
    }

    /// Why a download does not go on.
    static DownloadException whileLoading(IOException failure, URI uri, HubConnection connection) {
        String why = String.valueOf(of(failure, uri, connection).getMessage());
        return new DownloadException(Messages.text("download.fail.kept", why), failure);
    }

    private static boolean isAboutAName(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("authentication");
    }

    /// Why a file cannot be written.
    ///
    /// @param room bytes that are left on the disk; negative if nobody knows
    /// @param wanted bytes that were to be written
    static DownloadException writing(
            IOException failure, java.nio.file.Path place, long room, long wanted) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : null;
        String said = reason == null ? String.valueOf(failure.getMessage()) : reason;
        boolean full = said.contains("No space left") || said.contains("not enough space");
        if (full || (room >= 0 && room < wanted)) {
            return new DownloadException(
                    Messages.text("download.fail.full", place, Figures.bytes(Math.max(0, room))),
                    failure);
        }
        return new DownloadException(Messages.text("download.fail.write", place, said), failure);
    }
}
