package org.glassformer.engine.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Byte-pair encoding of single words: parts from bytes or characters, then merges by rank.
final class BpeModel {
    /// How a model treats words.
    ///
    /// @param bytes whether a word's smallest parts are its bytes, each written as its stand-in
    /// @param unknown the id for characters that the vocabulary lacks, -1 to leave them out
    /// @param fuseUnknown whether neighbouring unknown characters are one token
    /// @param byteFallback whether a character the vocabulary lacks becomes its bytes, `<0xE2>`
    /// @param ignoreMerges whether a word that is an entry is that token, whatever the merges say
    /// @param continuingPrefix stands before every part of a word but the first, perhaps empty
    /// @param endSuffix stands after the last part of a word, perhaps empty
    record Options(
            boolean bytes,
            int unknown,
            boolean fuseUnknown,
            boolean byteFallback,
            boolean ignoreMerges,
            String continuingPrefix,
            String endSuffix) {
        static final Options BYTES = new Options(true, -1, false, false, false, "", "");
    }

    private static final int BMP = 0x10000;

    private final Vocabulary vocabulary;
    private final PairTable merges;
    private final Options options;
    private final int[] standInIds = new int[256]; // of the stand-in character of each byte
    private final int[] fallbackIds = new int[256]; // of <0x00> ...
    private final boolean completeFallback;
    private final int @Nullable [] characterIds; // of the characters below BMP; null with affixes

    BpeModel(Vocabulary vocabulary, PairTable merges, Options options) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
        boolean complete = options.byteFallback;
        for (int b = 0; b < 256; b++) {
            standInIds[b] = vocabulary.id(String.valueOf(ByteAlphabet.character(b)));
            fallbackIds[b] = vocabulary.id(fallbackEntry(b));
            complete &= fallbackIds[b] >= 0;
        }
        completeFallback = complete;
        characterIds = hasAffixes() ? null : characterIds(vocabulary);
    }

    /// How the vocabulary writes a single byte in byte fallback.
    static String fallbackEntry(int unsignedByte) {
        return "<0x%02X>".formatted(unsignedByte);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// Sets `parts` to those of the word `text[from, to)`; the id is -1 for bytes the vocabulary cannot
    /// express.
    void encode(String text, int from, int to, WordParts parts) {
        int whole = takenWhole(text, from, to);
        if (whole >= 0) {
            parts.clear();
            parts.add(whole, Utf8.length(text, from, to));
        } else {
            split(text, from, to, parts);
            parts.merge(merges);
        }
    }

    /// The table by which parts merge.
    PairTable merges() {
        return merges;
    }

    /// Sets `parts` to the smallest ones of a word, before any merge.
    void split(String text, int from, int to, WordParts parts) {
        parts.clear();
        if (options.bytes) {
            splitBytes(parts, text, from, to);
        } else {
            splitCharacters(parts, text, from, to);
        }
    }

    /// The token of a word that is taken whole whatever the merges say, or -1.
    int takenWhole(String text, int from, int to) {
        if (!options.ignoreMerges) {
            return -1;
        }
        String word = text.substring(from, to);
        return vocabulary.id(options.bytes ? ByteAlphabet.spell(Utf8.bytes(word)) : word);
    }

    /// What one of the smallest parts is.
    TracePart.Kind kind(int id) {
        if (id < 0) {
            return TracePart.Kind.LEFT_OUT;
        }
        if (id == options.unknown) {
            return TracePart.Kind.UNKNOWN;
        }
        if (options.bytes) {
            return TracePart.Kind.BYTE;
        }
        String entry = vocabulary.entry(id);
        return entry != null && DecodeStep.fallbackByte(entry).isPresent()
                ? TracePart.Kind.BYTE_FALLBACK
                : TracePart.Kind.CHARACTER;
    }

    private void splitBytes(WordParts parts, String text, int from, int to) {
        int[] utf8 = new int[4];
        boolean afterUnknown = false;
        for (int i = from; i < to; ) {
            char c = text.charAt(i);
            if (c < 0x80) {
                afterUnknown = add(parts, standInIds[c], 1, afterUnknown);
                i++;
                continue;
            }
            int codePoint = Utf8.codePoint(text, i, to);
            i += Character.charCount(codePoint);
            int count = Utf8.write(codePoint, utf8, 0);
            for (int k = 0; k < count; k++) {
                int id = standInIds[utf8[k]];
                afterUnknown = add(parts, id, 1, afterUnknown);
            }
        }
    }

    private void splitCharacters(WordParts parts, String text, int from, int to) {
        int[] utf8 = new int[4];
        boolean afterUnknown = false;
        for (int i = from; i < to; ) {
            int codePoint = Utf8.codePoint(text, i, to);
            int next = i + Character.charCount(codePoint);
            int id = characterId(codePoint, i == from, next == to);
            if (id < 0 && completeFallback) {
                int count = Utf8.write(codePoint, utf8, 0);
                for (int k = 0; k < count; k++) {
                    parts.add(fallbackIds[utf8[k]], 1);
                }
                afterUnknown = false;
            } else {
                afterUnknown = add(parts, id, Utf8.length(codePoint), afterUnknown);
            }
            i = next;
        }
    }

    /// Adds a part, or the unknown token for a negative id; returns whether it was unknown.
    private boolean add(WordParts parts, int id, int length, boolean afterUnknown) {
        if (id >= 0) {
            parts.add(id, length);
            return false;
        }
        if (afterUnknown && options.fuseUnknown && parts.size() > 0) {
            parts.extendLast(length);
        } else {
            parts.add(options.unknown, length);
        }
        return true;
    }

    private int characterId(int codePoint, boolean first, boolean last) {
        if (characterIds != null && codePoint < BMP) {
            return characterIds[codePoint];
        }
        String entry = Character.toString(codePoint);
        if (hasAffixes()) {
            entry =
                    (first ? "" : options.continuingPrefix)
                            + entry
                            + (last ? options.endSuffix : "");
        }
        return vocabulary.id(entry);
    }

    private boolean hasAffixes() {
        return !options.continuingPrefix.isEmpty() || !options.endSuffix.isEmpty();
    }

    private static int[] characterIds(Vocabulary vocabulary) {
        int[] ids = new int[BMP];
        Arrays.fill(ids, -1);
        for (int id = 0; id < vocabulary.size(); id++) {
            String entry = vocabulary.entry(id);
            if (entry != null && entry.length() == 1) {
                ids[entry.charAt(0)] = id;
            }
        }
        return ids;
    }
}
