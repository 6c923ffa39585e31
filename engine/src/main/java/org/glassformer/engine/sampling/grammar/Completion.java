package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;

/// What it takes to complete a rule from each of its nodes: the least fixed point of
///
/// - bytes: 0 at an end, 1 + to after a byte, start(rule) + to after a call;
/// - depth: 0 at an end, to after a byte, max(1 + start(rule), to) after a call;
///
/// the smallest over the edges of a node. Found by relaxing edges until nothing changes.
final class Completion {
    private final Automaton automaton;
    private final boolean countsBytes;
    private final int[] value;
    private final int[] firstUse;
    private final int[] uses; // edges whose value depends on a node
    private final int[] from;

    private Completion(Automaton automaton, boolean countsBytes) {
        this.automaton = automaton;
        this.countsBytes = countsBytes;
        int nodes = automaton.nodes();
        this.value = new int[nodes];
        Arrays.fill(value, Automaton.NEVER);
        this.from = new int[automaton.endEdge(nodes - 1)];
        this.firstUse = new int[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            for (int edge = automaton.firstEdge(node); edge < automaton.endEdge(node); edge++) {
                from[edge] = node;
                firstUse[automaton.target(edge) + 1]++;
                if (automaton.low(edge) == Automaton.CALL) {
                    firstUse[automaton.start(automaton.high(edge)) + 1]++;
                }
            }
        }
        for (int node = 0; node < nodes; node++) {
            firstUse[node + 1] += firstUse[node];
        }
        this.uses = new int[firstUse[nodes]];
        int[] next = Arrays.copyOf(firstUse, nodes);
        for (int edge = 0; edge < from.length; edge++) {
            uses[next[automaton.target(edge)]++] = edge;
            if (automaton.low(edge) == Automaton.CALL) {
                uses[next[automaton.start(automaton.high(edge))]++] = edge;
            }
        }
    }

    /// The fewest bytes to the end of the rule.
    static int[] bytes(Automaton automaton) {
        return new Completion(automaton, true).solve();
    }

    /// The fewest calls in each other to the end of the rule.
    static int[] depth(Automaton automaton) {
        return new Completion(automaton, false).solve();
    }

    private int[] solve() {
        int nodes = value.length;
        int[] queue = new int[nodes]; // a ring: each node is in it at most once
        boolean[] queued = new boolean[nodes];
        int head = 0;
        int count = 0;
        for (int rule = 0; rule < automaton.rules(); rule++) {
            int end = automaton.end(rule);
            value[end] = 0;
            queue[count++] = end;
            queued[end] = true;
        }
        while (count > 0) {
            int node = queue[head];
            head = (head + 1) % nodes;
            count--;
            queued[node] = false;
            for (int use = firstUse[node]; use < firstUse[node + 1]; use++) {
                int edge = uses[use];
                int now = through(edge);
                int source = from[edge];
                if (now < value[source]) {
                    value[source] = now;
                    if (!queued[source]) {
                        queue[(head + count++) % nodes] = source;
                        queued[source] = true;
                    }
                }
            }
        }
        return value;
    }

    private int through(int edge) {
        long after = value[automaton.target(edge)];
        long sum =
                switch (automaton.low(edge)) {
                    case Automaton.EMPTY -> after;
                    case Automaton.CALL -> {
                        long inside = value[automaton.start(automaton.high(edge))];
                        if (inside == Automaton.NEVER || after == Automaton.NEVER) {
                            yield Automaton.NEVER;
                        }
                        yield countsBytes ? inside + after : Math.max(1 + inside, after);
                    }
                    default -> countsBytes ? after + 1 : after;
                };
        return (int) Math.min(Automaton.NEVER, sum);
    }
}
