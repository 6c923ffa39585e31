package org.glassformer.engine.sampling.grammar;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// The texts of a JSON array.
///
/// @param compiler adds values
/// @param builder gets the edges
record SchemaArray(SchemaCompiler compiler, AutomatonBuilder builder) {

    /// Adds them between two nodes. Items that are alike are one rule, called as often as there may
    /// be items.
    void add(JsonNode schema, int from, int to) {
        int min = SchemaKeywords.count(schema, "minItems", 0);
        int max = SchemaKeywords.count(schema, "maxItems", Regex.UNBOUNDED);
        List<JsonNode> prefix =
                schema.has("prefixItems") ? SchemaKeywords.list(schema, "prefixItems") : List.of();
        JsonNode items = schema.has("items") ? schema.get("items") : BooleanNode.TRUE;
        if (items.isBoolean() && !items.booleanValue()) {
            max = Math.min(max, prefix.size());
        }
        if (max < min) {
            return;
        }
        int close = builder.node();
        int open = builder.node();
        builder.text(from, "[", open);
        builder.text(close, "]", to);
        int rule = -1;
        int now = open;
        int counted = Math.max(min, prefix.size());
        int last = max == Regex.UNBOUNDED ? counted : max;
        for (int i = 0; i < last; i++) {
            if (i >= min) {
                builder.empty(now, close);
            }
            int item = i == 0 ? now : comma(now);
            int next = builder.node();
            if (i < prefix.size()) {
                compiler.value(prefix.get(i), item, next);
            } else {
                rule = rule < 0 ? rule(items) : rule;
                builder.call(item, rule, next);
            }
            now = next;
        }
        builder.empty(now, close);
        if (max == Regex.UNBOUNDED) {
            rule = rule < 0 ? rule(items) : rule;
            int more = last == 0 ? builder.node() : now;
            if (last == 0) {
                builder.call(now, rule, more);
                builder.empty(more, close);
            }
            builder.call(comma(more), rule, more);
        }
    }

    private int rule(JsonNode items) {
        int rule = builder.rule();
        compiler.value(items, builder.start(rule), builder.end(rule));
        return rule;
    }

    private int comma(int from) {
        int to = builder.node();
        compiler.separator(",", from, to);
        return to;
    }
}
