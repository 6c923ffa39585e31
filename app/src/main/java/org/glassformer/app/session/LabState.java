package org.glassformer.app.session;

/// What the numbers on screen are worth at the moment.
public enum LabState {
    /// There is no model and nothing to show.
    EMPTY,
    /// A newer result is on its way.
    BUSY,
    /// What is shown belongs to an earlier prompt: the present one cannot be read.
    STALE,
    /// There is nothing to show because something went wrong.
    FAILED,
    /// What is shown is what the model says about the prompt.
    READY
}
