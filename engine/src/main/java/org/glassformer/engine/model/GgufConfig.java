package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;
import org.glassformer.engine.format.GgufTensor;
import org.glassformer.engine.format.ModelFormatException;

/// Reads the configuration out of the keys of a GGUF file, and what they leave open (vocabulary,
/// biases, the tied head) out of its tensors.
final class GgufConfig {
    private static final int MOST_LAYERS = 1_000;
    private static final int MOST_HEADS = 4_096;
    private static final int WIDEST = 1 << 18;
    private static final int MOST_TOKENS = 1 << 22;
    private static final int LONGEST = 1 << 25;

    private final Gguf file;
    private final GgufMetadata keys;
    private final String architecture;

    private GgufConfig(Gguf file, String architecture) {
        this.file = file;
        this.keys = file.metadata();
        this.architecture = architecture;
    }

    /// The configuration of a file.
    ///
    /// @throws ModelFormatException if it is broken, or asks for what this engine lacks
    static ModelConfig read(Gguf file) {
        String key = "general.architecture";
        String architecture = file.metadata().text(key).orElse("");
        if (!Families.GGUF.contains(architecture)) {
            throw file.metadata()
                    .wrong(
                            key,
                            "an architecture this engine has: " + String.join(", ", Families.GGUF));
        }
        try {
            return new GgufConfig(file, architecture).draft().build();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file.path(),
                    -1,
                    "sizes that fit each other",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private ConfigDraft draft() {
        return switch (architecture) {
            case "gpt2" -> gpt2();
            case "gptneox" -> neoX();
            case "gemma" -> gemma();
            case "gemma2" -> gemma2();
            case "gemma3" -> gemma3();
            case "qwen2moe", "qwen3moe" -> qwenMixture();
            case "llama" -> llama();
            default -> rotary();
        };
    }

    private String key(String name) {
        return architecture + "." + name;
    }

    /// Sizes, vocabulary and tokens, which all have.
    private ConfigDraft sizes() {
        ConfigDraft c = new ConfigDraft();
        c.family = architecture;
        c.nEmbd = require("embedding_length", WIDEST);
        c.nLayer = require("block_count", MOST_LAYERS);
        c.nHead = require("attention.head_count", MOST_HEADS);
        c.nKvHead = c.nHead;
        c.blockSize = require("context_length", LONGEST);
        c.vocabSize = vocabulary();
        c.tiedHead = !file.tensors().containsKey(GgufNames.HEAD);
        c.windows = Collections.nCopies(c.nLayer, 0);
        c.bosToken = bos();
        c.eosTokens = ends();
        return c;
    }

    /// GPT-2 and GPT-NeoX.
    private ConfigDraft layerNorms() {
        ConfigDraft c = sizes();
        if (c.nEmbd % c.nHead != 0) {
            throw keys.wrong(key("embedding_length"), "a multiple of the " + c.nHead + " heads");
        }
        c.headSize = c.nEmbd / c.nHead;
        c.ffnSize = require("feed_forward_length", WIDEST);
        c.rmsNorm = false;
        c.normEps = eps("attention.layer_norm_epsilon");
        c.gatedMlp = false;
        c.qkvBias = true;
        c.attnOutBias = true;
        c.mlpBias = true;
        return c;
    }

    private ConfigDraft gpt2() {
        ConfigDraft c = layerNorms();
        c.activation = Activation.GELU_TANH;
        c.learnedPositions = true;
        return c;
    }

    /// Files do not name the activation: all published models have the exact GELU.
    private ConfigDraft neoX() {
        ConfigDraft c = layerNorms();
        c.family = "gpt_neox";
        c.activation = Activation.GELU_ERF;
        c.parallel = keys.flag(key("use_parallel_residual")).orElse(true);
        turning(c);
        rope(c);
        return c;
    }

    private ConfigDraft rotary() {
        ConfigDraft c = sizes();
        int most = MOST_HEADS;
        c.nKvHead = keys.whole(key("attention.head_count_kv"), 1, most).orElse(c.nHead);
        c.headSize =
                keys.whole(key("attention.key_length"), 2, WIDEST)
                        .orElse(Math.max(1, c.nEmbd / c.nHead));
        same("attention.value_length", c.headSize);
        c.ffnSize = require("feed_forward_length", WIDEST);
        c.normEps = eps("attention.layer_norm_rms_epsilon");
        c.qkvBias = has("attn_q.bias");
        c.attnOutBias = has("attn_output.bias");
        c.mlpBias = has("ffn_gate.bias");
        c.qkNorm = architecture.startsWith("qwen3") || architecture.equals("gemma3");
        turning(c);
        rope(c);
        if (architecture.equals("phi3")) {
            c.windows = Collections.nCopies(c.nLayer, window());
        }
        return c;
    }

    private void rope(ConfigDraft c) {
        GgufRope rope = new GgufRope(file, architecture);
        c.ropeTheta = rope.theta();
        c.ropeScaling = rope.scaling(c);
    }

    private void turning(ConfigDraft c) {
        int size = keys.whole(key("rope.dimension_count"), 2, WIDEST).orElse(c.headSize);
        boolean inParts = architecture.equals("phi3") || architecture.equals("gptneox");
        if (!inParts && size != c.headSize) {
            throw keys.wrong(key("rope.dimension_count"), c.headSize + ", the size of a head");
        }
        if (size > c.headSize || size % 2 != 0) {
            throw keys.wrong(
                    key("rope.dimension_count"),
                    "an even number up to " + c.headSize + ", the size of a head");
        }
        c.rotarySize = size == c.headSize ? 0 : size;
    }

    /// Llama files hold Mistral, which slides in every layer, and Mixtral, too.
    private ConfigDraft llama() {
        ConfigDraft c = rotary();
        int window = window();
        if (window > 0) {
            c.family = "mistral";
            c.windows = Collections.nCopies(c.nLayer, window);
        }
        int experts = keys.whole(key("expert_count"), 0, MOST_HEADS).orElse(0);
        if (experts > 0) {
            c.family = "mixtral";
            int chosen = require("expert_used_count", MOST_HEADS);
            c.experts = new Experts(experts, chosen, c.ffnSize, true, 0, List.of());
        }
        return c;
    }

    private ConfigDraft qwenMixture() {
        ConfigDraft c = rotary();
        boolean second = architecture.equals("qwen2moe");
        c.family = second ? "qwen2_moe" : "qwen3_moe";
        int size = expertSize("expert_feed_forward_length", "ffn_gate_exps.weight", 1);
        int shared = 0;
        if (second) {
            String key = "expert_shared_feed_forward_length";
            shared = expertSize(key, "ffn_gate_shexp.weight", 0);
        }
        List<Integer> dense = new ArrayList<>();
        for (int layer = 0; layer < c.nLayer; layer++) {
            if (file.tensors().containsKey("blk." + layer + ".ffn_gate.weight")) {
                dense.add(layer);
            }
        }
        c.experts =
                new Experts(
                        require("expert_count", MOST_HEADS),
                        require("expert_used_count", MOST_HEADS),
                        size,
                        !second,
                        shared,
                        dense);
        return c;
    }

    /// Neurons of an expert; files written before there was a key for them have it in their tensors.
    private int expertSize(String name, String tensor, int axis) {
        return keys.whole(key(name), 1, WIDEST)
                .orElseGet(() -> {
                    String last = "blk." + (require("block_count", MOST_LAYERS) - 1) + ".";
                    GgufTensor gate = file.tensor(last + tensor);
                    if (gate.shape().rank() <= axis) {
                        throw keys.wrong(key(name), "a whole number from 1 to " + WIDEST);
                    }
                    return gate.shape().dim(axis);
                });
    }

    private ConfigDraft gemma() {
        ConfigDraft c = rotary();
        c.activation = Activation.GELU_TANH;
        c.embedScale = (float) Math.sqrt(c.nEmbd);
        return c;
    }

    /// Every second layer slides. The scale of scores is not in the file: it is that of the head size
    /// but in the largest model, of 46 layers.
    private ConfigDraft gemma2() {
        ConfigDraft c = gemma();
        c.postNorms = true;
        c.queryScalar = queryScalar(c, 46);
        c.attnCap = cap("attn_logit_softcapping", 50);
        c.logitCap = cap("final_logit_softcapping", 30);
        c.windows = windows(c.nLayer, 4096, layer -> layer % 2 == 0);
        return c;
    }

    /// All layers but every sixth slide, and turn with a base of their own. The largest model, of 62
    /// layers, has another scale of scores.
    private ConfigDraft gemma3() {
        ConfigDraft c = gemma();
        c.family = "gemma3_text";
        c.postNorms = true;
        c.queryScalar = queryScalar(c, 62);
        c.logitCap = cap("final_logit_softcapping", 0);
        c.localRopeTheta = keys.real(key("rope.freq_base_swa")).orElse(10_000.0);
        if (!(c.localRopeTheta > 0)) {
            throw keys.wrong(key("rope.freq_base_swa"), "a positive number");
        }
        int pattern = keys.whole(key("attention.sliding_window_pattern"), 1, MOST_LAYERS).orElse(6);
        c.windows = windows(c.nLayer, 0, layer -> (layer + 1) % pattern != 0);
        return c;
    }

    private static double queryScalar(ConfigDraft c, int layersOfTheLargest) {
        return c.nLayer == layersOfTheLargest ? (double) c.nEmbd / c.nHead : c.headSize;
    }

    private float cap(String name, double usual) {
        double cap = keys.real(key(name)).orElse(usual);
        if (cap < 0) {
            throw keys.wrong(key(name), "a positive number");
        }
        return (float) cap;
    }

    private List<Integer> windows(int nLayer, int usual, IntPredicate slides) {
        int window = keys.whole(key("attention.sliding_window"), 0, LONGEST).orElse(usual);
        return IntStream.range(0, nLayer)
                .map(layer -> slides.test(layer) ? window : 0)
                .boxed()
                .toList();
    }

    private int require(String name, int most) {
        return keys.requireWhole(key(name), 1, most);
    }

    private void same(String name, int headSize) {
        int size = keys.whole(key(name), 1, WIDEST).orElse(headSize);
        if (size != headSize) {
            throw keys.wrong(key(name), headSize + ", the size of a head");
        }
    }

    private float eps(String name) {
        double eps = keys.real(key(name)).orElse(1e-5);
        if (eps < 0 || eps > 1) {
            throw keys.wrong(key(name), "a number from 0 to 1");
        }
        return (float) eps;
    }

    private int window() {
        return keys.whole(key("attention.sliding_window"), 0, LONGEST).orElse(0);
    }

    private boolean has(String nameInBlock) {
        return file.tensors().containsKey("blk.0." + nameInBlock);
    }

    private int vocabulary() {
        GgufTensor embedding = file.tensor(GgufNames.EMBEDDING);
        if (embedding.shape().rank() != 2 || embedding.shape().dim(0) > MOST_TOKENS) {
            throw new ModelFormatException(
                    embedding.file(),
                    embedding.offset(),
                    GgufNames.EMBEDDING
                            + " with a row for each of at most "
                            + MOST_TOKENS
                            + " tokens",
                    "shape " + embedding.shape());
        }
        return embedding.shape().dim(0);
    }

    private int bos() {
        return keys.whole("tokenizer.ggml.bos_token_id", 0, MOST_TOKENS).orElse(-1);
    }

    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        for (String name : List.of("eos", "eot")) {
            keys.whole("tokenizer.ggml." + name + "_token_id", 0, MOST_TOKENS)
                    .filter(id -> !ends.contains(id))
                    .ifPresent(ends::add);
        }
        return ends;
    }
}
