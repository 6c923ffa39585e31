package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All places where an automaton may be after some text, as a [Machine] knows it: with the states
/// after each class of bytes and the mask over tokens, once they have been asked for.
final class ParseState {
    private final List<Place> places;
    private final boolean accepting;
    private final long distance;
    private final int hash;

    /// By class of bytes; empty until one is known.
    @Nullable ParseState[] next = {};

    /// Which tokens may come next; null until that is known.
    long @Nullable [] mask;

    /// How long it took to find the mask.
    long maskNanos;

    /// Whether some sequence of tokens completes the text; null until that is known.
    @Nullable Boolean alive;

    /// @param places those from which a byte can be read, without repetitions
    /// @param accepting whether the text may end here
    /// @param distance the fewest bytes to an end
    ParseState(List<Place> places, boolean accepting, long distance) {
        this.places = places;
        this.accepting = accepting;
        this.distance = distance;
        this.hash = places.hashCode() * 2 + (accepting ? 1 : 0);
    }

    List<Place> places() {
        return places;
    }

    boolean accepting() {
        return accepting;
    }

    long distance() {
        return distance;
    }

    /// Whether no text fits what was read.
    boolean isDead() {
        return places.isEmpty() && !accepting;
    }

    /// Forgets what can be found again.
    void forget() {
        Arrays.fill(next, null);
        mask = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParseState state
                && hash == state.hash
                && accepting == state.accepting
                && places.equals(state.places);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
