package org.glassformer.app.feature.attention.embeddings;

/// A token near another.
///
/// @param token in the vocabulary
/// @param cosine of the angle between the two embeddings, -1 to 1
record Neighbour(int token, double cosine) {}
