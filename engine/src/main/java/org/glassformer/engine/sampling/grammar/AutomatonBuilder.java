package org.glassformer.engine.sampling.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Puts an [Automaton] together, of at most [#MAX_EDGES] edges.
final class AutomatonBuilder {
    /// So large an automaton takes about 10 MB.
    static final int MAX_EDGES = 400_000;

    private final int[][] edges = new int[4][1024]; // from, low, high, to
    private final List<Integer> ruleStarts = new ArrayList<>();
    private final List<Integer> ruleEnds = new ArrayList<>();
    private final Map<CharacterEncoding, Map<CodePoints, Integer>> characterRules =
            new EnumMap<>(CharacterEncoding.class);
    private int edgeCount;
    private int nodeCount;

    int node() {
        return nodeCount++;
    }

    /// A rule with a start and an end of its own; the first is the whole text.
    int rule() {
        ruleStarts.add(node());
        ruleEnds.add(node());
        return ruleStarts.size() - 1;
    }

    int start(int rule) {
        return ruleStarts.get(rule);
    }

    int end(int rule) {
        return ruleEnds.get(rule);
    }

    void empty(int from, int to) {
        edge(from, Automaton.EMPTY, 0, to);
    }

    void call(int from, int rule, int to) {
        edge(from, Automaton.CALL, rule, to);
    }

    /// The UTF-8 of a text.
    void text(int from, String text, int to) {
        texts(from, List.of(text), to);
    }

    /// The UTF-8 of one of some texts; what they begin with in common is read once.
    void texts(int from, Collection<String> texts, int to) {
        Map<Long, Integer> nodes = new HashMap<>();
        int root = node();
        empty(from, root);
        for (String text : texts) {
            int now = root;
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                int value = Byte.toUnsignedInt(b);
                long key = ((long) now << 8) | value;
                Integer next = nodes.get(key);
                if (next == null) {
                    next = node();
                    nodes.put(key, next);
                    edge(now, value, value, next);
                }
                now = next;
            }
            empty(now, to);
        }
    }

    /// The UTF-8 of any of some characters. Endings that are alike are shared.
    void characters(int from, CodePoints set, int to) {
        Map<List<Utf8Ranges.Bytes>, Integer> endings = new HashMap<>();
        for (List<Utf8Ranges.Bytes> bytes : Utf8Ranges.of(set)) {
            int next = ending(bytes.subList(1, bytes.size()), to, endings);
            edge(from, bytes.getFirst().low(), bytes.getFirst().high(), next);
        }
    }

    /// The rule that reads one of some characters, made once for each object that is such a set:
    /// classes of thousands of ranges may be repeated many times.
    int characterRule(CharacterEncoding encoding, CodePoints set) {
        Map<CodePoints, Integer> rules =
                characterRules.computeIfAbsent(encoding, it -> new IdentityHashMap<>());
        Integer known = rules.get(set);
        if (known != null) {
            return known;
        }
        int rule = rule();
        rules.put(set, rule);
        encoding.add(this, start(rule), set, end(rule));
        return rule;
    }

    private int ending(
            List<Utf8Ranges.Bytes> bytes, int to, Map<List<Utf8Ranges.Bytes>, Integer> endings) {
        if (bytes.isEmpty()) {
            return to;
        }
        Integer known = endings.get(bytes);
        if (known != null) {
            return known;
        }
        int next = ending(bytes.subList(1, bytes.size()), to, endings);
        int made = node();
        edge(made, bytes.getFirst().low(), bytes.getFirst().high(), next);
        endings.put(bytes, made);
        return made;
    }

    private void edge(int from, int low, int high, int to) {
        if (edgeCount == MAX_EDGES) {
            throw new GrammarException(
                    "the grammar is larger than %,d edges: its repetitions or lengths are too many"
                            .formatted(MAX_EDGES));
        }
        if (edgeCount == edges[0].length) {
            Arrays.setAll(edges, i -> Arrays.copyOf(edges[i], 2 * edgeCount));
        }
        edges[0][edgeCount] = from;
        edges[1][edgeCount] = low;
        edges[2][edgeCount] = high;
        edges[3][edgeCount] = to;
        edgeCount++;
    }

    /// The automaton.
    ///
    /// @throws GrammarException if no text is described, or a rule calls itself without reading
    Automaton build() {
        int[][] exact = new int[4][];
        Arrays.setAll(exact, i -> Arrays.copyOf(edges[i], edgeCount));
        Automaton built =
                new Automaton(
                        nodeCount,
                        exact,
                        ruleStarts.stream().mapToInt(Integer::intValue).toArray(),
                        ruleEnds.stream().mapToInt(Integer::intValue).toArray());
        new RuleCycles(built).check();
        if (built.cost(built.start(0)) == Automaton.NEVER) {
            throw new GrammarException("no finite text fits the grammar");
        }
        if (built.need(built.start(0)) > Machine.MAX_DEPTH) {
            throw new GrammarException(
                    "every text of the grammar nests deeper than " + Machine.MAX_DEPTH + " levels");
        }
        return built;
    }
}
