package org.glassformer.engine.architecture.broken.astray;

/// A class in a package that the table does not know, and that is not null-marked.
public record Stray(int value) {}
