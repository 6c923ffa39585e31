package org.glassformer.engine.tokenizer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entries of a vocabulary as its file writes them, by id and by text.
final class Vocabulary {
    private final @Nullable String[] entries;
    private final Map<String, Integer> ids;

    /// Takes entries by text; ids are already checked to be distinct, not negative and of sensible size.
    Vocabulary(Map<String, Integer> ids, int size) {
        this.ids = new HashMap<>(ids);
        entries = new @Nullable String[size];
        ids.forEach((entry, id) -> entries[id] = entry);
    }

    /// One more than the largest id.
    int size() {
        return entries.length;
    }

    /// The entry of an id, null for an unused one.
    @Nullable String entry(int id) {
        return entries[id];
    }

    /// The id of an entry, or -1.
    int id(String entry) {
        Integer id = ids.get(entry);
        return id == null ? -1 : id;
    }
}
