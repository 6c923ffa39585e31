package org.glassformer.engine.chat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The chat templates of a model folder.
final class TemplateFolder {
    private static final long LARGEST = 64L << 20;
    private static final String DEFAULT = "default";

    private final Path folder;

    TemplateFolder(Path folder) {
        this.folder = folder;
    }

    List<ChatTemplate> templates() {
        JsonNode config = read("tokenizer_config.json");
        JsonNode known = read("special_tokens_map.json");
        Map<String, String> special = new LinkedHashMap<>();
        specialTokens(known, special);
        specialTokens(config, special);
        Map<String, String> sources = new LinkedHashMap<>();
        if (config != null) {
            sources(config.get("chat_template"), sources);
        }
        Path file = folder.resolve("chat_template.jinja");
        if (Files.exists(file)) {
            sources.put(DEFAULT, text(file));
        }
        additional(sources);
        List<ChatTemplate> templates = new ArrayList<>();
        for (Map.Entry<String, String> entry : sources.entrySet()) {
            boolean usual = entry.getKey().equals(DEFAULT);
            ChatTemplate template =
                    new ChatTemplate(
                            usual ? modelName() : modelName() + " (" + entry.getKey() + ")",
                            entry.getValue(),
                            special,
                            Clock.system(ZoneId.systemDefault()));
            templates.add(usual ? 0 : templates.size(), template);
        }
        return List.copyOf(templates);
    }

    private String modelName() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }

    private void sources(@Nullable JsonNode node, Map<String, String> sources) {
        if (node == null || node.isNull()) {
            return;
        }
        if (node.isString()) {
            sources.put(DEFAULT, node.stringValue());
            return;
        }
        if (!node.isArray()) {
            throw fault("tokenizer_config.json", "chat_template is neither a text nor a list");
        }
        for (JsonNode each : node) {
            JsonNode name = each.get("name");
            JsonNode template = each.get("template");
            if (name == null || !name.isString() || template == null || !template.isString()) {
                throw fault(
                        "tokenizer_config.json",
                        "each entry of the list chat_template needs a name and a template");
            }
            sources.put(name.stringValue(), template.stringValue());
        }
    }

    private void additional(Map<String, String> sources) {
        Path more = folder.resolve("additional_chat_templates");
        if (!Files.isDirectory(more)) {
            return;
        }
        try (Stream<Path> files = Files.list(more)) {
            for (Path file : files.sorted().limit(50).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".jinja")) {
                    sources.put(name.substring(0, name.length() - 6), text(file));
                }
            }
        } catch (IOException e) {
            throw fault("additional_chat_templates", "it cannot be read: " + e.getMessage());
        }
    }

    /// Tokens such as `bos_token`, each a text or an object with the text as `content`.
    private static void specialTokens(@Nullable JsonNode node, Map<String, String> special) {
        if (node == null || !node.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            JsonNode content = value.isObject() ? value.get("content") : value;
            if (entry.getKey().endsWith("_token") && content != null && content.isString()) {
                special.put(entry.getKey(), content.stringValue());
            }
        }
    }

    private @Nullable JsonNode read(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return null;
        }
        String text = text(file);
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw fault(name, "it is no JSON: " + e.getOriginalMessage());
        }
    }

    private String text(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST) {
                throw fault(name, "it is larger than 64 MB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw fault(name, "it is not UTF-8");
        } catch (IOException e) {
            throw fault(name, "it cannot be read: " + e.getMessage());
        }
    }

    private ChatTemplateException fault(String file, String problem) {
        return new ChatTemplateException(folder.resolve(file) + ": " + problem + ".");
    }
}
