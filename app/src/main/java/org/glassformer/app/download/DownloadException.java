package org.glassformer.app.download;

import org.jspecify.annotations.Nullable;

/// A model was not downloaded; the message is one sentence for people.
public final class DownloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence
    DownloadException(String message) {
        super(message);
    }

    /// A model was not downloaded.
    ///
    /// @param message one sentence
    /// @param cause what happened; null for nothing more
    public DownloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
