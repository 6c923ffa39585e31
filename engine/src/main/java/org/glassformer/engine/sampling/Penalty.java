package org.glassformer.engine.sampling;

import java.util.List;

/// A stage that lowers the logits of tokens because of the tokens before.
public sealed interface Penalty extends Stage {
    /// [Repetition#lastN()] and its like: all tokens before.
    int ALL = -1;

    /// Divides the logits of tokens that occurred by `r` if they are positive, else multiplies (Keskar
    /// et al. 2019, <https://arxiv.org/abs/1909.05858>, with the common mend for negative logits).
    ///
    /// @param r positive; 1 is neutral
    /// @param lastN looks at that many tokens; 0 is neutral, [#ALL] all
    record Repetition(double r, int lastN) implements Penalty {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `r` is not positive or `lastN` is below -1
        public Repetition {
            if (!(r > 0 && r <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "repetition penalty must be more than 0, not " + r);
            }
            last(lastN);
        }

        @Override
        public Kind kind() {
            return Kind.REPETITION;
        }

        @Override
        public boolean isNeutral() {
            return r == 1 || lastN == 0;
        }
    }

    /// Lowers the logit of a token by `f` for each time it occurred.
    ///
    /// @param f 0 is neutral; below 0 raises
    /// @param lastN looks at that many tokens; 0 is neutral, [#ALL] all
    record Frequency(double f, int lastN) implements Penalty {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `f` is not finite or `lastN` is below -1
        public Frequency {
            finite("frequency penalty", f);
            last(lastN);
        }

        @Override
        public Kind kind() {
            return Kind.FREQUENCY;
        }

        @Override
        public boolean isNeutral() {
            return f == 0 || lastN == 0;
        }
    }

    /// Lowers the logit of a token by `q` if it occurred, however often.
    ///
    /// @param q 0 is neutral; below 0 raises
    /// @param lastN looks at that many tokens; 0 is neutral, [#ALL] all
    record Presence(double q, int lastN) implements Penalty {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `q` is not finite or `lastN` is below -1
        public Presence {
            finite("presence penalty", q);
            last(lastN);
        }

        @Override
        public Kind kind() {
            return Kind.PRESENCE;
        }

        @Override
        public boolean isNeutral() {
            return q == 0 || lastN == 0;
        }
    }

    /// Don't repeat yourself: a token that would make a repeated sequence of n tokens one longer loses
    /// `multiplier` * `base`^(n - `allowedLength`), where n is at least `allowedLength`
    /// (<https://github.com/oobabooga/text-generation-webui/pull/5677>). As llama.cpp.
    ///
    /// @param multiplier 0 is neutral
    /// @param base below 1 is neutral
    /// @param allowedLength repeats shorter than that are free
    /// @param lastN looks at that many tokens; 0 is neutral, [#ALL] all
    /// @param breakers token sequences across which nothing counts as repeated; [DryBreakers] makes
    ///     them from texts
    record Dry(
            double multiplier,
            double base,
            int allowedLength,
            int lastN,
            List<List<Integer>> breakers)
            implements Penalty {
        /// Copies the breakers and drops empty ones.
        ///
        /// @throws IllegalArgumentException if a value is out of its range
        public Dry {
            finite("dry multiplier", multiplier);
            finite("dry base", base);
            if (allowedLength < 0) {
                throw new IllegalArgumentException(
                        "dry cannot allow repeats of length " + allowedLength);
            }
            last(lastN);
            breakers = breakers.stream().filter(b -> !b.isEmpty()).map(List::copyOf).toList();
        }

        @Override
        public Kind kind() {
            return Kind.DRY;
        }

        @Override
        public boolean isNeutral() {
            return multiplier == 0 || base < 1 || lastN == 0;
        }
    }

    private static void finite(String what, double value) {
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be a finite number, not " + value);
        }
    }

    private static void last(int n) {
        if (n < ALL) {
            throw new IllegalArgumentException(
                    "the last " + n + " tokens are not a number of tokens; -1 is all");
        }
    }
}
