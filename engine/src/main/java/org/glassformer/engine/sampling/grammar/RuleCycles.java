package org.glassformer.engine.sampling.grammar;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/// Finds rules that come to themselves again before anything has been read.
final class RuleCycles {
    private final Automaton automaton;
    private final BitSet open = new BitSet();
    private final BitSet done = new BitSet();

    RuleCycles(Automaton automaton) {
        this.automaton = automaton;
    }

    /// Complains if there is one.
    void check() {
        for (int rule = 0; rule < automaton.rules(); rule++) {
            visit(rule);
        }
    }

    /// Depth first, with a stack of its own: chains of rules may be long.
    private void visit(int first) {
        if (done.get(first)) {
            return;
        }
        Deque<int[]> path = new ArrayDeque<>(); // each: the rule, then those it begins with
        path.push(beginnings(first));
        open.set(first);
        Deque<Integer> next = new ArrayDeque<>();
        next.push(1);
        while (!path.isEmpty()) {
            int[] rules = path.element();
            int at = next.pop();
            if (at == rules.length) {
                path.pop();
                open.clear(rules[0]);
                done.set(rules[0]);
                continue;
            }
            next.push(at + 1);
            int rule = rules[at];
            if (open.get(rule)) {
                throw new GrammarException(
                        "the grammar refers to itself in a circle without reading anything");
            }
            if (!done.get(rule)) {
                path.push(beginnings(rule));
                open.set(rule);
                next.push(1);
            }
        }
    }

    /// The rule and those that it can call before it reads.
    private int[] beginnings(int rule) {
        BitSet seen = new BitSet();
        BitSet called = new BitSet();
        Deque<Integer> nodes = new ArrayDeque<>();
        nodes.push(automaton.start(rule));
        while (!nodes.isEmpty()) {
            int node = nodes.pop();
            if (seen.get(node)) {
                continue;
            }
            seen.set(node);
            for (int edge = automaton.firstEdge(node); edge < automaton.endEdge(node); edge++) {
                if (automaton.low(edge) == Automaton.EMPTY) {
                    nodes.push(automaton.target(edge));
                } else if (automaton.low(edge) == Automaton.CALL) {
                    called.set(automaton.high(edge));
                    if (automaton.cost(automaton.start(automaton.high(edge))) == 0) {
                        nodes.push(automaton.target(edge));
                    }
                }
            }
        }
        int[] rules = new int[called.cardinality() + 1];
        rules[0] = rule;
        int at = 1;
        for (int other = called.nextSetBit(0); other >= 0; other = called.nextSetBit(other + 1)) {
            rules[at++] = other;
        }
        return rules;
    }
}
