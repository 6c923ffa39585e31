package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.AttentionShape;

/// Where a head's rows lie, when every row holds one head of one position.
final class AttentionRows {
    private AttentionRows() {}

    /// The row of query t and head h of sequence b, in q, z and log-sum-exp: (B, T, NH).
    static int query(AttentionShape at, int b, int t, int h) {
        return (b * at.queries() + t) * at.nHead() + h;
    }

    /// The row of key j in k and v for query head h of sequence b: (B, S, NKV). Neighbouring query
    /// heads share one key-value head.
    static int key(AttentionShape at, int b, int j, int h) {
        return (b * at.keys() + j) * at.nKvHead() + h / at.groupSize();
    }

    /// The row of query t and head h of sequence b in scores and patterns: (B, NH, T).
    static int score(AttentionShape at, int b, int t, int h) {
        return (b * at.nHead() + h) * at.queries() + t;
    }
}
