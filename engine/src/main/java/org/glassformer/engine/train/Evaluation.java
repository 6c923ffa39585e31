package org.glassformer.engine.train;

/// How well a model predicts text it has not learned from.
///
/// @param tokens tokens predicted
/// @param bytes UTF-8 bytes of the documents
/// @param nats the cross-entropy of all tokens together
public record Evaluation(long tokens, long bytes, double nats) {
    /// The mean cross-entropy of a token.
    public double natsPerToken() {
        return nats / tokens;
    }

    /// The cross-entropy of a byte of text, in bits: comparable between tokenizers.
    public double bitsPerByte() {
        return nats / (bytes * Math.log(2));
    }
}
