package org.glassformer.engine.train.task;

import java.util.Arrays;
import java.util.function.LongFunction;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.SplitMix;
import org.glassformer.engine.train.WindowSource;

/// Windows over documents that are invented as they are needed.
///
/// Documents are packed into chunks of many windows, which are taken in random order: a batch holds
/// several documents, and each is made and encoded once. Chunk `i` of a seed is always the same.
final class DocumentWindows implements WindowSource {
    private static final int CHUNK = 64;
    private static final long CHUNKS = 15;

    private final LongFunction<String> documents;
    private final TaskTokens tokens;
    private final int time;
    private final long seed;
    private final int[] packed;
    private final int[] order = new int[CHUNK];
    private long chunk = -1;
    private long next;

    DocumentWindows(LongFunction<String> documents, TaskTokens tokens, int time, long seed) {
        this.documents = documents;
        this.tokens = tokens;
        this.time = time;
        this.seed = seed;
        this.packed = new int[Math.addExact(Math.multiplyExact(CHUNK, time), 1)];
    }

    @Override
    public void next(int[] inputs, int[] targets, int at) {
        if (next / CHUNK != chunk) {
            pack(next / CHUNK);
        }
        int start = order[(int) (next++ % CHUNK)] * time;
        System.arraycopy(packed, start, inputs, at, time);
        System.arraycopy(packed, start + 1, targets, at, time);
    }

    private void pack(long number) {
        SplitMix random = new SplitMix(SplitMix.seed(seed, CHUNKS, number));
        int size = 0;
        while (size < packed.length) {
            packed[size++] = tokens.endOfText();
            int[] ids = tokens.encode(documents.apply(random.nextLong() >>> 1));
            int count = Math.min(ids.length, packed.length - size);
            System.arraycopy(ids, 0, packed, size, count);
            size += count;
        }
        Arrays.setAll(order, i -> i);
        for (int i = CHUNK - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        chunk = number;
    }

    @Override
    public DataPosition position() {
        return WindowNumber.position(next);
    }

    @Override
    public void seek(DataPosition position) {
        next = WindowNumber.of(position);
    }
}
