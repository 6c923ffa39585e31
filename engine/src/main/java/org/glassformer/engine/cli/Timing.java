package org.glassformer.engine.cli;

/// How long runs of the same work took, in seconds.
///
/// @param median half of them took no longer
/// @param shortest what the fastest took, as the machine's own limits are measured: on a machine that others use as well
///     it says what the work can do
record Timing(double median, double shortest) {

    /// Of a single run.
    static Timing once(double seconds) {
        return new Timing(seconds, seconds);
    }
}
