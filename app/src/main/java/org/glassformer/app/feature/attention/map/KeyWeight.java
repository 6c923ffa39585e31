package org.glassformer.app.feature.attention.map;

/// One row of the table twin: what a query gives a key.
///
/// @param key position of the key, from 0
/// @param token of the key
/// @param weight not a number for none
/// @param note why there is none, or what was done to it; empty for nothing
record KeyWeight(int key, String token, float weight, String note) {}
