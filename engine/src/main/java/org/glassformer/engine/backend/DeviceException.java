package org.glassformer.engine.backend;

import java.io.Serial;

/// A device that does not exist, or cannot be used here.
public final class DeviceException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// With one sentence for people.
    public DeviceException(String message) {
        super(message);
    }
}
