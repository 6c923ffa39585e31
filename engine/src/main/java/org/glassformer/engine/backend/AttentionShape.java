package org.glassformer.engine.backend;

/// The sizes of one attention call.
///
/// Queries are the last `queries` of `keys` positions: query t stands at position
/// `keys - queries + t` and sees the keys j up to its own position and, with a window, no more than
/// `window` of them: `position - window < j <= position`. Query head h reads key-value head
/// `h / (nHead / nKvHead)`.
///
/// @param batch B, independent sequences, each with its own `keys` rows of K and V
/// @param queries T, query positions per sequence
/// @param keys S, key positions per sequence, S >= T
/// @param nHead NH
/// @param nKvHead NKV, divides NH
/// @param headSize HS
/// @param scale what q.k is multiplied by, usually 1 / sqrt(HS)
/// @param window keys a query sees at most, itself included; 0 for all
public record AttentionShape(
        int batch,
        int queries,
        int keys,
        int nHead,
        int nKvHead,
        int headSize,
        float scale,
        int window) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if they do not fit each other
    public AttentionShape {
        if (batch < 1 || queries < 1 || keys < queries || nHead < 1 || headSize < 1 || window < 0) {
            throw new IllegalArgumentException("impossible attention sizes");
        }
        if (nKvHead < 1 || nHead % nKvHead != 0) {
            throw new IllegalArgumentException(
                    nHead + " heads cannot share " + nKvHead + " key-value heads");
        }
    }

    /// Query heads per key-value head.
    public int groupSize() {
        return nHead / nKvHead;
    }

    /// The position of query t.
    public int position(int t) {
        return keys - queries + t;
    }

    /// The first key that query t sees.
    public int firstKey(int t) {
        return window == 0 ? 0 : Math.max(0, position(t) - window + 1);
    }

    /// One past the last key that query t sees.
    public int endKey(int t) {
        return position(t) + 1;
    }
}
