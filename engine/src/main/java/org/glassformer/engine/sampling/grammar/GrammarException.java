package org.glassformer.engine.sampling.grammar;

/// A grammar that cannot be used: malformed, impossible, too large, or with something that is not
/// supported. The message is one sentence for people.
public final class GrammarException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    GrammarException(String message) {
        super(message);
    }

    GrammarException(String message, Throwable cause) {
        super(message, cause);
    }
}
