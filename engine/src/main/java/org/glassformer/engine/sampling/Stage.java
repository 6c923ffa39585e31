package org.glassformer.engine.sampling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One step of a [SamplerChain]: it changes logits or removes tokens.
///
/// [Cut] has those that remove tokens by their probabilities, [Penalty] those that lower tokens because of the tokens
/// before. What is called "as llama.cpp" was read in its `src/llama-sampler.cpp`
/// (<https://github.com/ggml-org/llama.cpp/blob/master/src/llama-sampler.cpp>), what is called "as
/// Hugging Face" in transformers' `generation/logits_process.py`
/// (<https://github.com/huggingface/transformers/blob/main/src/transformers/generation/logits_process.py>).
public sealed interface Stage
        permits Cut, Penalty, Stage.Temperature, Stage.LogitBias, Stage.Grammar {
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
        /// [Cut.TopK].
        TOP_K("top-k"),
        /// [Cut.TopP].
        TOP_P("top-p"),
        /// [Cut.MinP].
        MIN_P("min-p"),
        /// [Cut.Typical].
        TYPICAL("typical"),
        /// [Cut.TopNSigma].
        TOP_N_SIGMA("top-n-sigma"),
        /// [Penalty.Repetition].
        REPETITION("repetition-penalty"),
        /// [Penalty.Frequency].
        FREQUENCY("frequency-penalty"),
        /// [Penalty.Presence].
        PRESENCE("presence-penalty"),
        /// [Cut.Xtc].
        XTC("xtc"),
        /// [Penalty.Dry].
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
                case TOP_K -> new Cut.TopK(0, Cut.TieRule.CUT_BY_ORDER);
                case TOP_P -> new Cut.TopP(1);
                case MIN_P -> new Cut.MinP(0);
                case TYPICAL -> new Cut.Typical(1, Cut.TieRule.CUT_BY_ORDER);
                case TOP_N_SIGMA -> new Cut.TopNSigma(Cut.TopNSigma.OFF);
                case REPETITION -> new Penalty.Repetition(1, Penalty.ALL);
                case FREQUENCY -> new Penalty.Frequency(0, Penalty.ALL);
                case PRESENCE -> new Penalty.Presence(0, Penalty.ALL);
                case XTC -> new Cut.Xtc(0, 0.1, 1);
                case DRY -> new Penalty.Dry(0, 1.75, 2, Penalty.ALL, List.of());
                case LOGIT_BIAS -> new LogitBias(Map.of());
                case GRAMMAR -> new Grammar();
            };
        }
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
}
