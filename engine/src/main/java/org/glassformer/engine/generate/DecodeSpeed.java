package org.glassformer.engine.generate;

import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;

/// How fast a model reads one token after the other.
public final class DecodeSpeed {

    private static final int WARM = 8;
    private static final int TOGETHER = 12;
    private static final int MOST = 104;
    private static final long LONGEST_NANOS = 500_000_000;

    private DecodeSpeed() {}

    /// Tokens per second: the best of some dozens of tokens, within 0.5 s and a few that do not count, because the first
    /// wait for the compiler and any may wait for others.
    ///
    /// @param model that reads them
    /// @param ids of a text, at least one; begun again at its end
    /// @param check called before every token; may throw to give up
    /// @return not a number where the context has no room
    public static double measure(Transformer model, int[] ids, Runnable check) {
        int room = Math.min(model.config().blockSize(), MOST);
        double best = Double.NaN;
        try (KvCache cache = model.newCache(room)) {
            int read = 0;
            for (; read < Math.min(WARM, room); read++) {
                read(model, ids, read, cache, check);
            }
            long begin = System.nanoTime();
            while (read + TOGETHER <= room && System.nanoTime() - begin < LONGEST_NANOS) {
                long start = System.nanoTime();
                for (int end = read + TOGETHER; read < end; read++) {
                    read(model, ids, read, cache, check);
                }
                double speed = TOGETHER * 1e9 / Math.max(1, System.nanoTime() - start);
                best = best >= speed ? best : speed;
            }
        }
        return best;
    }

    private static void read(Transformer model, int[] ids, int at, KvCache cache, Runnable check) {
        check.run();
        model.lastLogits(new int[] {ids[at % ids.length]}, cache, Hooks.none());
    }
}
