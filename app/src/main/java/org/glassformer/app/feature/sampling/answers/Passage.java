package org.glassformer.app.feature.sampling.answers;

/// An answer cut where it first differs from another one.
///
/// @param same what both say
/// @param differs the first token that is another one; empty where the text ends before
/// @param rest what follows it
record Passage(String same, String differs, String rest) {

    /// Nothing to compare.
    static final Passage NONE = new Passage("", "", "");
}
