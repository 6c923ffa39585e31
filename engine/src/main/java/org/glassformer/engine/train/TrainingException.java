package org.glassformer.engine.train;

import java.io.Serial;

/// Training that cannot begin or go on, said in one sentence for people.
public final class TrainingException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// With one sentence.
    public TrainingException(String message) {
        super(message);
    }

    /// With one sentence and what led to it.
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
