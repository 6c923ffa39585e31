package org.glassformer.app.session;

import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.jspecify.annotations.Nullable;

/// A KV cache that is made anew when a text outgrows it, with room for some tokens more.
final class CacheRoom implements AutoCloseable {

    private static final int ROOM_TO_GROW = 256;

    private final Transformer transformer;
    private @Nullable KvCache cache;

    CacheRoom(Transformer transformer) {
        this.transformer = transformer;
    }

    /// The cache as it is; null before the first text.
    @Nullable KvCache held() {
        return cache;
    }

    /// An empty cache for so many tokens at least.
    KvCache empty(int length) {
        KvCache held = cache;
        if (held != null && held.capacity() >= length) {
            held.truncate(0);
            return held;
        }
        close();
        int room = Math.min(transformer.config().blockSize(), length + ROOM_TO_GROW);
        KvCache made = transformer.newCache(room);
        cache = made;
        return made;
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }
}
