package org.glassformer.engine.generate;

/// One of several answers to a prompt.
///
/// @param number its number, from 0, in the order of being written
/// @param seed the seed with which it is written again alone
/// @param generation the answer
/// @param ms time for writing it, in milliseconds
public record Answer(int number, long seed, Generation generation, double ms) {}
