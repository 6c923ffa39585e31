package org.glassformer.app.ui.control;

/// The scale of bars that show shares: it ends at a round share, so that a bar keeps its length while others change.
final class BarScale {

    private static final double[] ENDS = {0.05, 0.1, 0.25, 0.5, 0.75, 1};

    private BarScale() {}

    /// The smallest round share that no bar is longer than.
    ///
    /// @param largest of the shares, 0 to 1
    static double end(double largest) {
        for (double candidate : ENDS) {
            if (largest <= candidate) {
                return candidate;
            }
        }
        return 1;
    }
}
