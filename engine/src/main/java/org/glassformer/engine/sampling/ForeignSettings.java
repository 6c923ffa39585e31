package org.glassformer.engine.sampling;

import java.util.List;

/// Chains in the settings of other programs, and back.
public final class ForeignSettings {
    private ForeignSettings() {}

    /// Whose settings.
    public enum Format {
        /// `GenerationConfig` of Hugging Face transformers as JSON
        /// (<https://huggingface.co/docs/transformers/main_classes/text_generation>).
        HUGGING_FACE,
        /// The body of a request to llama.cpp's server
        /// (<https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md>).
        LLAMA_CPP_JSON,
        /// The arguments of llama.cpp's programs.
        LLAMA_CPP_ARGUMENTS,
        /// The body of a request to OpenAI's interface
        /// (<https://platform.openai.com/docs/api-reference/chat/create>), whose order of stages is not
        /// published; taken is bias, penalties, temperature, top-p.
        OPENAI
    }

    /// A chain as settings.
    ///
    /// @param text what to paste
    /// @param warnings what it does not say as the chain does
    public record Written(String text, List<ChainWarning> warnings) {
        /// Copies the list.
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /// A chain from settings.
    ///
    /// @param chain the stages, where nothing is said those of the program's defaults
    /// @param warnings what was not understood
    public record Understood(SamplerChain chain, List<ChainWarning> warnings) {
        /// Copies the list.
        public Understood {
            warnings = List.copyOf(warnings);
        }
    }

    /// Writes a chain; stages that are neutral are not missed where they cannot be said.
    public static Written write(SamplerChain chain, Format format) {
        return switch (format) {
            case HUGGING_FACE -> HuggingFaceSettings.write(chain);
            case LLAMA_CPP_JSON -> LlamaCppSettings.writeJson(chain);
            case LLAMA_CPP_ARGUMENTS -> LlamaCppSettings.writeArguments(chain);
            case OPENAI -> OpenAiSettings.write(chain);
        };
    }

    /// Reads settings.
    ///
    /// @throws IllegalArgumentException with a sentence if the text is not of the format or a value is
    ///     out of its range
    public static Understood read(String text, Format format) {
        return switch (format) {
            case HUGGING_FACE -> HuggingFaceSettings.read(text);
            case LLAMA_CPP_JSON -> LlamaCppSettings.read(SettingsIn.json(text));
            case LLAMA_CPP_ARGUMENTS ->
                    LlamaCppSettings.read(SettingsIn.arguments(text, LlamaCppSettings.ARGUMENTS));
            case OPENAI -> OpenAiSettings.read(text);
        };
    }
}
