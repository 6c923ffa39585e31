package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private final String family;

    private GgufConfig(Gguf file, String family) {
        this.file = file;
        this.keys = file.metadata();
        this.family = family;
    }

    /// The configuration of a file.
    ///
    /// @throws ModelFormatException if it is broken, or asks for what this engine lacks
    static ModelConfig read(Gguf file) {
        String key = "general.architecture";
        String known = "an architecture this engine has: gpt2, llama, qwen2, qwen3";
        String family = file.metadata().text(key).orElse("");
        GgufConfig config = new GgufConfig(file, family);
        try {
            return switch (family) {
                case "gpt2" -> config.gpt2();
                case "llama", "qwen2", "qwen3" -> config.rotary();
                default -> throw file.metadata().wrong(key, known);
            };
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file.path(),
                    -1,
                    "sizes that fit each other",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private String key(String name) {
        return family + "." + name;
    }

    private ModelConfig gpt2() {
        int nEmbd = require("embedding_length", WIDEST);
        int nLayer = require("block_count", MOST_LAYERS);
        int nHead = require("attention.head_count", MOST_HEADS);
        if (nEmbd % nHead != 0) {
            throw keys.wrong(key("embedding_length"), "a multiple of the " + nHead + " heads");
        }
        return new ModelConfig(
                family,
                nLayer,
                nHead,
                nHead,
                nEmbd,
                nEmbd / nHead,
                require("feed_forward_length", WIDEST),
                vocabulary(),
                require("context_length", LONGEST),
                false,
                eps("attention.layer_norm_epsilon"),
                Activation.GELU_TANH,
                false,
                true,
                10000,
                new RopeScaling.None(),
                true,
                true,
                true,
                false,
                !file.tensors().containsKey(GgufNames.HEAD),
                Collections.nCopies(nLayer, 0),
                bos(),
                ends());
    }

    private ModelConfig rotary() {
        if (keys.whole(key("expert_count"), 0, WIDEST).orElse(0) > 0) {
            throw keys.wrong(key("expert_count"), "0, this engine has no mixture of experts");
        }
        int nEmbd = require("embedding_length", WIDEST);
        int nLayer = require("block_count", MOST_LAYERS);
        int nHead = require("attention.head_count", MOST_HEADS);
        int nKvHead = keys.whole(key("attention.head_count_kv"), 1, MOST_HEADS).orElse(nHead);
        int headSize =
                keys.whole(key("attention.key_length"), 2, WIDEST)
                        .orElse(Math.max(1, nEmbd / nHead));
        same("attention.value_length", headSize);
        same("rope.dimension_count", headSize);
        return new ModelConfig(
                family,
                nLayer,
                nHead,
                nKvHead,
                nEmbd,
                headSize,
                require("feed_forward_length", WIDEST),
                vocabulary(),
                require("context_length", LONGEST),
                true,
                eps("attention.layer_norm_rms_epsilon"),
                Activation.SILU,
                true,
                false,
                new GgufRope(file, family).theta(),
                new GgufRope(file, family).scaling(),
                has("attn_q.bias"),
                has("attn_output.bias"),
                has("ffn_gate.bias"),
                family.equals("qwen3"),
                !file.tensors().containsKey(GgufNames.HEAD),
                Collections.nCopies(nLayer, window()),
                bos(),
                ends());
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

    /// Only Llama files say it, for Mistral: every layer slides.
    private int window() {
        return family.equals("llama")
                ? keys.whole(key("attention.sliding_window"), 0, LONGEST).orElse(0)
                : 0;
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
