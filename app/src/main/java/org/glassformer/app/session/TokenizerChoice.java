package org.glassformer.app.session;

/// A tokenizer that can be chosen; [TokenizerShelf#load(TokenizerChoice)] brings the tokenizer itself.
///
/// @param key tells choices apart and stays the same when what it stands for is renewed
/// @param name as people read it
/// @param kind where it comes from
/// @param edition rises when what the key stands for is renewed, such as the open model's tokenizer
public record TokenizerChoice(String key, String name, Kind kind, long edition) {

    /// Where a tokenizer comes from.
    public enum Kind {
        /// The open model's own.
        MODEL,
        /// An encoding of OpenAI's.
        OPENAI,
        /// Needs no training: bytes or characters.
        PLAIN,
        /// Read from a file that the person brought.
        FILE,
        /// Trained in the lab.
        TRAINED
    }
}
