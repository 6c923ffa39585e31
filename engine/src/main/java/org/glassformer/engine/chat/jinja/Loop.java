package org.glassformer.engine.chat.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variable `loop` within a loop. Its depth is always 1: only recursive loops, which are refused, have others.
final class Loop implements Value {
    private final List<Value> items;
    private int index;
    private @Nullable Value lastChanged;

    Loop(List<Value> items) {
        this.items = items;
    }

    void moveTo(int position) {
        index = position;
    }

    /// An attribute, or null.
    @Nullable Value attribute(String name, Operators operators) {
        int size = items.size();
        return switch (name) {
            case "index" -> new Whole(index + 1L);
            case "index0" -> new Whole(index);
            case "revindex" -> new Whole(size - index);
            case "revindex0" -> new Whole(size - index - 1L);
            case "first" -> new Bool(index == 0);
            case "last" -> new Bool(index == size - 1);
            case "length" -> new Whole(size);
            case "depth" -> new Whole(1);
            case "depth0" -> new Whole(0);
            case "previtem" ->
                    index == 0 ? new Undefined("there is no previous item") : items.get(index - 1);
            case "nextitem" ->
                    index == size - 1
                            ? new Undefined("there is no next item")
                            : items.get(index + 1);
            case "cycle" -> new Function("cycle", this::cycle);
            case "changed" -> new Function("changed", call -> changed(call, operators));
            default -> null;
        };
    }

    private Value cycle(Call call) {
        if (call.positional().isEmpty()) {
            throw JinjaException.of("no items for cycling given");
        }
        return call.positional().get(index % call.positional().size());
    }

    private Value changed(Call call, Operators operators) {
        Value now = new Items(call.positional());
        boolean changed = lastChanged == null || !operators.equal(lastChanged, now);
        lastChanged = now;
        return new Bool(changed);
    }
}
