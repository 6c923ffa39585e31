package org.glassformer.engine.sampling.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A nondeterministic automaton over characters (Thompson 1968,
/// <https://doi.org/10.1145/363347.363387>), before it becomes one over bytes.
final class CharAutomaton {
    private static final int MAX_STATES = 100_000;

    private final List<List<Edge>> edges = new ArrayList<>();
    private final int start;
    private final int end;

    /// A way to another state.
    ///
    /// @param set the characters of which one is read; null if none is
    record Edge(@Nullable CodePoints set, int to) {}

    private CharAutomaton() {
        start = state();
        end = state();
    }

    static CharAutomaton of(Regex regex) {
        CharAutomaton made = new CharAutomaton();
        made.add(made.start, regex, made.end);
        return made;
    }

    /// All texts but these.
    static CharAutomaton otherThan(Set<String> texts) {
        CharAutomaton made = new CharAutomaton();
        int other = made.state();
        made.edge(other, CodePoints.ALL, other);
        made.edge(other, null, made.end);
        made.otherThan(made.start, new TreeSet<>(texts), 0, other);
        return made;
    }

    private void otherThan(int from, NavigableSet<String> texts, int depth, int other) {
        CodePoints taken = CodePoints.NONE;
        Map<Integer, NavigableSet<String>> branches = new HashMap<>();
        boolean isText = false;
        for (String text : texts) {
            if (text.length() == depth) {
                isText = true;
            } else {
                branches.computeIfAbsent(text.codePointAt(depth), c -> new TreeSet<>()).add(text);
            }
        }
        for (Map.Entry<Integer, NavigableSet<String>> branch : branches.entrySet()) {
            int c = branch.getKey();
            CodePoints one = CodePoints.of(c);
            taken = taken.or(one);
            int next = state();
            edge(from, one, next);
            otherThan(next, branch.getValue(), depth + Character.charCount(c), other);
        }
        edge(from, taken.not(), other);
        if (!isText) {
            edge(from, null, end);
        }
    }

    /// Those of its texts that have from `min` to `max` characters.
    CharAutomaton ofLength(int min, int max) {
        CharAutomaton made = new CharAutomaton();
        int cap = max == Regex.UNBOUNDED ? min : max;
        Map<Long, Integer> states = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>();
        long first = start;
        states.put(first, made.start);
        open.add(first);
        while (!open.isEmpty()) {
            long key = open.remove();
            int state = (int) key;
            int count = (int) (key >> 32);
            int from = Objects.requireNonNull(states.get(key));
            if (state == end && count >= min) {
                made.edge(from, null, made.end);
            }
            for (Edge edge : edges.get(state)) {
                int read = edge.set == null ? count : count + 1;
                if (read > cap) {
                    if (max != Regex.UNBOUNDED) {
                        continue;
                    }
                    read = cap;
                }
                long target = ((long) read << 32) | edge.to;
                Integer to = states.get(target);
                if (to == null) {
                    to = made.state();
                    states.put(target, to);
                    open.add(target);
                }
                made.edge(from, edge.set, to);
            }
        }
        return made;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int size() {
        return edges.size();
    }

    List<Edge> edges(int state) {
        return edges.get(state);
    }

    private int state() {
        if (edges.size() == MAX_STATES) {
            throw new GrammarException(
                    "the expression needs more than %,d states: its repetitions are too many"
                            .formatted(MAX_STATES));
        }
        edges.add(new ArrayList<>(2));
        return edges.size() - 1;
    }

    private void edge(int from, @Nullable CodePoints set, int to) {
        edges.get(from).add(new Edge(set, to));
    }

    private void add(int from, Regex regex, int to) {
        switch (regex) {
            case Regex.Characters(CodePoints set) -> edge(from, set, to);
            case Regex.Sequence(List<Regex> parts) -> {
                int now = from;
                for (int i = 0; i < parts.size(); i++) {
                    int next = i == parts.size() - 1 ? to : state();
                    add(now, parts.get(i), next);
                    now = next;
                }
                if (parts.isEmpty()) {
                    edge(from, null, to);
                }
            }
            case Regex.Choice(List<Regex> options) -> options.forEach(it -> add(from, it, to));
            case Regex.Repeat(Regex what, int min, int max) -> repeat(from, what, min, max, to);
        }
    }

    /// States of its own at both ends, so that no loop leaks into what stands beside it.
    private void repeat(int from, Regex what, int min, int max, int to) {
        int now = state();
        edge(from, null, now);
        for (int i = 0; i < min; i++) {
            int next = state();
            add(now, what, next);
            now = next;
        }
        if (max == Regex.UNBOUNDED) {
            int loop = state();
            edge(now, null, loop);
            int back = state();
            add(loop, what, back);
            edge(back, null, loop);
            edge(loop, null, to);
            return;
        }
        for (int i = min; i < max; i++) {
            edge(now, null, to);
            int next = state();
            add(now, what, next);
            now = next;
        }
        edge(now, null, to);
    }
}
