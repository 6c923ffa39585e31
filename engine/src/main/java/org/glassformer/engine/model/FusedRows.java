package org.glassformer.engine.model;

/// The parts of tensors that several parameters share.
final class FusedRows {
    private FusedRows() {}

    /// Queries, then keys, then values.
    ///
    /// @param part w or b with q, k or v, such as `wk`
    static StoredRows stacked(ModelConfig c, String part) {
        int q = c.qSize();
        int kv = c.kvSize();
        int total = q + 2 * kv;
        return switch (part.charAt(1)) {
            case 'q' -> StoredRows.band(total, 0, q);
            case 'k' -> StoredRows.band(total, q, kv);
            default -> StoredRows.band(total, q + kv, kv);
        };
    }

    /// For every head its queries, its keys and its values.
    static StoredRows perHead(ModelConfig c, String part) {
        int hs = c.headSize();
        int place =
                switch (part.charAt(1)) {
                    case 'q' -> 0;
                    case 'k' -> 1;
                    default -> 2;
                };
        return new StoredRows(3 * c.qSize(), place * hs, hs, 3 * hs, 0);
    }

    /// The gate of an MLP (`w1`), then its other factor (`w3`).
    static StoredRows gateAndUp(int size, String part) {
        return StoredRows.band(2 * size, part.equals("w1") ? 0 : size, size);
    }

    /// One expert among those that lie one below the other.
    static StoredRows expert(int experts, int expert, int rows) {
        return StoredRows.band(experts * rows, expert * rows, rows);
    }
}
