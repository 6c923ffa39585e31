package org.glassformer.engine.sampling.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs an automaton on all its possible ways at once, and remembers the states it has been in.
///
/// States are made when they are first reached, as RE2 makes a DFA, so that an expression whose DFA
/// is exponential costs no more than the text that is read; and they are forgotten when they take
/// too much memory. Not safe for several threads.
///
/// Nothing that cannot be completed is ever entered: a node is passed only if it reaches the end of
/// its rule within the calls that are left.
final class Machine {
    /// Calls in each other; a JSON text takes one or two for a level.
    static final int MAX_DEPTH = 200;

    /// Ways at once. An ambiguous grammar can have more: the rest is dropped, which takes texts from
    /// the language but adds none.
    static final int MAX_PLACES = 4096;

    /// Places, table cells and words of masks that are kept: about 60 MB.
    private static final long MAX_WEIGHT = 6_000_000;

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::node)
                    .thenComparingInt(
                            place -> place.frame() == null ? 0 : place.frame().hashCode());

    private final Automaton automaton;
    private final int[] classOf;
    private final int classes;
    private final Map<ParseState, ParseState> known = new HashMap<>();
    private final ParseState start;
    private long weight;

    Machine(Automaton automaton) {
        this.automaton = automaton;
        this.classOf = automaton.byteClasses();
        this.classes = classOf[255] + 1;
        this.start = state(List.of(new Place(automaton.start(0), null)));
    }

    Automaton automaton() {
        return automaton;
    }

    ParseState start() {
        return start;
    }

    /// The number of states remembered.
    int states() {
        return known.size();
    }

    /// The state after one more byte.
    ParseState after(ParseState state, byte b) {
        int byteClass = classOf[b & 0xFF];
        @Nullable ParseState[] next = state.next;
        ParseState found = next.length == 0 ? null : next[byteClass];
        return found != null ? found : compute(state, b & 0xFF, byteClass);
    }

    private ParseState compute(ParseState state, int b, int byteClass) {
        List<Place> reached = new ArrayList<>();
        for (Place place : state.places()) {
            int node = place.node();
            for (int edge = automaton.firstEdge(node); edge < automaton.endEdge(node); edge++) {
                if (automaton.low(edge) >= 0
                        && automaton.low(edge) <= b
                        && b <= automaton.high(edge)) {
                    reached.add(new Place(automaton.target(edge), place.frame()));
                }
            }
        }
        ParseState made = state(reached);
        if (state.next.length == 0) {
            state.next = new ParseState[classes];
        }
        state.next[byteClass] = made;
        return made;
    }

    /// Counts memory that a state took on, and forgets the states if there is too much of it.
    void weigh(long words) {
        weight += words;
        if (weight > MAX_WEIGHT) {
            known.keySet().forEach(ParseState::forget);
            known.clear();
            weight = words;
        }
    }

    /// Follows empty edges, calls and returns until only bytes can go on.
    private ParseState state(List<Place> from) {
        Deque<Place> open = new ArrayDeque<>(from);
        Set<Place> seen = new HashSet<>();
        List<Place> reading = new ArrayList<>();
        boolean accepting = false;
        long distance = Long.MAX_VALUE;
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (!fits(place) || !seen.add(place)) {
                continue;
            }
            int node = place.node();
            Frame frame = place.frame();
            boolean reads = false;
            for (int edge = automaton.firstEdge(node); edge < automaton.endEdge(node); edge++) {
                int target = automaton.target(edge);
                if (automaton.low(edge) == Automaton.EMPTY) {
                    open.add(new Place(target, frame));
                } else if (automaton.low(edge) == Automaton.CALL) {
                    call(automaton.high(edge), target, frame, open);
                } else {
                    reads |= automaton.cost(target) != Automaton.NEVER;
                }
            }
            if (automaton.isEnd(node)) {
                if (frame == null) {
                    accepting = true;
                } else {
                    open.add(new Place(frame.target(), frame.outer()));
                }
            }
            if (reads && reading.size() < MAX_PLACES) {
                reading.add(place);
                distance = Math.min(distance, automaton.cost(node) + Frame.cost(frame));
            }
        }
        reading.sort(ORDER);
        ParseState made = new ParseState(reading, accepting, accepting ? 0 : distance);
        ParseState before = known.putIfAbsent(made, made);
        if (before != null) {
            return before;
        }
        weigh(classes + 8L * reading.size() + 16);
        known.put(made, made);
        return made;
    }

    private void call(int rule, int target, @Nullable Frame frame, Deque<Place> open) {
        int cost = automaton.cost(target);
        if (cost == Automaton.NEVER
                || Frame.depth(frame) + (long) automaton.need(target) > MAX_DEPTH) {
            return;
        }
        open.add(new Place(automaton.start(rule), new Frame(target, frame, cost)));
    }

    /// Whether the end is reached from here within the calls that are left.
    private boolean fits(Place place) {
        return automaton.cost(place.node()) != Automaton.NEVER
                && Frame.depth(place.frame()) + (long) automaton.need(place.node()) <= MAX_DEPTH;
    }
}
