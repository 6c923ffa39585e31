package org.glassformer.engine.hook;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/// Says which activations are wanted.
@FunctionalInterface
public interface HookFilter {
    /// Nothing is wanted, nothing is copied.
    HookFilter NONE = name -> false;

    /// Everything is wanted.
    HookFilter ALL = name -> true;

    /// Whether the activation `name` is wanted.
    boolean wants(String name);

    /// Wants what this one or `other` wants.
    default HookFilter or(HookFilter other) {
        return name -> wants(name) || other.wants(name);
    }

    /// Wants the given names.
    static HookFilter of(Collection<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return wanted::contains;
    }

    /// Wants every name that one of the comma-separated patterns matches; `*` stands for anything,
    /// as in `blocks.*.attn.hook_pattern`.
    static HookFilter parse(String patterns) {
        String expression =
                Arrays.stream(patterns.split(",", -1))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
                        .reduce((a, b) -> a + "|" + b)
                        .orElse("(?!)");
        Pattern compiled = Pattern.compile(expression);
        return name -> compiled.matcher(name).matches();
    }
}
