package org.glassformer.engine.sampling.grammar;

import org.jspecify.annotations.Nullable;

/// A call that has not returned: where it goes on, and the calls around it. Shared by all states
/// that are inside of it; equal when all of it is.
final class Frame {
    private final int target;
    private final @Nullable Frame outer;
    private final int depth;
    private final int hash;
    private final long cost;

    /// @param target the node after the call
    /// @param outer the call around it
    /// @param cost the fewest bytes from the target to the end of its rule
    Frame(int target, @Nullable Frame outer, int cost) {
        this.target = target;
        this.outer = outer;
        this.depth = 1 + depth(outer);
        this.hash = 31 * target + (outer == null ? 7 : outer.hash * 17);
        this.cost = cost + cost(outer);
    }

    int target() {
        return target;
    }

    @Nullable Frame outer() {
        return outer;
    }

    /// How many calls are open; 0 for none.
    static int depth(@Nullable Frame frame) {
        return frame == null ? 0 : frame.depth;
    }

    /// The fewest bytes that all open calls still take.
    static long cost(@Nullable Frame frame) {
        return frame == null ? 0 : frame.cost;
    }

    /// Level by level, until both are the same object: what two stacks have in common is shared.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(@Nullable Frame a, @Nullable Frame b) {
        Frame left = a;
        Frame right = b;
        while (left != right) {
            if (left == null
                    || right == null
                    || left.hash != right.hash
                    || left.target != right.target) {
                return false;
            }
            left = left.outer;
            right = right.outer;
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame frame && same(this, frame);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
