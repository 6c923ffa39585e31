package org.glassformer.engine.tokenizer;

import java.util.List;

/// Splits a piece of text into smaller ones, perhaps changing characters; words never merge across.
sealed interface PreTokenizer {

    void split(AlignedText text, int from, int to, Pieces out);

    /// One after the other, each on the pieces of the one before.
    record Sequence(List<PreTokenizer> steps) implements PreTokenizer {
        @Override
        public void split(AlignedText text, int from, int to, Pieces out) {
            Pieces chain = out;
            for (int i = steps.size() - 1; i >= 0; i--) {
                PreTokenizer step = steps.get(i);
                Pieces next = chain;
                chain = (t, f, e) -> step.split(t, f, e, next);
            }
            chain.accept(text, from, to);
        }
    }

    /// Byte-level: perhaps a space in front, perhaps GPT-2's split.
    ///
    /// @param spell whether to write each byte as its stand-in character here; otherwise the model
    ///     takes the words as bytes, which is faster and the same
    record ByteLevel(boolean addPrefixSpace, boolean useRegex, boolean spell)
            implements PreTokenizer {
        @Override
        public void split(AlignedText text, int from, int to, Pieces out) {
            Pieces last = spell ? (t, f, e) -> spellOut(t, f, e, out) : out;
            Pieces next = useRegex ? (t, f, e) -> splitByPattern(t, f, e, last) : last;
            if (addPrefixSpace && text.text().charAt(from) != ' ') {
                AlignedText spaced = prepend(text.slice(from, to), " ");
                next.accept(spaced, 0, spaced.length());
            } else {
                next.accept(text, from, to);
            }
        }

        private static void splitByPattern(AlignedText text, int from, int to, Pieces out) {
            for (int at = from; at < to; ) {
                int end = SplitPattern.GPT2.next(text.text(), at, to);
                out.accept(text, at, end);
                at = end;
            }
        }

        private static void spellOut(AlignedText text, int from, int to, Pieces out) {
            AlignedText.Builder spelled = new AlignedText.Builder(2 * (to - from));
            for (int i = from; i < to; ) {
                int next = i + Character.charCount(Utf8.codePoint(text.text(), i, to));
                byte[] utf8 = Utf8.bytes(text.text().substring(i, next));
                spelled.add(ByteAlphabet.spell(utf8), text.start(i), text.end(next - 1));
                i = next;
            }
            AlignedText result = spelled.build();
            out.accept(result, 0, result.length());
        }
    }

    /// Cuts at a pattern.
    record Split(Matcher matcher, SplitBehavior behavior, boolean invert) implements PreTokenizer {
        @Override
        public void split(AlignedText text, int from, int to, Pieces out) {
            behavior.cut(text, matcher.find(text.text(), from, to), from, to, invert, out);
        }
    }

    /// A well-known pattern that matches everything; each match is a piece.
    record Pattern(SplitPattern pattern) implements PreTokenizer {
        @Override
        public void split(AlignedText text, int from, int to, Pieces out) {
            for (int at = from; at < to; ) {
                int end = pattern.next(text.text(), at, to);
                out.accept(text, at, end);
                at = end;
            }
        }
    }

    /// SentencePiece's way: a visible character for each space, perhaps one in front.
    record Metaspace(char replacement, Prepend prepend, boolean split) implements PreTokenizer {
        /// Where the replacement is put in front of a text.
        enum Prepend {
            ALWAYS,
            FIRST,
            NEVER
        }

        @Override
        public void split(AlignedText text, int from, int to, Pieces out) {
            String sign = String.valueOf(replacement);
            AlignedText.Builder builder = new AlignedText.Builder(to - from + 1);
            char first = text.text().charAt(from);
            boolean start =
                    prepend == Prepend.ALWAYS
                            || (prepend == Prepend.FIRST && text.start(from) == 0);
            if (start && first != ' ' && first != replacement) {
                builder.add(sign, text.start(from), text.start(from));
            }
            for (int i = from; i < to; i++) {
                if (text.text().charAt(i) == ' ') {
                    builder.add(sign, text.start(i), text.end(i));
                } else {
                    builder.copy(text, i, i + 1);
                }
            }
            AlignedText result = builder.build();
            if (split) {
                Matches signs = Matcher.literal(sign).find(result.text(), 0, result.length());
                SplitBehavior.MERGED_WITH_NEXT.cut(result, signs, 0, result.length(), false, out);
            } else {
                out.accept(result, 0, result.length());
            }
        }
    }

    private static AlignedText prepend(AlignedText text, String added) {
        return new AlignedText.Builder(text.length() + added.length())
                .add(added, text.start(0), text.start(0))
                .copy(text, 0, text.length())
                .build();
    }
}
