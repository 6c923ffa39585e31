package org.glassformer.app.feature.sampling.compare;

import org.glassformer.app.session.ChainSettings;

/// What one of the two draws with.
///
/// @param chain the sampler chain
/// @param seed of the draws
record Settings(ChainSettings chain, long seed) {}
