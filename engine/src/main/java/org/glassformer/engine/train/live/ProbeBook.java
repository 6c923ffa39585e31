package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The probes of a run and what they showed, within a budget of memory.
///
/// A probe whose share of the memory is full keeps every second of its results, and only those steps are
/// kept from then on: the distance doubles each time.
final class ProbeBook {
    private final List<Entry> entries = new ArrayList<>();
    private final long budget;

    private static final class Entry {
        private final Probe probe;
        private final TreeMap<Integer, ProbeResult> results = new TreeMap<>();
        private long distance;

        Entry(Probe probe) {
            this.probe = probe;
            this.distance = probe.every();
        }

        long bytes() {
            return results.values().stream().mapToLong(ProbeResult::bytes).sum();
        }

        void thin(long room) {
            while (results.size() > 2 && bytes() > room) {
                distance *= 2;
                int newest = results.lastKey();
                results.keySet().removeIf(step -> step % distance != 0 && step != newest);
            }
        }
    }

    ProbeBook(long budget) {
        this.budget = budget;
    }

    int add(Probe probe) {
        entries.add(new Entry(probe));
        return entries.size() - 1;
    }

    void remove(int index) {
        entries.remove(index);
    }

    int size() {
        return entries.size();
    }

    Probe probe(int index) {
        return entries.get(index).probe;
    }

    /// Whether a probe is to be read after a step.
    boolean due(int index, int step) {
        return step % entries.get(index).distance == 0;
    }

    /// A result that is too old to be exactly at a kept distance gives way to the new one.
    void put(int index, ProbeResult result) {
        Entry entry = entries.get(index);
        Integer before = entry.results.lowerKey(result.step());
        if (before != null && before % entry.distance != 0) {
            entry.results.remove(before);
        }
        entry.results.put(result.step(), result);
        entry.thin(budget / entries.size());
    }

    List<Probe> all() {
        return entries.stream().map(entry -> entry.probe).toList();
    }

    List<ProbeResult> results(int index) {
        return List.copyOf(entries.get(index).results.values());
    }

    void dropAfter(int step) {
        entries.forEach(entry -> entry.results.tailMap(step, false).clear());
    }
}
