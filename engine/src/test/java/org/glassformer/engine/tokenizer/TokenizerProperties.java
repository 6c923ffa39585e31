package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What holds for every tokenizer and every text.
final class TokenizerProperties {
    private static final List<String> BITS =
            List.of(
                    "the ",
                    "Hello",
                    " world",
                    "  ",
                    "\n",
                    "\r\n",
                    "\t",
                    "don't",
                    "I'LL",
                    "1234567",
                    "3.14",
                    "caf\u00e9",
                    "e\u0301",
                    "n\u0303o",
                    "\ud83d\ude00",
                    "\ud83d\udc69\u200d\ud83d\udcbb",
                    "\ud83c\uddeb\ud83c\uddf7",
                    "\u4f60\u597d",
                    "\uff0c",
                    "\u0645\u0631\u062d\u0628\u0627",
                    "\u05e9\u05dc\u05d5\u05dd",
                    "\u0928\u092e\u0938\u094d\u0924\u0947",
                    "\u2581",
                    "\u0120",
                    "\0",
                    "\u00a0",
                    "\u2028",
                    "HTTPServer",
                    "camelCase",
                    "!!!",
                    "/",
                    "<s>",
                    "<|endoftext|>",
                    "<",
                    "\u01c5",
                    "\u02b0",
                    "\u017f",
                    "'\u017f",
                    "\ud835\udc00",
                    "\u0301",
                    "\ufeff",
                    "\u1100\u1161");

    private TokenizerProperties() {}

    /// A text of mixed scripts; now and then with half a character.
    static String randomText(Random random, boolean loneSurrogates) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(20);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(12);
            if (kind == 0 && loneSurrogates) {
                text.append((char) (0xD800 + random.nextInt(0x800)));
            } else if (kind == 1) {
                text.append((char) random.nextInt(0xD800));
            } else {
                text.append(BITS.get(random.nextInt(BITS.size())));
            }
        }
        return text.toString();
    }

    static void tokensCoverTheText(Encoding encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = encoding.text();
        int end = 0;
        for (Token token : encoding.tokens()) {
            assertThat(token.byteStart()).isEqualTo(bytes.size());
            bytes.writeBytes(token.bytes());
            assertThat(token.byteEnd()).isEqualTo(bytes.size());
            assertThat(token.start()).isBetween(0, end).isLessThanOrEqualTo(token.end());
            end = Math.max(end, token.end());
            assertThat(isInsideCharacter(text, token.start())).isFalse();
            assertThat(isInsideCharacter(text, token.end())).isFalse();
        }
        if (encoding.size() > 0) {
            assertThat(bytes.toByteArray()).isEqualTo(Utf8.bytes(text));
            assertThat(end).isEqualTo(text.length());
        }
    }

    /// Replays the merges from the smallest parts by their positions alone, and holds every step
    /// against the trace's own, and the last against the encoding.
    static void traceReplaysToTheEncoding(Tokenizer tokenizer, String text, SpecialTokens mode) {
        MergeTrace trace = tokenizer.mergeTrace(text, mode);
        Encoding encoding = tokenizer.encode(text, mode);
        assertThat(trace.idsAfter(trace.size())).as(text).isEqualTo(encoding.ids());
        List<TracePart> last = trace.partsAfter(trace.size());
        if (last.stream().noneMatch(part -> part.kind() == TracePart.Kind.LEFT_OUT)) {
            for (int i = 0; i < encoding.size(); i++) {
                Token token = encoding.token(i);
                TracePart part = last.get(i);
                assertThat(List.of(part.start(), part.end(), part.byteStart(), part.byteEnd()))
                        .as(text)
                        .containsExactly(
                                token.start(), token.end(), token.byteStart(), token.byteEnd());
            }
        }
        List<TracePart> parts = new ArrayList<>(trace.parts());
        for (int k = 0; k <= trace.size(); k++) {
            if (k < 40 || k == trace.size()) {
                List<TracePart> step = trace.partsAfter(k);
                assertThat(step.stream().map(TracePart::id))
                        .containsExactlyElementsOf(parts.stream().map(TracePart::id).toList());
                partsFollowEachOther(step, text);
            }
            if (k < trace.size()) {
                apply(trace, k, parts);
            }
        }
    }

    private static void apply(MergeTrace trace, int k, List<TracePart> parts) {
        Merge merge = trace.merges().get(k);
        int word = 0;
        while (parts.get(word).word() != merge.word()) {
            word++;
        }
        TracePart left = parts.get(word + merge.position());
        TracePart right = parts.remove(word + merge.position() + 1);
        assertThat(left.word()).isEqualTo(right.word()).isEqualTo(merge.word());
        assertThat(left.id()).isEqualTo(merge.left());
        assertThat(right.id()).isEqualTo(merge.right());
        assertThat(left.start()).isEqualTo(merge.start());
        assertThat(right.end()).isEqualTo(merge.end());
        assertThat(left.byteStart()).isEqualTo(trace.parts().get(trace.firstPart(k)).byteStart());
        assertThat(right.byteEnd()).isEqualTo(trace.parts().get(trace.endPart(k) - 1).byteEnd());
        TracePart merged =
                new TracePart(
                        TracePart.Kind.MERGED,
                        merge.word(),
                        merge.token(),
                        left.start(),
                        right.end(),
                        left.byteStart(),
                        right.byteEnd());
        parts.set(word + merge.position(), merged);
    }

    private static void partsFollowEachOther(List<TracePart> parts, String text) {
        int at = 0;
        for (TracePart part : parts) {
            assertThat(part.byteStart()).isEqualTo(at);
            at = part.byteEnd();
        }
        if (!parts.isEmpty()) {
            assertThat(at).isEqualTo(Utf8.bytes(text).length);
        }
    }

    static void streamedTextIsTheDecodedText(Tokenizer tokenizer, int[] ids) {
        StreamDecoder decoder = tokenizer.newDecoder();
        StringBuilder streamed = new StringBuilder();
        String whole = tokenizer.decode(ids);
        for (int id : ids) {
            streamed.append(decoder.append(id));
            assertThat(whole).startsWith(streamed);
        }
        streamed.append(decoder.finish());
        assertThat(streamed.toString()).isEqualTo(whole);
    }

    private static boolean isInsideCharacter(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }
}
