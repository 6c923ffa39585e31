package org.glassformer.engine.tokenizer;

/// Takes the pieces of a text one after the other.
interface Pieces {
    /// The next piece: characters `from` to `to` of `text`, never empty.
    void accept(AlignedText text, int from, int to);
}
