package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How characters are written in the text.
enum CharacterEncoding {
    /// As they are.
    PLAIN,
    /// As in a JSON string: a quotation mark, a backslash and the first 32 escaped, all else as it is.
    JSON;

    private static final CodePoints ESCAPED =
            CodePoints.range(0, 0x1F).or(CodePoints.of('"', '\\'));
    private static final CodePoints PLAIN_ASCII = CodePoints.range(0, 0x7F).minus(ESCAPED);
    private static final Map<Integer, String> SHORT =
            new TreeMap<>(
                    Map.of(
                            (int) '"', "\\\"",
                            (int) '\\', "\\\\",
                            (int) '\b', "\\b",
                            (int) '\f', "\\f",
                            (int) '\n', "\\n",
                            (int) '\r', "\\r",
                            (int) '\t', "\\t"));

    /// Adds what an automaton over characters reads, between two nodes.
    void add(AutomatonBuilder builder, int from, CharAutomaton characters, int to) {
        int[] nodes = new int[characters.size()];
        for (int state = 0; state < nodes.length; state++) {
            nodes[state] = builder.node();
        }
        for (int state = 0; state < nodes.length; state++) {
            for (CharAutomaton.Edge edge : characters.edges(state)) {
                CodePoints set = edge.set();
                int target = nodes[edge.to()];
                if (set == null) {
                    builder.empty(nodes[state], target);
                } else if (isPlain(set)) {
                    builder.characters(nodes[state], set, target);
                } else {
                    builder.call(nodes[state], builder.characterRule(this, set), target);
                }
            }
        }
        builder.empty(from, nodes[characters.start()]);
        builder.empty(nodes[characters.end()], to);
    }

    /// Whether the set takes so few edges that it needs no rule of its own.
    private static boolean isPlain(CodePoints set) {
        List<CodePoints.Range> ranges = set.ranges();
        return ranges.size() <= 4 && set.minus(PLAIN_ASCII).isEmpty();
    }

    /// Adds what one of some characters is written as.
    void add(AutomatonBuilder builder, int from, CodePoints set, int to) {
        if (this == PLAIN) {
            builder.characters(from, set, to);
            return;
        }
        builder.characters(from, set.minus(ESCAPED), to);
        List<String> texts = new ArrayList<>();
        for (CodePoints.Range range : set.minus(set.minus(ESCAPED)).ranges()) {
            for (int c = range.first(); c <= range.last(); c++) {
                String known = SHORT.get(c);
                texts.add(known != null ? known : "\\u%04X".formatted(c));
            }
        }
        if (!texts.isEmpty()) {
            builder.texts(from, texts, to);
        }
    }
}
