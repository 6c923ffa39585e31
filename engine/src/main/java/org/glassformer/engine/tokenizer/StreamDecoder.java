package org.glassformer.engine.tokenizer;

/// Decodes tokens one by one and never shows half a character. Not safe for several threads.
///
/// The returned pieces together are what [Tokenizer#decode(int...)] gives, with one exception: where
/// a run of byte-fallback tokens (`<0xE2>`) turns out not to be UTF-8, `decode` replaces the whole
/// run, whereas this decoder has shown the run's complete characters already.
public interface StreamDecoder {

    /// Takes the next token and returns the text that is complete now, perhaps empty.
    ///
    /// @throws IndexOutOfBoundsException if the id is not within the vocabulary
    String append(int id);

    /// Ends the sequence: returns what was held back, U+FFFD for bytes that never became a character.
    String finish();
}
