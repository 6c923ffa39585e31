package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;

/// A nondeterministic pushdown automaton over bytes: rules that read bytes and call each other.
///
/// Nodes are numbers; the edges of node n are `first[n]` to `first[n + 1]`. A byte edge reads one
/// byte from `low` to `high`; an empty edge has [#EMPTY] for `low`; a call has [#CALL], the rule in
/// `high`, and goes to its target when the rule has been read. Immutable.
///
/// `cost` and `need` come from [Completion]: a node from which nothing can be completed has the cost
/// [#NEVER] and is never entered, so that whatever has been read can be completed.
final class Automaton {
    static final int EMPTY = -1;
    static final int CALL = -2;

    /// The cost of a node from which no end is reached.
    static final int NEVER = Integer.MAX_VALUE;

    private final int[] first; // (nodes + 1)
    private final int[] low;
    private final int[] high;
    private final int[] target;
    private final int[] ruleStart;
    private final int[] ruleEnd;
    private final boolean[] isEnd;
    private final int[] cost;
    private final int[] need;

    /// Takes edges in any order.
    Automaton(int nodes, int[][] edges, int[] ruleStart, int[] ruleEnd) {
        int[] from = edges[0];
        this.first = new int[nodes + 1];
        for (int node : from) {
            first[node + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            first[node + 1] += first[node];
        }
        this.low = new int[from.length];
        this.high = new int[from.length];
        this.target = new int[from.length];
        int[] next = Arrays.copyOf(first, nodes);
        for (int edge = 0; edge < from.length; edge++) {
            int place = next[from[edge]]++;
            low[place] = edges[1][edge];
            high[place] = edges[2][edge];
            target[place] = edges[3][edge];
        }
        this.ruleStart = ruleStart;
        this.ruleEnd = ruleEnd;
        this.isEnd = new boolean[nodes];
        for (int end : ruleEnd) {
            isEnd[end] = true;
        }
        this.cost = Completion.bytes(this);
        this.need = Completion.depth(this);
    }

    int nodes() {
        return first.length - 1;
    }

    int firstEdge(int node) {
        return first[node];
    }

    int endEdge(int node) {
        return first[node + 1];
    }

    /// The lowest byte of an edge, or [#EMPTY] or [#CALL].
    int low(int edge) {
        return low[edge];
    }

    /// The highest byte of an edge, or the rule called.
    int high(int edge) {
        return high[edge];
    }

    int target(int edge) {
        return target[edge];
    }

    int rules() {
        return ruleStart.length;
    }

    /// Rule 0 is the whole text.
    int start(int rule) {
        return ruleStart[rule];
    }

    int end(int rule) {
        return ruleEnd[rule];
    }

    /// Whether the node is the end of its rule.
    boolean isEnd(int node) {
        return isEnd[node];
    }

    /// The fewest bytes from here to the end of the rule.
    int cost(int node) {
        return cost[node];
    }

    /// The fewest calls in each other that reaching the end of the rule takes.
    int need(int node) {
        return need[node];
    }

    /// Every byte that occurs in some text.
    boolean[] alphabet() {
        boolean[] used = new boolean[256];
        for (int node = 0; node < nodes(); node++) {
            for (int edge = first[node]; cost[node] != NEVER && edge < first[node + 1]; edge++) {
                if (low[edge] >= 0 && cost[target[edge]] != NEVER) {
                    Arrays.fill(used, low[edge], high[edge] + 1, true);
                }
            }
        }
        return used;
    }

    /// The class of every byte: bytes of one class are read by the same edges.
    int[] byteClasses() {
        boolean[] begins = new boolean[257];
        for (int edge = 0; edge < low.length; edge++) {
            if (low[edge] >= 0) {
                begins[low[edge]] = true;
                begins[high[edge] + 1] = true;
            }
        }
        int[] classes = new int[256];
        int now = 0;
        for (int b = 1; b < 256; b++) {
            now += begins[b] ? 1 : 0;
            classes[b] = now;
        }
        return classes;
    }
}
