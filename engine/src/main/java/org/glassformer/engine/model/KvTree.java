package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;

/// Texts that begin alike, with the keys and values of every token computed once.
///
/// One cache holds the keys and values of one way through the tree, as attention reads them: in a
/// row. When another way is wanted, those rows that the two do not have in common are set aside and
/// the other's are copied back; what was computed is never computed again. So a new branch costs its
/// new tokens, and going back to an old one the copying of its own tokens. The numbers are those of
/// a run without branches, bit for bit, if that run takes the tokens in the same steps.
///
/// It is used by the model's thread and closed by its owner. All its runs are under the same
/// interventions: whoever changes those begins with another tree.
public final class KvTree implements AutoCloseable {
    private final Transformer model;
    private KvCache cache;
    private final KvNode root = new KvNode(null, -1);
    private final List<KvNode> resident = new ArrayList<>(); // whose rows the cache holds
    private final List<KvSegment> segments = new ArrayList<>();
    private long computed;
    private long reused;
    private long copied;

    /// An empty tree for texts of up to `capacity` tokens.
    ///
    /// @throws IllegalArgumentException if the model's context is shorter
    public KvTree(Transformer model, int capacity) {
        this.model = model;
        this.cache = model.newCache(capacity);
    }

    /// Where every text begins, before its first token.
    public KvNode root() {
        return root;
    }

    /// The longest text that can be read.
    public int capacity() {
        return cache.capacity();
    }

    /// Makes room for longer texts; what is held stays.
    ///
    /// @param length of the longest text wanted; nothing happens if there is room for it
    /// @throws IllegalArgumentException if the model's context is shorter
    public void reserve(int length) {
        if (length <= cache.capacity()) {
            return;
        }
        KvCache wider = model.newCache(length);
        try {
            int rows = cache.length();
            for (int layer = 0; rows > 0 && layer < model.config().nLayer(); layer++) {
                Backend backend = model.backend();
                backend.copy(wider.keys(layer, 0, rows), cache.keys(layer, 0, rows));
                backend.copy(wider.values(layer, 0, rows), cache.values(layer, 0, rows));
            }
            if (rows > 0) {
                wider.continueFrom(cache);
            }
        } catch (RuntimeException | Error e) {
            wider.close();
            throw e;
        }
        cache.close();
        cache = wider;
    }

    /// Adds tokens after a node, without reading them yet.
    ///
    /// @return the last of them; `parent` if there are none
    /// @throws IllegalArgumentException if the node was removed
    public KvNode add(KvNode parent, int... ids) {
        if (parent.isRemoved()) {
            throw new IllegalArgumentException("the branch was taken out of the tree");
        }
        KvNode node = parent;
        for (int id : ids) {
            node = new KvNode(node, id);
        }
        return node;
    }

    /// The logits after a node, (V). What is held of the way to it is used and the rest is read in
    /// one run; of a node that was read before, its own token is run again.
    ///
    /// @throws IllegalArgumentException if the node is the root or was removed, if an id is not in
    ///     the vocabulary, or the text is longer than the capacity
    public float[] logits(KvNode node, Hooks hooks) {
        if (node.length() == 0 || node.isRemoved()) {
            throw new IllegalArgumentException("there is no token to read");
        }
        KvNode[] path = node.path();
        int known = path.length;
        while (known > 0 && !path[known - 1].isRead()) {
            known--;
        }
        int keep = Math.min(known, path.length - 1);
        if (longestMean(hooks) > keep) {
            keep = 0; // the mean of a head needs its positions in one run
        }
        checkOut(path, keep);
        int[] ids = new int[path.length - keep];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = path[keep + i].id();
        }
        float[] logits = model.lastLogits(ids, cache, hooks);
        computed += ids.length;
        if (known < path.length && path[known].isFork()) {
            reused += keep;
        }
        keepMeans(path);
        if (known == path.length) {
            cache.truncate(keep); // what is held of it stays as it was first computed
        } else {
            for (int i = keep; i < path.length; i++) {
                path[i].markRead();
                resident.add(path[i]);
            }
        }
        return logits;
    }

    private static int longestMean(Hooks hooks) {
        int longest = 0;
        for (Intervention.Mean mean : hooks.interventions().means()) {
            longest = Math.max(longest, mean.over());
        }
        return longest;
    }

    private void keepMeans(KvNode[] path) {
        for (Map.Entry<KvCache.MeanOf, float[]> mean : cache.means().entrySet()) {
            int over = mean.getKey().over();
            if (over > 0 && over <= path.length) {
                path[over - 1].means().put(mean.getKey(), mean.getValue());
            }
        }
    }

    /// Takes a node and all after it out of the tree and releases what is held of them.
    ///
    /// @throws IllegalArgumentException if it is the root
    public void remove(KvNode node) {
        if (node.length() == 0) {
            throw new IllegalArgumentException("the root stays");
        }
        node.remove();
        segments.removeIf(KvSegment::isReleased);
    }

    /// Tokens run through the model so far.
    public long computedTokens() {
        return computed;
    }

    /// Tokens before the forks: what each new branch would have computed again, run alone.
    public long reusedTokens() {
        return reused;
    }

    /// Rows of one token that were set aside or copied back.
    public long copiedTokens() {
        return copied;
    }

    /// Memory for keys and values, in bytes.
    public long bytes() {
        ModelConfig config = model.config();
        long elements = 2L * config.nLayer() * cache.capacity() * config.kvSize();
        for (KvSegment segment : segments) {
            elements += segment.elements();
        }
        return elements * Float.BYTES;
    }

    /// Lets the cache hold the first `keep` nodes of a way and no more.
    private void checkOut(KvNode[] path, int keep) {
        int common = 0;
        while (common < Math.min(keep, resident.size()) && resident.get(common) == path[common]) {
            common++;
        }
        setAside(common);
        cache.truncate(common);
        resident.subList(common, resident.size()).clear();
        int from = common;
        while (from < keep) {
            KvSegment segment = held(path[from]);
            int first = path[from].row();
            int to = from + 1;
            while (to < keep
                    && path[to].segment() == segment
                    && path[to].row() == first + to - from) {
                to++;
            }
            copyBack(segment, first, from, to);
            from = to;
        }
        for (int i = common; i < keep; i++) {
            resident.add(path[i]);
            path[i].means().forEach(cache::keepMean);
        }
    }

    private static KvSegment held(KvNode node) {
        KvSegment segment = node.segment();
        if (segment == null) {
            throw new IllegalStateException("a token read before is held nowhere");
        }
        return segment;
    }

    /// Copies the rows from `from` on that are held nowhere else into segments of their own.
    private void setAside(int from) {
        int at = from;
        while (at < resident.size()) {
            int end = at;
            while (end < resident.size() && isOnlyHere(resident.get(end))) {
                end++;
            }
            if (end == at) {
                at++;
                continue;
            }
            ModelConfig config = model.config();
            int rows = end - at;
            KvSegment segment =
                    new KvSegment(model.backend(), config.nLayer(), rows, config.kvSize());
            Backend backend = model.backend();
            for (int layer = 0; layer < config.nLayer(); layer++) {
                backend.copy(segment.keys(layer, 0, rows), cache.keys(layer, at, end));
                backend.copy(segment.values(layer, 0, rows), cache.values(layer, at, end));
            }
            for (int i = at; i < end; i++) {
                resident.get(i).store(segment, i - at);
            }
            segments.add(segment);
            copied += rows;
            at = end;
        }
    }

    private static boolean isOnlyHere(KvNode node) {
        return node.segment() == null && !node.isRemoved();
    }

    private void copyBack(KvSegment segment, int first, int from, int to) {
        Backend backend = model.backend();
        int end = first + to - from;
        for (int layer = 0; layer < model.config().nLayer(); layer++) {
            backend.copy(cache.keys(layer, from, to), segment.keys(layer, first, end));
            backend.copy(cache.values(layer, from, to), segment.values(layer, first, end));
        }
        cache.advance(to - from);
        copied += to - from;
    }

    /// Releases all memory.
    @Override
    public void close() {
        cache.close();
        root.remove();
        segments.clear();
        resident.clear();
    }
}
