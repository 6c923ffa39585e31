package org.glassformer.engine.tokenizer;

import java.util.List;
import java.util.Optional;

/// A step on the way from vocabulary entries to text, as Hugging Face tokenizers define it.
sealed interface DecodeStep {

    /// Each entry's stand-in characters become bytes; everything becomes one text.
    record ByteLevel() implements DecodeStep {}

    /// The replacement character becomes a space, and is dropped from the first entry.
    record Metaspace(char replacement, boolean prepended) implements DecodeStep {}

    /// Runs of `<0xE2>` become characters.
    record ByteFallback() implements DecodeStep {}

    /// Everything becomes one text.
    record Fuse() implements DecodeStep {}

    /// Removes up to `start` and `stop` times a character from the ends of each entry.
    record Strip(char content, int start, int stop) implements DecodeStep {}

    /// Replaces each match in each entry.
    record Replace(Matcher matcher, String content) implements DecodeStep {
        String apply(String text) {
            Matches matches = matcher.find(text, 0, text.length());
            if (matches.size() == 0) {
                return text;
            }
            StringBuilder result = new StringBuilder();
            int at = 0;
            for (int i = 0; i < matches.size(); i++) {
                result.append(text, at, matches.from(i)).append(content);
                at = matches.to(i);
            }
            return result.append(text, at, text.length()).toString();
        }
    }

    /// The byte that an entry such as `<0xE2>` stands for.
    static Optional<Byte> fallbackByte(String entry) {
        if (entry.length() != 6 || !entry.startsWith("<0x") || entry.charAt(5) != '>') {
            return Optional.empty();
        }
        int high = Character.digit(entry.charAt(3), 16);
        int low = Character.digit(entry.charAt(4), 16);
        return high < 0 || low < 0 ? Optional.empty() : Optional.of((byte) (high * 16 + low));
    }

    /// The bytes one entry stands for, apart from what depends on its neighbours.
    static byte[] bytesOf(String entry, List<DecodeStep> steps) {
        String text = entry;
        for (DecodeStep step : steps) {
            switch (step) {
                case ByteLevel _ -> {
                    byte[] bytes = ByteAlphabet.bytes(text);
                    return bytes == null ? Utf8.bytes(text) : bytes;
                }
                case ByteFallback _ -> {
                    Optional<Byte> single = fallbackByte(text);
                    if (single.isPresent()) {
                        return new byte[] {single.get()};
                    }
                }
                case Metaspace metaspace -> text = text.replace(metaspace.replacement(), ' ');
                case Replace replace -> text = replace.apply(text);
                case Fuse _ -> {
                    return Utf8.bytes(text);
                }
                case Strip _ -> {
                    // depends on where in the text the entry stands
                }
            }
        }
        return Utf8.bytes(text);
    }
}
