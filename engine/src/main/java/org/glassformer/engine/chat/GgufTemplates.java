package org.glassformer.engine.chat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;

/// The chat templates in a GGUF file: one, or several by name.
final class GgufTemplates {
    private static final String KEY = "tokenizer.chat_template";

    private final GgufMetadata keys;

    private GgufTemplates(GgufMetadata keys) {
        this.keys = keys;
    }

    static List<ChatTemplate> read(Path path) {
        try (Gguf file = Gguf.open(path)) {
            return new GgufTemplates(file.metadata()).templates();
        }
    }

    private List<ChatTemplate> templates() {
        String name = String.valueOf(keys.file().getFileName());
        Map<String, String> special = special();
        List<ChatTemplate> templates = new ArrayList<>();
        for (String key : keys.keys()) {
            if (key.equals(KEY) || key.startsWith(KEY + ".")) {
                String source = keys.text(key).orElse("");
                boolean usual = key.equals(KEY);
                String shown = usual ? name : name + " (" + key.substring(KEY.length() + 1) + ")";
                templates.add(
                        usual ? 0 : templates.size(),
                        new ChatTemplate(
                                shown, source, special, Clock.system(ZoneId.systemDefault())));
            }
        }
        return List.copyOf(templates);
    }

    private Map<String, String> special() {
        Map<String, String> special = new LinkedHashMap<>();
        List<String> tokens = keys.texts("tokenizer.ggml.tokens");
        Map<String, String> roles =
                Map.of("bos", "bos", "eos", "eos", "unknown", "unk", "padding", "pad");
        roles.forEach((theirs, ours) ->
                keys.whole("tokenizer.ggml." + theirs + "_token_id", 0, Integer.MAX_VALUE)
                        .filter(id -> id < tokens.size())
                        .ifPresent(id -> special.put(ours + "_token", tokens.get(id))));
        return special;
    }
}
