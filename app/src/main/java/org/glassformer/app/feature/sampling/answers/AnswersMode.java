package org.glassformer.app.feature.sampling.answers;

/// The ways to more than one answer.
enum AnswersMode {
    /// Several answers drawn from the chain: best of N, and the vote over them.
    SAMPLED,
    /// Beam search.
    BEAMS
}
