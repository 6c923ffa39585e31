package org.glassformer.engine.sampling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One step of a [SamplerChain]: it changes logits or removes tokens.
///
/// The cuts look at the distribution that enters them, renormalised over the tokens still there. What
/// is called "as llama.cpp" was read in its `src/llama-sampler.cpp`
/// (<https://github.com/ggml-org/llama.cpp/blob/master/src/llama-sampler.cpp>), what is called "as
/// Hugging Face" in transformers' `generation/logits_process.py`
/// (<https://github.com/huggingface/transformers/blob/main/src/transformers/generation/logits_process.py>).
///
/// The stages are nested, so that a chain reads as `Stage.TopK` and `Stage.Temperature` wherever it is
/// written; records in files of their own would lose that name. A choice of thirteen makes the file long.
public sealed interface Stage {
    /// [RepetitionPenalty#lastN()] and its like: all tokens before.
    int ALL = -1;

    /// What kind of stage this is.
    Kind kind();

    /// Whether the stage changes nothing whatever the logits are.
    boolean isNeutral();

    /// The name on screen, in traces and on the command line, for example `top-k`.
    default String name() {
        return kind().stageName();
    }

    /// The kinds of stages.
    enum Kind {
        /// [Temperature].
        TEMPERATURE("temperature"),
        /// [TopK].
        TOP_K("top-k"),
        /// [TopP].
        TOP_P("top-p"),
        /// [MinP].
        MIN_P("min-p"),
        /// [Typical].
        TYPICAL("typical"),
        /// [TopNSigma].
        TOP_N_SIGMA("top-n-sigma"),
        /// [RepetitionPenalty].
        REPETITION("repetition-penalty"),
        /// [FrequencyPenalty].
        FREQUENCY("frequency-penalty"),
        /// [PresencePenalty].
        PRESENCE("presence-penalty"),
        /// [Xtc].
        XTC("xtc"),
        /// [Dry].
        DRY("dry"),
        /// [LogitBias].
        LOGIT_BIAS("logit-bias"),
        /// [Grammar].
        GRAMMAR("grammar");

        private final String stageName;

        Kind(String stageName) {
            this.stageName = stageName;
        }

        /// The name on screen, in traces and on the command line.
        public String stageName() {
            return stageName;
        }

        /// A stage of this kind that changes nothing; [Grammar] changes nothing where a
        /// [SamplingContext] allows every token.
        public Stage neutral() {
            return switch (this) {
                case TEMPERATURE -> new Temperature(1);
                case TOP_K -> new TopK(0, TieRule.CUT_BY_ORDER);
                case TOP_P -> new TopP(1);
                case MIN_P -> new MinP(0);
                case TYPICAL -> new Typical(1, TieRule.CUT_BY_ORDER);
                case TOP_N_SIGMA -> new TopNSigma(TopNSigma.OFF);
                case REPETITION -> new RepetitionPenalty(1, ALL);
                case FREQUENCY -> new FrequencyPenalty(0, ALL);
                case PRESENCE -> new PresencePenalty(0, ALL);
                case XTC -> new Xtc(0, 0.1, 1);
                case DRY -> new Dry(0, 1.75, 2, ALL, List.of());
                case LOGIT_BIAS -> new LogitBias(Map.of());
                case GRAMMAR -> new Grammar();
            };
        }
    }

    /// What [TopK] and [Typical] do with tokens that are equal to the last one kept.
    enum TieRule {
        /// Of equal ones those that come first in the order remain (llama.cpp).
        CUT_BY_ORDER,
        /// All that are equal to the last one remain (Hugging Face).
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
        public Kind kind() {
            return Kind.TEMPERATURE;
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
    record TopP(double p) implements Stage {
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
    record Typical(double mass, TieRule ties) implements Stage {
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
    record TopNSigma(double n) implements Stage {
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

    /// Divides the logits of tokens that occurred by `r` if they are positive, else multiplies (Keskar
    /// et al. 2019, <https://arxiv.org/abs/1909.05858>, with the common mend for negative logits).
    ///
    /// @param r positive; 1 is neutral
    /// @param lastN looks at that many tokens; 0 is neutral, [#ALL] all
    record RepetitionPenalty(double r, int lastN) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `r` is not positive or `lastN` is below -1
        public RepetitionPenalty {
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
    record FrequencyPenalty(double f, int lastN) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `f` is not finite or `lastN` is below -1
        public FrequencyPenalty {
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
    record PresencePenalty(double q, int lastN) implements Stage {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if `q` is not finite or `lastN` is below -1
        public PresencePenalty {
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

    /// Exclude top choices: by chance, removes all tokens of at least the threshold but the least
    /// likely of them (<https://github.com/oobabooga/text-generation-webui/pull/6335>).
    ///
    /// Acts where [SamplingContext#xtc(int)] gives at most `probability`. As llama.cpp.
    ///
    /// @param probability how often it acts; 0 and less are neutral
    /// @param threshold removed are tokens at least as likely, if there are two; above 0.5 is neutral
    /// @param minKeep does nothing where fewer would be left
    record Xtc(double probability, double threshold, int minKeep) implements Stage {
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
            implements Stage {
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

    /// Adds a number to the logits of some tokens; minus infinity bans one.
    ///
    /// @param biases by token id, none plus infinity
    record LogitBias(Map<Integer, Double> biases) implements Stage {
        /// Copies the map, in the order of the ids.
        ///
        /// @throws IllegalArgumentException if an id is negative, or a bias not a number or plus
        ///     infinity
        public LogitBias {
            biases.forEach((id, bias) -> {
                if (id < 0) {
                    throw new IllegalArgumentException("there is no token " + id);
                }
                if (!(bias <= Float.MAX_VALUE)
                        || (bias < -Float.MAX_VALUE && bias != Double.NEGATIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "the bias of token " + id + " cannot be " + bias);
                }
            });
            biases = Collections.unmodifiableMap(new TreeMap<>(biases));
        }

        @Override
        public Kind kind() {
            return Kind.LOGIT_BIAS;
        }

        @Override
        public boolean isNeutral() {
            return biases.values().stream().allMatch(bias -> bias == 0);
        }
    }

    /// Removes the tokens that the [SamplingContext] does not allow at this step.
    record Grammar() implements Stage {
        @Override
        public Kind kind() {
            return Kind.GRAMMAR;
        }

        @Override
        public boolean isNeutral() {
            return false;
        }
    }

    private static void number(String what, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(what + " must be a number");
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
