package org.glassformer.app.download;

import java.net.URI;
import java.net.http.HttpHeaders;

/// What a server answered, after all redirects.
///
/// @param status of HTTP
/// @param headers of the last answer
/// @param body its bytes, still coming
/// @param uri that answered
record Reply(int status, HttpHeaders headers, ReplyBody body, URI uri) implements AutoCloseable {

    /// A header; empty where there is none.
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public void close() {
        body.close();
    }
}
