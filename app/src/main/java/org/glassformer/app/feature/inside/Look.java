package org.glassformer.app.feature.inside;

/// How much a token looks at another one.
///
/// @param position of the other token
/// @param token the other token, white space made visible
/// @param weight 0 to 1
record Look(int position, String token, double weight) {}
