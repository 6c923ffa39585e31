package org.glassformer.engine.model;

import java.util.List;

/// The families that this engine has, by the names that files give them.
public final class Families {
    /// The `model_type` of folders in Hugging Face layout.
    public static final List<String> FOLDERS =
            List.of(
                    "gpt2",
                    "llama",
                    "mistral",
                    "qwen2",
                    "qwen3",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "gemma3_text",
                    "phi3",
                    "gpt_neox",
                    "mixtral",
                    "qwen2_moe",
                    "qwen3_moe");

    /// The `general.architecture` of GGUF files; Mistral and Mixtral are Llama there.
    public static final List<String> GGUF =
            List.of(
                    "gpt2",
                    "llama",
                    "qwen2",
                    "qwen3",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "phi3",
                    "gptneox",
                    "qwen2moe",
                    "qwen3moe");

    private Families() {}

    /// Whether the weights of a family's norms are stored in folders as what is added to 1.
    static boolean normsBesideOne(String family) {
        return family.startsWith("gemma");
    }
}
