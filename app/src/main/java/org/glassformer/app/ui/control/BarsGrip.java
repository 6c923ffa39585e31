package org.glassformer.app.ui.control;

/// What can be taken hold of in [LogitBars].
sealed interface BarsGrip {

    /// Nothing.
    BarsGrip NONE = new Nothing();

    /// No grip is under the pointer.
    record Nothing() implements BarsGrip {}

    /// The end of a bar.
    ///
    /// @param row of the data
    record End(int row) implements BarsGrip {}

    /// The cut line.
    record CutLine() implements BarsGrip {}
}
