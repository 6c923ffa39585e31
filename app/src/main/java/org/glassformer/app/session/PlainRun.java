package org.glassformer.app.session;

import java.util.Arrays;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;

/// Runs a model with nothing taken out, on texts of which each usually goes on where the last one ended: only what is
/// new is read.
final class PlainRun implements AutoCloseable {

    private final Transformer transformer;
    private final CacheRoom room;
    private int[] read = {};

    PlainRun(Transformer transformer) {
        this.transformer = transformer;
        this.room = new CacheRoom(transformer);
    }

    /// The logits of the last token.
    float[] logits(int[] ids) {
        KvCache held = room.held();
        int common = Arrays.mismatch(read, ids);
        int known = Math.min(common < 0 ? ids.length : common, ids.length - 1);
        read = new int[0]; // a run that fails leaves nothing to go on from
        if (held == null || held.capacity() < ids.length) {
            held = room.empty(ids.length);
            known = 0;
        }
        held.truncate(known);
        int[] added = Arrays.copyOfRange(ids, known, ids.length);
        float[] logits = transformer.lastLogits(added, held, Hooks.none());
        read = ids.clone();
        return logits;
    }

    @Override
    public void close() {
        room.close();
    }
}
