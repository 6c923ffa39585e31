package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.model.ModelConfig;

/// Queries, keys and values of several traces of which each goes on where the other ends, in chunks of [#CHUNK] positions.
///
/// Whoever ends where the rows end may write behind them; everybody else copies the last chunk and shares those before it.
final class TraceRows {
    private static final int CHUNK = 16;

    private final ModelConfig config;
    private final float[][][] q; // per layer and chunk (CHUNK, NH HS), as attention multiplies them
    private final float[][][] k; // per layer and chunk (CHUNK, NKV HS)
    private final float[][][] v; // per layer and chunk (CHUNK, NKV HS)
    private final AtomicInteger used; // the positions written so far

    private TraceRows(ModelConfig config, AtomicInteger used) {
        this.config = config;
        this.q = new float[config.nLayer()][0][];
        this.k = new float[config.nLayer()][0][];
        this.v = new float[config.nLayer()][0][];
        this.used = used;
    }

    /// No rows.
    static TraceRows none(ModelConfig config) {
        return new TraceRows(config, new AtomicInteger());
    }

    /// The activation that holds a layer's queries as attention multiplies them.
    static String queries(ModelConfig config, int layer) {
        HookNames.OfBlock of = HookNames.block(layer);
        return config.learnedPositions() ? of.q() : of.rotQ();
    }

    /// The activation that holds a layer's keys as attention multiplies them.
    static String keys(ModelConfig config, int layer) {
        HookNames.OfBlock of = HookNames.block(layer);
        return config.learnedPositions() ? of.k() : of.rotK();
    }

    /// The first `length` rows and those of a run that went on behind them.
    ///
    /// @param longer the number of both
    /// @throws IllegalArgumentException if an activation is missing
    TraceRows with(ActivationCache cache, int length, int longer) {
        boolean mine = used.compareAndSet(length, longer);
        TraceRows all = new TraceRows(config, mine ? used : new AtomicInteger(longer));
        for (int layer = 0; layer < config.nLayer(); layer++) {
            ActivationCache.Values queries = cache.get(queries(config, layer));
            ActivationCache.Values keys = cache.get(keys(config, layer));
            ActivationCache.Values values = cache.get(HookNames.block(layer).v());
            all.q[layer] = joined(q[layer], length, config.qSize(), queries, mine);
            all.k[layer] = joined(k[layer], length, config.kvSize(), keys, mine);
            all.v[layer] = joined(v[layer], length, config.kvSize(), values, mine);
        }
        return all;
    }

    /// The first `length` rows held and those of `more`.
    private static float[][] joined(
            float[][] held, int length, int width, ActivationCache.Values more, boolean mine) {
        int added = more.data().length / width;
        float[][] all = Arrays.copyOf(held, (length + added + CHUNK - 1) / CHUNK);
        int inLast = length % CHUNK;
        if (inLast > 0 && !mine) {
            float[] last = new float[CHUNK * width];
            System.arraycopy(held[length / CHUNK], 0, last, 0, inLast * width);
            all[length / CHUNK] = last;
        }
        for (int chunk = (length + CHUNK - 1) / CHUNK; chunk < all.length; chunk++) {
            all[chunk] = new float[CHUNK * width];
        }
        int done = 0;
        while (done < added) {
            int to = (length + done) % CHUNK;
            int rows = Math.min(CHUNK - to, added - done);
            float[] chunk = all[(length + done) / CHUNK];
            System.arraycopy(more.data(), done * width, chunk, to * width, rows * width);
            done += rows;
        }
        return all;
    }

    /// The query vector of a head, (HS).
    float[] query(int layer, int head, int position) {
        return slice(q[layer], config.qSize(), head, position);
    }

    /// The key vector of a head, (HS); heads may share it.
    float[] key(int layer, int head, int position) {
        return slice(k[layer], config.kvSize(), kvHead(head), position);
    }

    /// The value vector of a head, (HS); heads may share it.
    float[] value(int layer, int head, int position) {
        return slice(v[layer], config.kvSize(), kvHead(head), position);
    }

    private int kvHead(int head) {
        return head / (config.nHead() / config.nKvHead());
    }

    private float[] slice(float[][] chunks, int width, int head, int position) {
        int from = position % CHUNK * width + head * config.headSize();
        return Arrays.copyOfRange(chunks[position / CHUNK], from, from + config.headSize());
    }

    /// The first `count` keys of a head, one array for each channel, (HS, count). The innermost loop
    /// then runs along keys, and over arrays of their own: in one array, 1,024 keys of 64 channels
    /// took 13 ms, in 64 arrays 2.6 ms.
    float[][] keysByChannel(int layer, int head, int count) {
        int hs = config.headSize();
        float[][] keys = new float[hs][count];
        int start = kvHead(head) * hs;
        for (int t = 0; t < count; t++) {
            float[] chunk = k[layer][t / CHUNK];
            int from = t % CHUNK * config.kvSize() + start;
            for (int i = 0; i < hs; i++) {
                keys[i][t] = chunk[from + i];
            }
        }
        return keys;
    }
}
