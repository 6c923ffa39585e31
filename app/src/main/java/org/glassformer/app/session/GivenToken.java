package org.glassformer.app.session;

import org.glassformer.engine.sampling.DrawnToken;
import org.jspecify.annotations.Nullable;

/// A token to be added that is known already.
///
/// @param id in the model's vocabulary
/// @param drawn how it was drawn; null if a person or a search chose it
/// @param seed of the draw
public record GivenToken(int id, @Nullable DrawnToken drawn, long seed) {}
