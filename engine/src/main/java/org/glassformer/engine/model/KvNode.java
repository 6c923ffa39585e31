package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One token in a [KvTree], after those on its way from the root.
public final class KvNode {
    private final @Nullable KvNode parent;
    private final List<KvNode> children = new ArrayList<>();
    private final int id;
    private final int length;
    private boolean read;
    private boolean removed;
    private @Nullable KvSegment segment;
    private int row;
    private final Map<KvCache.MeanOf, float[]> means = new HashMap<>();

    KvNode(@Nullable KvNode parent, int id) {
        this.parent = parent;
        this.id = id;
        this.length = parent == null ? 0 : parent.length + 1;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /// The token; -1 for the root, which has none.
    public int id() {
        return id;
    }

    /// How many tokens lead to it, its own counted.
    public int length() {
        return length;
    }

    /// The node before it; null for the root.
    public @Nullable KvNode parent() {
        return parent;
    }

    /// Whether its key and value are held, so that they need not be computed.
    public boolean isRead() {
        return read;
    }

    /// Whether it was taken out of the tree.
    public boolean isRemoved() {
        return removed;
    }

    /// The tokens from the first one to its own.
    public int[] ids() {
        int[] ids = new int[length];
        KvNode node = this;
        for (int at = length - 1; at >= 0 && node != null; at--) {
            ids[at] = node.id;
            node = node.parent;
        }
        return ids;
    }

    /// The nodes from the first token to this one.
    KvNode[] path() {
        KvNode[] path = new KvNode[length];
        KvNode node = this;
        for (int at = length - 1; at >= 0 && node != null; at--) {
            path[at] = node;
            node = node.parent;
        }
        return path;
    }

    @Nullable KvSegment segment() {
        return segment;
    }

    /// The node's row in its segment.
    int row() {
        return row;
    }

    void store(KvSegment where, int at) {
        segment = where;
        row = at;
        where.use();
    }

    void markRead() {
        read = true;
    }

    /// Means of heads over the positions up to this one.
    Map<KvCache.MeanOf, float[]> means() {
        return means;
    }

    /// Whether another way from the node before it has been read.
    boolean isFork() {
        return parent != null
                && parent.children.stream().anyMatch(other -> other != this && other.read);
    }

    /// Takes it and all after it out of the tree.
    void remove() {
        if (parent != null) {
            parent.children.remove(this);
        }
        List<KvNode> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            KvNode node = open.removeLast();
            node.removed = true;
            node.read = false;
            if (node.segment != null) {
                node.segment.release();
                node.segment = null;
            }
            open.addAll(node.children);
        }
    }
}
