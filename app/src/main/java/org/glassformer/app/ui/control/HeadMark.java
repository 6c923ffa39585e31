package org.glassformer.app.ui.control;

/// What is marked on a head's small picture, besides that it is the one looked at.
///
/// @param shown whether it is one of several heads that are shown together
/// @param rank its place among the heads that match best, 1 first; 0 for none
/// @param change what is done to its output
public record HeadMark(boolean shown, int rank, Change change) {

    /// What is done to a head's output.
    public enum Change {
        /// Nothing.
        NONE,
        /// It is taken out.
        ABLATED,
        /// It is replaced by its mean.
        MEAN,
        /// It is made smaller or larger.
        SCALED
    }

    /// Nothing is marked.
    public static final HeadMark NONE = new HeadMark(false, 0, Change.NONE);
}
