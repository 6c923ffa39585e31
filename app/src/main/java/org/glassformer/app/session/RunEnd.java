package org.glassformer.app.session;

import org.glassformer.engine.generate.StopReason;

/// Why a run of tokens ended.
///
/// @param reason why
/// @param sentence the same for people
/// @param tokens how many tokens the run added to the text
/// @param seconds how long it took
public record RunEnd(StopReason reason, String sentence, int tokens, double seconds) {}
