package org.glassformer.engine.generate;

/// Hears of every token as it comes.
@FunctionalInterface
public interface GenerationListener {
    /// Called on the generating thread.
    ///
    /// @return false to stop
    boolean onToken(GeneratedToken token);
}
