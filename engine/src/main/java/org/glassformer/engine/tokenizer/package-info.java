/// Text to token ids and back: byte-level and SentencePiece-style BPE with character and byte offsets, merge traces,
/// streaming decoding and a BPE trainer.
///
/// The way of a text: added tokens are cut out, the rest is normalised, split into words and merged
/// pair by pair. Every stage keeps an alignment, so that a token knows which characters it came from.
@NullMarked
package org.glassformer.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
