package org.glassformer.engine.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Well-known chat templates, for models that bring none.
public enum BuiltInTemplate {
    /// `<|im_start|>` and `<|im_end|>`, as Qwen, SmolLM2 and many others.
    CHATML("ChatML", "chatml", "", "<|im_end|>"),

    /// Llama 3's headers.
    LLAMA_3("Llama 3", "llama-3", "<|begin_of_text|>", "<|eot_id|>"),

    /// Llama 2's `[INST]`, the system prompt within the first.
    LLAMA_2("Llama 2", "llama-2", "<s>", "</s>"),

    /// Mistral's `[INST]`, the system prompt within the last.
    MISTRAL("Mistral", "mistral", "<s>", "</s>"),

    /// Gemma's turns, without system prompt.
    GEMMA("Gemma", "gemma", "<bos>", "<eos>"),

    /// Zephyr's roles between bars.
    ZEPHYR("Zephyr", "zephyr", "<s>", "</s>");

    private final String label;
    private final String file;
    private final String bos;
    private final String eos;

    BuiltInTemplate(String label, String file, String bos, String eos) {
        this.label = label;
        this.file = file;
        this.bos = bos;
        this.eos = eos;
    }

    /// The name for people.
    public String label() {
        return label;
    }

    /// The name for machines, such as `llama-3`.
    public String id() {
        return file;
    }

    /// Reads the template.
    public ChatTemplate load() {
        try (InputStream in = BuiltInTemplate.class.getResourceAsStream(file + ".jinja")) {
            if (in == null) {
                throw new IllegalStateException("the template " + file + " is not in the jar");
            }
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ChatTemplate.of(label, source, Map.of("bos_token", bos, "eos_token", eos));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
