package org.glassformer.engine.sampling.grammar;

import org.jspecify.annotations.Nullable;

/// A node of an automaton and the calls it is inside of.
record Place(int node, @Nullable Frame frame) {}
