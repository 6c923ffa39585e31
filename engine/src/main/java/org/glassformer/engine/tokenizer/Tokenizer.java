package org.glassformer.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;

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
    Encoding encode(String text, SpecialTokens mode);

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
    List<Merge> trace(String text);
}
