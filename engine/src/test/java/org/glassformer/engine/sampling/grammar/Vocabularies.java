package org.glassformer.engine.sampling.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;

/// Vocabularies to constrain.
final class Vocabularies {
    private Vocabularies() {}

    /// The 50,257 tokens of GPT-2; the last one ends a text.
    static TokenBytes gpt2() {
        Tokenizer tokenizer = Tokenizers.openAi("r50k_base");
        byte[][] bytes = new byte[tokenizer.vocabSize()][];
        for (int id = 0; id < bytes.length; id++) {
            bytes[id] = tokenizer.bytes(id);
        }
        return TokenBytes.of(bytes, bytes.length - 1);
    }

    /// The 256 bytes, 2,400 of the other tokens of GPT-2, and a token that ends a text.
    static TokenBytes some() {
        Tokenizer tokenizer = Tokenizers.openAi("r50k_base");
        byte[][] bytes = new byte[256 + 2400 + 1][];
        for (int id = 0; id < bytes.length; id++) {
            bytes[id] = tokenizer.bytes(id < 256 ? id : 256 + (id - 256) * 20);
        }
        bytes[bytes.length - 1] = new byte[0];
        return TokenBytes.of(bytes, bytes.length - 1);
    }

    /// The 256 bytes, and token 256, which ends a text.
    static TokenBytes bytes() {
        byte[][] bytes = new byte[257][];
        for (int b = 0; b < 256; b++) {
            bytes[b] = new byte[] {(byte) b};
        }
        bytes[256] = new byte[0];
        return TokenBytes.of(bytes, 256);
    }

    /// Some texts, and after them a token that ends a text.
    static TokenBytes of(String... texts) {
        byte[][] bytes = new byte[texts.length + 1][];
        for (int id = 0; id < texts.length; id++) {
            bytes[id] = texts[id].getBytes(StandardCharsets.UTF_8);
        }
        bytes[texts.length] = new byte[0];
        return TokenBytes.of(bytes, texts.length);
    }

    /// A text that a model with random logits writes: any allowed token is as likely as any other,
    /// and after `patience` tokens the shortest way to an end is taken.
    static List<byte[]> random(TokenMasks masks, SplittableRandom random, int patience) {
        List<byte[]> written = new ArrayList<>();
        GrammarState state = masks.start();
        while (!state.isEnded()) {
            long[] mask = state.mask().toLongArray();
            int id = written.size() < patience ? any(mask, random) : shortest(state, mask);
            state = state.accept(id);
            written.add(masks.tokens().bytes(id));
            if (written.size() > patience + 400) {
                throw new AssertionError("no end is reached");
            }
        }
        return written;
    }

    /// The bytes of some tokens as text; fails if they are no UTF-8.
    static String text(List<byte[]> tokens) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        tokens.forEach(all::writeBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + all, e);
        }
    }

    private static int any(long[] mask, SplittableRandom random) {
        int count = 0;
        for (long word : mask) {
            count += Long.bitCount(word);
        }
        int skip = random.nextInt(count);
        for (int word = 0; ; word++) {
            int here = Long.bitCount(mask[word]);
            if (skip < here) {
                long bits = mask[word];
                for (; skip > 0; skip--) {
                    bits &= bits - 1;
                }
                return 64 * word + Long.numberOfTrailingZeros(bits);
            }
            skip -= here;
        }
    }

    private static int shortest(GrammarState state, long[] mask) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int id = 0; id < 64 * mask.length; id++) {
            if (((mask[id >> 6] >>> id) & 1) != 0) {
                if (state.masks().tokens().isEnd(id)) {
                    return id;
                }
                long rest = state.accept(id).bytesToEnd();
                if (rest < least) {
                    least = rest;
                    best = id;
                }
            }
        }
        return best;
    }
}
