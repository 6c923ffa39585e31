package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The bytes of all tokens as a tree, its nodes in the order of a walk that visits a node before what
/// is below it. A walk that leaves a branch out jumps to `skip`.
final class TokenTrie {
    private final byte[] labels; // (nodes) the byte that leads to a node
    private final int[] depths; // (nodes) how many bytes lead to it, from 1
    private final int[] skips; // (nodes) the first node that is not below it
    private final int[] tokenStarts; // (nodes + 1) where its tokens begin
    private final int[] tokens; // ids, those of a node side by side
    private final int maxDepth;

    /// Tokens without bytes are left out.
    TokenTrie(List<byte[]> bytes) {
        tokens =
                IntStream.range(0, bytes.size())
                        .filter(id -> bytes.get(id).length > 0)
                        .boxed()
                        .sorted(
                                Comparator.comparing(
                                                (Integer id) -> bytes.get(id),
                                                Arrays::compareUnsigned)
                                        .thenComparing(id -> id))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int capacity = 0;
        int deepest = 0;
        byte[] before = {};
        for (int id : tokens) {
            byte[] token = bytes.get(id);
            capacity += token.length - common(before, token);
            deepest = Math.max(deepest, token.length);
            before = token;
        }
        maxDepth = deepest;
        labels = new byte[capacity];
        depths = new int[capacity];
        skips = new int[capacity];
        tokenStarts = new int[capacity + 1];
        int[] path = new int[deepest + 1];
        int nodes = 0;
        before = new byte[0];
        for (int at = 0; at < tokens.length; at++) {
            byte[] token = bytes.get(tokens[at]);
            int shared = common(before, token);
            for (int depth = shared + 1; depth <= before.length; depth++) {
                skips[path[depth]] = nodes;
            }
            for (int depth = shared + 1; depth <= token.length; depth++) {
                labels[nodes] = token[depth - 1];
                depths[nodes] = depth;
                tokenStarts[nodes] = at;
                path[depth] = nodes++;
            }
            before = token;
        }
        for (int depth = 1; depth <= before.length; depth++) {
            skips[path[depth]] = nodes;
        }
        tokenStarts[nodes] = tokens.length;
    }

    private static int common(byte[] a, byte[] b) {
        int at = Arrays.mismatch(a, b);
        return at < 0 ? a.length : at;
    }

    /// Hears of tokens.
    @FunctionalInterface
    interface Visitor {
        /// Told of a token that fits, and of the state after it.
        void onToken(int id, ParseState after);
    }

    /// Visits every token whose bytes `machine` can read from `state`.
    void walk(Machine machine, ParseState state, Visitor visitor) {
        ParseState[] path = new ParseState[maxDepth + 1];
        path[0] = state;
        int node = 0;
        while (node < labels.length) {
            int depth = depths[node];
            ParseState after = machine.after(path[depth - 1], labels[node]);
            if (after.isDead()) {
                node = skips[node];
                continue;
            }
            path[depth] = after;
            int end = tokenStarts[node + 1];
            for (int at = tokenStarts[node]; at < end; at++) {
                visitor.onToken(tokens[at], after);
            }
            node++;
        }
    }

    /// The number of nodes.
    int size() {
        return labels.length;
    }
}
