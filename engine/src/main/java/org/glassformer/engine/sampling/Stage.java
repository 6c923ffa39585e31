package org.glassformer.engine.sampling;

/// One step of a [SamplerChain]: it rescales the logits or removes tokens.
///
/// The cuts look at the distribution that enters them, renormalised over the tokens still there.
public sealed interface Stage {
    /// The name on screen, in traces and on the command line, for example `top-k`.
    String name();

    /// Whether the stage changes nothing whatever the logits are.
    boolean isNeutral();

    /// What [TopK] does with tokens that have the same logit as the last one kept.
    enum TieRule {
        /// Exactly k tokens remain; of equal ones those with the lower ids (llama.cpp).
        CUT_BY_ORDER,
        /// All that are equal to the k-th remain (Hugging Face).
        KEEP
    }

    /// Divides every logit by `t`; `t` = 0 keeps the largest alone, the lowest id among equals.
    ///
    /// @param t 0 or a positive number; 1 is neutral
    record Temperature(double t) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `t` is negative or not finite
        public Temperature {
            if (!(t >= 0 && t <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("temperature must be 0 or more, not " + t);
            }
        }

        @Override
        public String name() {
            return "temperature";
        }

        @Override
        public boolean isNeutral() {
            return t == 1;
        }
    }

    /// Keeps the `k` largest logits.
    ///
    /// @param k at least 0; 0 is neutral
    /// @param ties what happens to tokens equal to the k-th
    record TopK(int k, TieRule ties) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `k` is negative
        public TopK {
            if (k < 0) {
                throw new IllegalArgumentException("top-k must be 0 or more, not " + k);
            }
        }

        @Override
        public String name() {
            return "top-k";
        }

        @Override
        public boolean isNeutral() {
            return k == 0;
        }
    }

    /// Keeps the smallest set of most likely tokens whose probabilities sum to at least `p`, and
    /// always one (Holtzman et al. 2020, nucleus sampling, <https://arxiv.org/abs/1904.09751>).
    ///
    /// @param p from 1, which is neutral, down; 0 and less keep one token
    record TopP(double p) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `p` is not a number
        public TopP {
            if (Double.isNaN(p)) {
                throw new IllegalArgumentException("top-p must be a number");
            }
        }

        @Override
        public String name() {
            return "top-p";
        }

        @Override
        public boolean isNeutral() {
            return p >= 1;
        }
    }

    /// Keeps the tokens at least `p` times as likely as the most likely one (Nguyen et al. 2024,
    /// <https://arxiv.org/abs/2407.01082>).
    ///
    /// @param p from 0, which is neutral, to 1, which keeps only tokens equal to the most likely
    record MinP(double p) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `p` is not from 0 to 1
        public MinP {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("min-p must be from 0 to 1, not " + p);
            }
        }

        @Override
        public String name() {
            return "min-p";
        }

        @Override
        public boolean isNeutral() {
            return p == 0;
        }
    }
}
