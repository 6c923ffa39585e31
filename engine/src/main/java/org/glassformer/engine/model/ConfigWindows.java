package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.format.JsonFile;

/// Which layers of a `config.json` slide, and how far they see.
///
/// `layer_types` says it; without it, Mistral and Phi-3 slide everywhere, Qwen from layer
/// `max_window_layers` on if it slides at all, Gemma 2 in every second layer and Gemma 3 in all but every
/// sixth. A window of `null` is none; an absent one has the family's usual size.
final class ConfigWindows {
    private static final int USUAL = 4_096;
    private static final int QWEN_FULL_LAYERS = 28;
    private static final int GEMMA3_PATTERN = 6;

    private final JsonFile json;
    private final String type;

    ConfigWindows(JsonFile json, String type) {
        this.json = json;
        this.type = type;
    }

    /// How many keys a query sees at most, per layer; 0 for all.
    List<Integer> read(int nLayer) {
        int window = window();
        List<String> types = json.optStrings("layer_types");
        if (!types.isEmpty() && types.size() != nLayer) {
            throw json.wrong("layer_types", "one entry for each of the " + nLayer + " layers");
        }
        List<Integer> windows = new ArrayList<>();
        for (int layer = 0; layer < nLayer; layer++) {
            boolean slides = types.isEmpty() ? slides(layer) : slides(types.get(layer));
            windows.add(slides ? window : 0);
        }
        return windows;
    }

    private int window() {
        boolean said = json.names().contains("sliding_window");
        int usual =
                switch (type) {
                    case "mistral", "gemma2", "gemma3_text" -> said ? 0 : USUAL;
                    case "qwen2", "qwen3", "qwen2_moe", "qwen3_moe" -> said ? 0 : USUAL;
                    default -> 0;
                };
        int window = json.optInt("sliding_window", 1, ConfigFile.LONGEST).orElse(usual);
        boolean off =
                switch (type) {
                    case "llama", "gemma" -> true;
                    case "qwen2", "qwen3", "qwen2_moe", "qwen3_moe" ->
                            !json.optBool("use_sliding_window").orElse(false);
                    default -> false;
                };
        return off ? 0 : window;
    }

    private boolean slides(String layerType) {
        return switch (layerType) {
            case "sliding_attention" -> true;
            case "full_attention" -> false;
            default -> throw json.wrong("layer_types", "full_attention or sliding_attention");
        };
    }

    private boolean slides(int layer) {
        return switch (type) {
            case "qwen2", "qwen3", "qwen2_moe", "qwen3_moe" ->
                    layer
                            >= json.optInt("max_window_layers", 0, ConfigFile.MOST_LAYERS)
                                    .orElse(QWEN_FULL_LAYERS);
            case "gemma2" -> layer % 2 == 0;
            case "gemma3_text" -> {
                int pattern =
                        json.optInt("sliding_window_pattern", 1, ConfigFile.MOST_LAYERS)
                                .orElse(GEMMA3_PATTERN);
                yield (layer + 1) % pattern != 0;
            }
            default -> true;
        };
    }
}
