package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        private @Nullable ProbeReadings readings;

        Entry(Probe probe, long distance) {
            this.probe = probe;
            this.distance = distance;
        }

        void put(ProbeResult result) {
            results.put(result.step(), result);
            readings = null;
        }

        long bytes() {
            return results.values().stream().mapToLong(ProbeResult::bytes).sum();
        }

        void thin(long room) {
            while (results.size() > 2 && bytes() > room) {
                distance *= 2;
                int newest = results.lastKey();
                results.keySet().removeIf(step -> step % distance != 0 && step != newest);
                readings = null;
            }
        }

        ProbeReadings readings() {
            ProbeReadings known = readings;
            if (known == null) {
                known = new ProbeReadings(probe, distance, List.copyOf(results.values()));
                readings = known;
            }
            return known;
        }
    }

    ProbeBook(long budget) {
        this.budget = budget;
    }

    int add(Probe probe) {
        entries.add(new Entry(probe, probe.every()));
        return entries.size() - 1;
    }

    /// Reads another probe in the place of one; what the one showed stays if only the steps between are others.
    ///
    /// @return whether it stays
    boolean replace(int index, Probe probe) {
        Entry before = entries.get(index);
        Entry now = new Entry(probe, probe.every());
        boolean same = probe.equals(before.probe.withEvery(probe.every()));
        if (same) {
            before.results.values().forEach(now::put);
        }
        entries.set(index, now);
        return same;
    }

    void remove(int index) {
        entries.remove(index);
    }

    int size() {
        return entries.size();
    }

    long budget() {
        return budget;
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
        entry.put(result);
        entry.thin(budget / entries.size());
    }

    /// Adds what was read at an earlier step.
    void putEarlier(int index, ProbeResult result) {
        Entry entry = entries.get(index);
        entry.put(result);
        entry.thin(budget / entries.size());
    }

    /// Puts back what was saved.
    void restore(List<ProbeReadings> saved) {
        entries.clear();
        for (ProbeReadings each : saved) {
            Entry entry = new Entry(each.probe(), each.every());
            each.results().forEach(entry::put);
            entry.thin(budget / saved.size());
            entries.add(entry);
        }
    }

    List<Probe> all() {
        return entries.stream().map(entry -> entry.probe).toList();
    }

    List<ProbeResult> results(int index) {
        return entries.get(index).readings().results();
    }

    List<ProbeReadings> readings() {
        return entries.stream().map(Entry::readings).toList();
    }

    void dropAfter(int step) {
        for (Entry entry : entries) {
            if (!entry.results.tailMap(step, false).isEmpty()) {
                entry.results.tailMap(step, false).clear();
                entry.readings = null;
            }
        }
    }
}
