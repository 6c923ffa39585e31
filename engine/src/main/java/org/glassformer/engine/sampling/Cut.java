package org.glassformer.engine.sampling;

/// A stage that removes tokens, looking at the distribution that enters it, renormalised over the tokens still there.
public sealed interface Cut extends Stage {
    /// What [TopK] and [Typical] do with tokens that are equal to the last one kept.
    enum TieRule {
        /// Of equal ones those that come first in the order remain (llama.cpp).
        CUT_BY_ORDER,
        /// All that are equal to the last one remain (Hugging Face).
        KEEP
    }

    /// Keeps the `k` largest logits.
    ///
    /// @param k at least 0; 0 is neutral
    /// @param ties what happens to tokens equal to the k-th
    record TopK(int k, TieRule ties) implements Cut {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `k` is negative
        public TopK {
            if (k < 0) {
                throw new IllegalArgumentException("top-k must be 0 or more, not " + k);
            }
        }

        @Override
        public Kind kind() {
            return Kind.TOP_K;
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
    record TopP(double p) implements Cut {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `p` is not a number
        public TopP {
            number("top-p", p);
        }

        @Override
        public Kind kind() {
            return Kind.TOP_P;
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
    record MinP(double p) implements Cut {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `p` is not from 0 to 1
        public MinP {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("min-p must be from 0 to 1, not " + p);
            }
        }

        @Override
        public Kind kind() {
            return Kind.MIN_P;
        }

        @Override
        public boolean isNeutral() {
            return p == 0;
        }
    }

    /// Keeps the tokens whose surprise is nearest to the expected one: ordered by
    /// abs(-ln p - H), equal ones by their place, until their probabilities sum to the mass (Meister
    /// et al. 2023, locally typical sampling, <https://arxiv.org/abs/2202.00666>).
    ///
    /// llama.cpp ([TieRule#CUT_BY_ORDER]) stops when the sum exceeds the mass; Hugging Face
    /// ([TieRule#KEEP]) when it reaches it, and then keeps all that are as near as the last.
    ///
    /// @param mass from 1, which is neutral, down; 0 and less keep the nearest token
    /// @param ties what happens to tokens as near as the last
    record Typical(double mass, TieRule ties) implements Cut {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `mass` is not a number
        public Typical {
            number("typical", mass);
        }

        @Override
        public Kind kind() {
            return Kind.TYPICAL;
        }

        @Override
        public boolean isNeutral() {
            return mass >= 1;
        }
    }

    /// Keeps logits of at least max - n * sigma, where sigma is their standard deviation (Tang et al.
    /// 2024, <https://arxiv.org/abs/2411.07641>).
    ///
    /// @param n 0 keeps the largest and its equals; below 0 is neutral. llama.cpp reads 0 as off since
    ///     May 2025 and kept the largest before
    record TopNSigma(double n) implements Cut {
        /// The neutral n, llama.cpp's default.
        public static final double OFF = -1;

        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `n` is not a number
        public TopNSigma {
            number("top-n-sigma", n);
        }

        @Override
        public Kind kind() {
            return Kind.TOP_N_SIGMA;
        }

        @Override
        public boolean isNeutral() {
            return n < 0;
        }
    }

    /// Exclude top choices: by chance, removes all tokens of at least the threshold but the least
    /// likely of them (<https://github.com/oobabooga/text-generation-webui/pull/6335>).
    ///
    /// Acts where [SamplingContext#xtc(int)] gives at most `probability`. As llama.cpp.
    ///
    /// @param probability how often it acts; 0 and less are neutral
    /// @param threshold removed are tokens at least as likely, if there are two; above 0.5 is neutral
    /// @param minKeep does nothing where fewer would be left
    record Xtc(double probability, double threshold, int minKeep) implements Cut {
        /// The threshold above which there are never two tokens.
        public static final double LARGEST_THRESHOLD = 0.5;

        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if a value is not a number or `minKeep` is negative
        public Xtc {
            number("xtc probability", probability);
            number("xtc threshold", threshold);
            if (minKeep < 0) {
                throw new IllegalArgumentException("xtc cannot keep " + minKeep + " tokens");
            }
        }

        @Override
        public Kind kind() {
            return Kind.XTC;
        }

        @Override
        public boolean isNeutral() {
            return probability <= 0 || threshold > LARGEST_THRESHOLD;
        }
    }

    private static void number(String what, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(what + " must be a number");
        }
    }
}
