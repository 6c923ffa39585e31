package org.glassformer.engine.sampling.grammar;

import java.util.List;

/// A regular expression as a tree.
sealed interface Regex {
    /// No limit of a [Repeat].
    int UNBOUNDED = Integer.MAX_VALUE;

    /// The empty text.
    Regex EMPTY = new Sequence(List.of());

    /// Any one of some characters.
    record Characters(CodePoints set) implements Regex {}

    /// One after the other.
    record Sequence(List<Regex> parts) implements Regex {}

    /// One or another.
    record Choice(List<Regex> options) implements Regex {}

    /// From `min` to `max` times.
    record Repeat(Regex what, int min, int max) implements Regex {}

    /// Any characters, any number of them.
    static Regex anything(int min, int max) {
        return new Repeat(new Characters(CodePoints.ALL), min, max);
    }
}
