package org.glassformer.app.feature.sampling;

/// What a stage did, in two short phrases.
///
/// @param left how many tokens it removed, how many it changed, or that its chance kept it from acting
/// @param right the probability that it removed, and the entropy after it
record StageNote(String left, String right) {

    static final StageNote NONE = new StageNote("", "");
}
