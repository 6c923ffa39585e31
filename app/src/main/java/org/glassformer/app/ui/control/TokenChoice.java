package org.glassformer.app.ui.control;

/// A token that a [TokenField] offers.
///
/// @param id in the vocabulary, or [TokenField#NONE] for no token of one's own choice
/// @param text as it is shown, white space made visible
/// @param note at the right of it, such as its id or its probability; may be empty
public record TokenChoice(int id, String text, String note) {}
