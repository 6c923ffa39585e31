package org.glassformer.app.download;

/// How far a download is.
///
/// @param phase what is being done
/// @param file with which file; empty for none
/// @param done bytes of all files that are here
/// @param total bytes of all files
/// @param rate bytes a second of late; 0 while unknown
public record Progress(Phase phase, String file, long done, long total, double rate) {

    /// What is being done.
    public enum Phase {
        /// Reading again what was downloaded before.
        CHECKING,
        /// Bytes come in.
        LOADING,
        /// The connection broke, and is made again in a moment.
        WAITING
    }

    /// The part that is here, 0 to 1; negative while the sizes are unknown.
    public double fraction() {
        return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
    }

    /// Seconds to go at this rate; negative while unknown.
    public double secondsLeft() {
        return rate <= 0 ? -1 : (total - done) / rate;
    }
}
