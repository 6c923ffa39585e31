package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Gathers a vocabulary and its merges from a file and checks them before anything is allocated by
/// what they claim.
final class ModelBuilder {
    private final String file;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<String> lefts = new ArrayList<>();
    private final List<String> rights = new ArrayList<>();
    private int maxId = -1;

    ModelBuilder(String file) {
        this.file = file;
    }

    /// Adds a vocabulary entry found at `where`.
    void entry(String entry, int id, String where) {
        if (id < 0) {
            throw fault(where, "expected an id from 0, found " + id);
        }
        Integer other = ids.putIfAbsent(entry, id);
        if (other != null) {
            throw fault(where, "the entry \"" + entry + "\" is there twice");
        }
        maxId = Math.max(maxId, id);
    }

    void merge(String left, String right) {
        lefts.add(left);
        rights.add(right);
    }

    /// The id of an entry.
    OptionalInt id(String entry) {
        Integer id = ids.get(entry);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /// The largest id that a vocabulary of so many entries may have: some are unused in real files.
    static int largestId(int entries) {
        return 2 * entries + 100_000;
    }

    /// Checks that ids are distinct and of sensible size.
    ///
    /// @return the ids in use
    BitSet usedIds(String where) {
        if (ids.isEmpty()) {
            throw fault(where, "expected a vocabulary with at least one entry");
        }
        int limit = largestId(ids.size());
        BitSet used = new BitSet();
        ids.forEach((entry, id) -> {
            if (id > limit) {
                throw fault(
                        where,
                        "the id %d of \"%s\" is far beyond the %d entries"
                                .formatted(id, entry, ids.size()));
            }
            if (used.get(id)) {
                throw fault(where, "the id %d of \"%s\" is there twice".formatted(id, entry));
            }
            used.set(id);
        });
        return used;
    }

    /// Checks an added token against the vocabulary and those before it.
    ///
    /// @param limit the largest id that is believed
    /// @param used the vocabulary's ids
    /// @param seen the ids of added tokens so far; `id` is added
    void checkAdded(int id, String content, int limit, BitSet used, BitSet seen, JsonPart part) {
        if (id > limit) {
            throw part.fault(
                    "the id %d of \"%s\" is far beyond the vocabulary".formatted(id, content));
        }
        OptionalInt known = id(content);
        boolean clash = seen.get(id) || (known.isPresent() ? known.getAsInt() != id : used.get(id));
        if (clash) {
            throw part.fault(
                    "the id %d of \"%s\" belongs to another token, or the text to another id"
                            .formatted(id, content));
        }
        seen.set(id);
    }

    Vocabulary vocabulary() {
        return new Vocabulary(ids, maxId + 1);
    }

    /// The merge table.
    ///
    /// @param continuingPrefix what a result leaves out of its right part
    /// @param where the place of merge number `i` is `where + i`
    PairTable merges(String continuingPrefix, String where, int firstNumber) {
        PairTable table = new PairTable(lefts.size());
        for (int i = 0; i < lefts.size(); i++) {
            String place = where + (firstNumber + i);
            String left = lefts.get(i);
            String right = rights.get(i);
            int leftId = part(left, place);
            int rightId = part(right, place);
            String tail = right;
            if (!continuingPrefix.isEmpty() && right.startsWith(continuingPrefix)) {
                tail = right.substring(continuingPrefix.length());
            }
            if (left.isEmpty() || tail.isEmpty()) {
                throw fault(
                        place,
                        "the merge of \"%s\" and \"%s\" is cyclic: its result is one of its parts"
                                .formatted(left, right));
            }
            OptionalInt token = id(left + tail);
            if (token.isEmpty()) {
                throw fault(
                        place,
                        "the merge gives \"%s\", which the vocabulary lacks"
                                .formatted(left + tail));
            }
            table.put(leftId, rightId, i, token.getAsInt());
        }
        return table;
    }

    private int part(String part, String place) {
        return id(part).orElseThrow(() ->
                fault(place, "the merge names \"%s\", which the vocabulary lacks".formatted(part)));
    }

    private TokenizerFormatException fault(String where, String problem) {
        return new TokenizerFormatException(file, where, problem);
    }
}
