package org.glassformer.app.download;

import java.util.concurrent.CancellationException;

/// Who waits for a download: may give up, and is told how far it is.
public interface Watch {

    /// Whether nobody wants it any more.
    boolean isCancelled();

    /// Tells how far it is; called on the thread of the download, some ten times a second.
    void tell(Progress progress);

    /// Ends what nobody wants.
    ///
    /// @throws CancellationException if it is cancelled
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
