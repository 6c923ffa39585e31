package org.glassformer.engine.tokenizer;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.tokenizer.TracePart.Kind;

/// Every Unicode code point is a token, its id the code point's number.
final class CharacterTokenizer implements Tokenizer {
    private static final int SURROGATES_END = Character.MAX_SURROGATE + 1;

    @Override
    public String name() {
        return "characters";
    }

    @Override
    public int vocabSize() {
        return Character.MAX_CODE_POINT + 1;
    }

    @Override
    public Encoding encode(String text, SpecialTokens mode) {
        return encode(text, mode, () -> false);
    }

    @Override
    public Encoding encode(String text, SpecialTokens mode, BooleanSupplier cancelled) {
        return Cancellation.call(
                cancelled,
                () -> {
                    Cancellation cancellation = Cancellation.current();
                    EncodingBuilder builder = new EncodingBuilder(text);
                    for (int at = 0; at < text.length(); ) {
                        int codePoint = Utf8.codePoint(text, at, text.length());
                        int end = at + Character.charCount(codePoint);
                        builder.add(codePoint, at, end);
                        cancellation.count(1);
                        at = end;
                    }
                    return builder.build();
                });
    }

    @Override
    public boolean isToken(int id) {
        return id >= 0
                && id <= Character.MAX_CODE_POINT
                && (id < Character.MIN_SURROGATE || id >= SURROGATES_END);
    }

    @Override
    public byte[] bytes(int id) {
        return Utf8.bytes(label(id));
    }

    @Override
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) {
            text.append(label(id));
        }
        return text.toString();
    }

    @Override
    public boolean isSpecial(int id) {
        return false;
    }

    @Override
    public String label(int id) {
        if (id < 0) {
            throw new IndexOutOfBoundsException("no token has the id " + id);
        }
        return isToken(id) ? Character.toString(id) : "";
    }

    @Override
    public OptionalInt idOf(String tokenText) {
        boolean one =
                !tokenText.isEmpty()
                        && tokenText.codePointCount(0, tokenText.length()) == 1
                        && isToken(tokenText.codePointAt(0));
        return one ? OptionalInt.of(tokenText.codePointAt(0)) : OptionalInt.empty();
    }

    @Override
    public int[] prefix() {
        return new int[0];
    }

    @Override
    public int[] suffix() {
        return new int[0];
    }

    @Override
    public StreamDecoder newDecoder() {
        return new StreamDecoder() {
            @Override
            public String append(int id) {
                return label(id);
            }

            @Override
            public String finish() {
                return "";
            }
        };
    }

    /// Each character is a word of one part; nothing merges.
    @Override
    public MergeTrace mergeTrace(String text, SpecialTokens mode, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        int[] word = {0};
        List<TracePart> parts =
                encode(text, mode).tokens().stream()
                        .map(token ->
                                new TracePart(
                                        Kind.CHARACTER,
                                        word[0]++,
                                        token.id(),
                                        token.start(),
                                        token.end(),
                                        token.byteStart(),
                                        token.byteEnd()))
                        .filter(part -> part.start() < to && part.end() > from)
                        .toList();
        return new MergeTrace(text, parts, List.of(), new int[0], new int[0]);
    }

    @Override
    public String toString() {
        return name() + " (" + vocabSize() + " tokens, each a Unicode character)";
    }
}
