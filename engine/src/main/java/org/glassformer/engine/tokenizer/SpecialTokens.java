package org.glassformer.engine.tokenizer;

/// What becomes of the text of a special token, such as `<|endoftext|>`, inside a text to encode.
public enum SpecialTokens {
    /// It becomes the special token.
    PARSED,
    /// It is text like any other; for text from people one does not trust.
    PLAIN
}
