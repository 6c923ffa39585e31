package org.glassformer.app.feature.attention.heads;

/// A named pattern as it is listed.
///
/// @param name such as `induction`
/// @param best the head that shows it most and its score, such as `3.5 · 0.74`; a note if the text cannot show it
/// @param tip what the pattern is, in words and symbols, and how many tokens could show it
/// @param found whether the text can show it
/// @param chosen whether its best heads are listed
/// @param note how many tokens could show it
public record PatternRow(
        String name, String best, String tip, boolean found, boolean chosen, String note) {}
