package org.glassformer.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/// Turns text into token ids and back.
///
/// Implementations are immutable to their callers and safe for use by several threads at once.
public interface Tokenizer {

    /// A short name for people, such as the folder it came from or `cl100k_base`.
    String name();

    /// One more than the largest id; some ids below it may be unused. Ids from it on are unused too:
    /// many models have more rows than their tokenizer has tokens, to make the number round, and now
    /// and then such a row is drawn.
    int vocabSize();

    /// Encodes a text; the text of a special token becomes that token. Adds neither [#prefix()] nor
    /// [#suffix()].
    default Encoding encode(String text) {
        return encode(text, SpecialTokens.PARSED);
    }

    /// Encodes a text. Adds neither [#prefix()] nor [#suffix()].
    ///
    /// A lone surrogate has no UTF-8; it is encoded as U+FFFD, three bytes.
    Encoding encode(String text, SpecialTokens mode);

    /// As [#encode(String, SpecialTokens)], giving up soon after `cancelled` says so: it is asked every
    /// few thousand characters, always by the calling thread.
    ///
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    Encoding encode(String text, SpecialTokens mode, BooleanSupplier cancelled);

    /// Whether the id is that of a token: false if it is negative, not below [#vocabSize()] or unused.
    boolean isToken(int id);

    /// The bytes a token stands for: UTF-8 text, or a part of a character; for a special token the
    /// bytes of its name. Empty for an unused id.
    ///
    /// @throws IndexOutOfBoundsException if the id is negative
    byte[] bytes(int id);

    /// The text of some tokens, special tokens and unused ids left out, bytes that are no UTF-8
    /// replaced by U+FFFD.
    ///
    /// @throws IndexOutOfBoundsException if an id is negative
    String decode(int... ids);

    /// Whether decoding leaves the token out.
    boolean isSpecial(int id);

    /// A token's text for display: special tokens by name, bytes that are no UTF-8 as `<0xE2>`;
    /// empty for an unused id.
    ///
    /// @throws IndexOutOfBoundsException if the id is negative
    String label(int id);

    /// The id of the token that stands for exactly this text (` the`), or else of the vocabulary
    /// entry written so in the file (`Ġthe`, `▁the`).
    OptionalInt idOf(String tokenText);

    /// The ids that belong before a sequence, such as `<s>`.
    int[] prefix();

    /// The ids that belong after a sequence.
    int[] suffix();

    /// A decoder for tokens that arrive one by one.
    StreamDecoder newDecoder();

    /// Every merge that encoding this text takes, in order, special tokens parsed. Empty for a
    /// tokenizer that does not merge.
    default List<Merge> trace(String text) {
        return trace(text, SpecialTokens.PARSED);
    }

    /// Every merge that encoding this text takes, in order.
    default List<Merge> trace(String text, SpecialTokens mode) {
        return mergeTrace(text, mode).merges();
    }

    /// The way of a text from its smallest parts to its tokens.
    default MergeTrace mergeTrace(String text, SpecialTokens mode) {
        return mergeTrace(text, mode, 0, text.length());
    }

    /// The way of a stretch of a text from its smallest parts to its tokens: of the words and added
    /// tokens that reach into characters `from` to `to`, each of them whole, exactly as they are when
    /// the whole text is encoded. Only those words are merged, so that a stretch of a long text costs
    /// little more than finding the words.
    ///
    /// @throws IndexOutOfBoundsException unless `0 <= from <= to <= text.length()`
    MergeTrace mergeTrace(String text, SpecialTokens mode, int from, int to);
}
