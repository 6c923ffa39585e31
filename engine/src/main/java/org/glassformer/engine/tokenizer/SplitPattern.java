package org.glassformer.engine.tokenizer;

import java.util.Optional;

/// The split patterns of the well-known byte-level tokenizers, scanned by hand, and none: every text
/// splits into their matches without gaps.
///
/// By hand because a regular expression engine is several times slower and can overflow its stack.
/// Tests hold each against its expression.
public enum SplitPattern {
    /// GPT-2, and r50k_base and p50k_base.
    GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
    /// cl100k_base, and Llama 3.
    CL100K(
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
    /// Qwen 2 and 3: as cl100k_base with every digit alone.
    QWEN2(
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
    /// o200k_base: words change at lower to upper case, contractions stay with their word.
    O200K(
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                    + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
    /// No split: a text is one word, so that tokens may run over spaces and line ends.
    NONE("[\\s\\S]+");

    private final String regex;

    SplitPattern(String regex) {
        this.regex = regex;
    }

    /// The pattern as tokenizer files write it.
    public String regex() {
        return regex;
    }

    /// The pattern that a file writes as `regex`, if it is one of these.
    static Optional<SplitPattern> of(String regex) {
        for (SplitPattern pattern : values()) {
            if (pattern.regex.equals(regex)) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }

    /// The end of the match that starts at `from`, for a text that ends at `to`.
    int next(String text, int from, int to) {
        return switch (this) {
            case GPT2 -> nextGpt2(text, from, to);
            case CL100K -> nextCl100k(text, from, to, 3);
            case QWEN2 -> nextCl100k(text, from, to, 1);
            case O200K -> nextO200k(text, from, to);
            case NONE -> to;
        };
    }

    private static int nextGpt2(String text, int from, int to) {
        char first = text.charAt(from);
        if (first == '\'') {
            int end = contraction(text, from, to, false);
            if (end > from) {
                return end;
            }
        }
        int at = first == ' ' && from + 1 < to ? from + 1 : from;
        int kind = classAt(text, at, to) & CharClass.WORD_OR_SPACE;
        if (kind == CharClass.LETTER || kind == CharClass.NUMBER) {
            return run(text, at, to, kind);
        }
        if (kind == 0) {
            return punctuation(text, at, to);
        }
        return space(text, from, to);
    }

    private static int nextCl100k(String text, int from, int to, int digits) {
        char first = text.charAt(from);
        if (first == '\'') {
            int end = contraction(text, from, to, true);
            if (end > from) {
                return end;
            }
        }
        int kind = classAt(text, from, to);
        if ((kind & CharClass.LETTER) != 0) {
            return run(text, from, to, CharClass.LETTER);
        }
        if ((kind & CharClass.NUMBER) != 0) {
            return numbers(text, from, to, digits);
        }
        int after = from + width(text, from, to);
        if (first != '\r'
                && first != '\n'
                && after < to
                && (classAt(text, after, to) & CharClass.LETTER) != 0) {
            return run(text, after, to, CharClass.LETTER);
        }
        int end = punctuationAndBreaks(text, from, to, kind, false);
        return end > from ? end : spaceOrBreaks(text, from, to);
    }

    private static int nextO200k(String text, int from, int to) {
        char first = text.charAt(from);
        int kind = classAt(text, from, to);
        boolean prefix =
                first != '\r'
                        && first != '\n'
                        && (kind & (CharClass.LETTER | CharClass.NUMBER)) == 0;
        int after = from + width(text, from, to);
        int end = -1;
        if (prefix && after < to) {
            end = wordToLower(text, after, to);
        }
        if (end < 0) {
            end = wordToLower(text, from, to);
        }
        if (end < 0 && prefix && after < to) {
            end = wordFromUpper(text, after, to);
        }
        if (end < 0) {
            end = wordFromUpper(text, from, to);
        }
        if (end >= 0) {
            return end < to && text.charAt(end) == '\'' ? contraction(text, end, to, true) : end;
        }
        if ((kind & CharClass.NUMBER) != 0) {
            return numbers(text, from, to, 3);
        }
        end = punctuationAndBreaks(text, from, to, kind, true);
        return end > from ? end : spaceOrBreaks(text, from, to);
    }

    /// `UPPER*LOWER+` from `from`, or -1. Caseless letters are both, so that the greedy first part
    /// may have to give back its last character that is also lower.
    private static int wordToLower(String text, int from, int to) {
        int at = from;
        int afterLastBoth = -1;
        while (at < to) {
            int kind = classAt(text, at, to);
            if ((kind & CharClass.UPPER) == 0) {
                break;
            }
            at += width(text, at, to);
            if ((kind & CharClass.LOWER) != 0) {
                afterLastBoth = at;
            }
        }
        int end = run(text, at, to, CharClass.LOWER);
        return end > at ? end : afterLastBoth;
    }

    /// `UPPER+LOWER*` from `from`, or -1.
    private static int wordFromUpper(String text, int from, int to) {
        int at = run(text, from, to, CharClass.UPPER);
        return at == from ? -1 : run(text, at, to, CharClass.LOWER);
    }

    /// ` ?[^\s\p{L}\p{N}]+[\r\n]*`, or `from` if there is none; `kind` is the class at `from`.
    private static int punctuationAndBreaks(
            String text, int from, int to, int kind, boolean slashes) {
        int at = from;
        if (text.charAt(from) == ' ') {
            if (from + 1 == to || (classAt(text, from + 1, to) & CharClass.WORD_OR_SPACE) != 0) {
                return from;
            }
            at++;
        } else if ((kind & CharClass.WORD_OR_SPACE) != 0) {
            return from;
        }
        int end = punctuation(text, at, to);
        while (end < to
                && (text.charAt(end) == '\r'
                        || text.charAt(end) == '\n'
                        || (slashes && text.charAt(end) == '/'))) {
            end++;
        }
        return end;
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`.
    private static int spaceOrBreaks(String text, int from, int to) {
        int end = run(text, from, to, CharClass.SPACE);
        for (int i = end - 1; i >= from; i--) {
            if (text.charAt(i) == '\r' || text.charAt(i) == '\n') {
                return i + 1;
            }
        }
        return leaveOne(from, end, to);
    }

    /// `\s+(?!\S)|\s+`.
    private static int space(String text, int from, int to) {
        return leaveOne(from, run(text, from, to, CharClass.SPACE), to);
    }

    /// Before a word the last of several spaces is left to the word.
    private static int leaveOne(int from, int end, int to) {
        return end < to && end - from > 1 ? end - 1 : end;
    }

    private static int numbers(String text, int from, int to, int most) {
        int at = from;
        for (int i = 0; i < most && at < to; i++) {
            if ((classAt(text, at, to) & CharClass.NUMBER) == 0) {
                break;
            }
            at += width(text, at, to);
        }
        return at;
    }

    private static int run(String text, int from, int to, int kind) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if ((CharClass.of(c) & kind) != 0) { // never of half a pair
                at++;
            } else if (Character.isHighSurrogate(c) && (classAt(text, at, to) & kind) != 0) {
                at += 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int punctuation(String text, int from, int to) {
        int at = from;
        while (at < to && (classAt(text, at, to) & CharClass.WORD_OR_SPACE) == 0) {
            at += width(text, at, to);
        }
        return at;
    }

    /// The end of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` at `from`, or `from`.
    private static int contraction(String text, int from, int to, boolean anyCase) {
        if (from + 1 >= to) {
            return from;
        }
        char first = fold(text.charAt(from + 1), anyCase);
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return from + 2;
        }
        if (from + 2 < to) {
            char second = fold(text.charAt(from + 2), anyCase);
            if ((second == 'e' && (first == 'r' || first == 'v'))
                    || (second == 'l' && first == 'l')) {
                return from + 3;
            }
        }
        return from;
    }

    /// Simple case folding of the letters in question; the long s U+017F is one of them.
    private static char fold(char c, boolean anyCase) {
        if (!anyCase) {
            return c;
        }
        return c == '\u017F' ? 's' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static int classAt(String text, int at, int to) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? CharClass.of(Utf8.codePoint(text, at, to))
                : CharClass.of(c);
    }

    private static int width(String text, int at, int to) {
        return Character.isHighSurrogate(text.charAt(at))
                        && at + 1 < to
                        && Character.isLowSurrogate(text.charAt(at + 1))
                ? 2
                : 1;
    }
}
