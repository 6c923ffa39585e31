package org.glassformer.engine.chat.jinja;

/// What is left of the limits while a template runs.
final class Budget {
    private static final int DEEPEST = 600;
    private static final int BETWEEN_LOOKS = 1 << 14;
    private static final int STEP = 8;

    private final long deadline;
    private final long seconds;
    private long left;
    private long untilLook = BETWEEN_LOOKS;
    private int depth;

    Budget(Limits limits) {
        deadline = System.nanoTime() + limits.time().toNanos();
        seconds = limits.time().toSeconds();
        left = limits.characters();
    }

    /// Does work of so many characters; looks at the clock now and then.
    void work(long amount) {
        untilLook -= amount + STEP;
        if (untilLook <= 0) {
            untilLook = BETWEEN_LOOKS;
            if (System.nanoTime() - deadline > 0) {
                throw JinjaException.of(
                        "it had not ended after " + seconds + " s, perhaps an endless loop");
            }
        }
    }

    /// Makes so many characters or elements; call it before they are made.
    void make(long amount) {
        if (amount > left) {
            throw JinjaException.of("it makes too much text");
        }
        left -= amount;
        work(amount);
    }

    /// Goes one level deeper.
    void enter() {
        if (++depth > DEEPEST) {
            throw JinjaException.of("it calls itself, or nests, too deeply");
        }
        work(0);
    }

    /// Comes back from [#enter()].
    void leave() {
        depth--;
    }
}
