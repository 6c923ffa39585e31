package org.glassformer.engine.sampling;

/// What a translation of settings cannot say, or had to guess.
///
/// @param kind what it is
/// @param subject the stage, setting or value that it is about
public record ChainWarning(Kind kind, String subject) {
    /// What can be lost.
    public enum Kind {
        /// The target applies the stages in another order.
        ORDER,
        /// The target has no such stage.
        NO_SUCH_STAGE,
        /// The chain has the stage more than once, the target takes one.
        MORE_THAN_ONCE,
        /// The target does something else with equal tokens.
        TIES,
        /// The target looks at another number of last tokens.
        LAST_N,
        /// The target does not take the value.
        RANGE,
        /// DRY's sequence breakers are tokens here and texts there.
        BREAKERS,
        /// A setting that this engine does not have.
        UNKNOWN_SETTING,
        /// Whether to sample at all was not said.
        SAMPLING_ASSUMED
    }

    /// A sentence for the command line and the log.
    public String sentence() {
        return switch (kind) {
            case ORDER -> subject + " acts at another place in the order there";
            case NO_SUCH_STAGE -> "there is no " + subject + " there; it is left out";
            case MORE_THAN_ONCE -> subject + " is there only once; the first is taken";
            case TIES -> subject + " treats equal tokens otherwise there";
            case LAST_N -> subject + " looks at another number of last tokens there";
            case RANGE -> "the value of " + subject + " is not taken there";
            case BREAKERS -> "sequence breakers are texts there; its own are used";
            case UNKNOWN_SETTING -> subject + " is not known here and ignored";
            case SAMPLING_ASSUMED -> subject + " is not set; sampling is assumed";
        };
    }
}
