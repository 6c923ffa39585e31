package org.glassformer.app.session;

/// A sentence for the person, shown until dismissed or replaced.
///
/// @param tone how serious it is
/// @param text one sentence or two
public record Notice(Tone tone, String text) {

    /// How serious a notice is.
    public enum Tone {
        /// Good to know.
        INFO,
        /// Something was not done as asked.
        WARNING,
        /// Something failed.
        ERROR
    }
}
