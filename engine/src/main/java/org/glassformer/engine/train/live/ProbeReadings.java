package org.glassformer.engine.train.live;

import java.util.List;

/// A probe and what it showed. Immutable; the same object while nothing was added.
///
/// @param probe what is read
/// @param every steps between readings that are kept by now, at least the probe's own
/// @param results in the order of the steps; also after the present, where one has gone back
public record ProbeReadings(Probe probe, long every, List<ProbeResult> results) {

    /// Keeps its own list.
    public ProbeReadings {
        results = List.copyOf(results);
    }

    /// Bytes that the results take in memory.
    public long bytes() {
        return results.stream().mapToLong(ProbeResult::bytes).sum();
    }
}
