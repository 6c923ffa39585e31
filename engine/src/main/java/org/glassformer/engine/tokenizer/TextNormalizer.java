package org.glassformer.engine.tokenizer;

import java.text.Normalizer;
import java.util.List;

/// Changes a text before it is split, keeping what came from where.
sealed interface TextNormalizer {

    AlignedText apply(AlignedText text);

    /// One after the other.
    record Sequence(List<TextNormalizer> steps) implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            AlignedText result = text;
            for (TextNormalizer step : steps) {
                result = step.apply(result);
            }
            return result;
        }
    }

    /// Puts a text in front of any text that is not empty.
    record Prepend(String added) implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            if (text.isEmpty()) {
                return text;
            }
            return new AlignedText.Builder(text.length() + added.length())
                    .add(added, text.start(0), text.start(0))
                    .copy(text, 0, text.length())
                    .build();
        }
    }

    /// Replaces each match.
    record Replace(Matcher matcher, String content) implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            Matches matches = matcher.find(text.text(), 0, text.length());
            if (matches.size() == 0) {
                return text;
            }
            AlignedText.Builder result = new AlignedText.Builder(text.length());
            int at = 0;
            for (int i = 0; i < matches.size(); i++) {
                result.copy(text, at, matches.from(i));
                result.replace(text, matches.from(i), matches.to(i), content);
                at = matches.to(i);
            }
            return result.copy(text, at, text.length()).build();
        }
    }

    /// A Unicode normal form.
    record Form(Normalizer.Form form) implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            String source = text.text();
            if (Normalizer.isNormalized(source, form)) {
                return text;
            }
            AlignedText.Builder result = new AlignedText.Builder(source.length());
            for (int i = 0; i < source.length(); ) {
                int end = segmentEnd(source, i);
                result.replace(text, i, end, Normalizer.normalize(source.substring(i, end), form));
                i = end;
            }
            return result.build();
        }

        /// A character and what may compose with it: marks, and the later parts of Hangul syllables.
        private static int segmentEnd(String text, int from) {
            int at = from + Character.charCount(text.codePointAt(from));
            while (at < text.length()) {
                int codePoint = text.codePointAt(at);
                boolean joins =
                        CharClass.isMark(codePoint)
                                || (codePoint >= 0x1160 && codePoint <= 0x11FF)
                                || codePoint == 0xFF9E
                                || codePoint == 0xFF9F;
                if (!joins) {
                    break;
                }
                at += Character.charCount(codePoint);
            }
            return at;
        }
    }

    /// Lower case, character by character.
    record Lowercase() implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            String source = text.text();
            AlignedText.Builder result = new AlignedText.Builder(source.length());
            for (int i = 0; i < source.length(); ) {
                int codePoint = source.codePointAt(i);
                int end = i + Character.charCount(codePoint);
                String lower =
                        codePoint == 0x130
                                ? "i\u0307"
                                : Character.toString(Character.toLowerCase(codePoint));
                result.replace(text, i, end, lower);
                i = end;
            }
            return result.build();
        }
    }

    /// Removes white space at the ends.
    record Strip(boolean left, boolean right) implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            int from = 0;
            int to = text.length();
            while (left && from < to && CharClass.isSpace(text.text().charAt(from))) {
                from++;
            }
            while (right && from < to && CharClass.isSpace(text.text().charAt(to - 1))) {
                to--;
            }
            return text.slice(from, to);
        }
    }

    /// Removes combining marks.
    record StripAccents() implements TextNormalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return new Replace(Matcher.each(CharClass::isMark), "").apply(text);
        }
    }
}
