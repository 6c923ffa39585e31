package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassformer.engine.chat.BuiltInTemplate;
import org.glassformer.engine.chat.ChatMessage;
import org.glassformer.engine.chat.ChatTemplate;
import org.glassformer.engine.format.Gguf;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages in a file, and the template that makes one text of them.
final class ChatArgument {
    private ChatArgument() {}

    /// The messages of a JSON file: a list of objects with `role` and `content`.
    ///
    /// @throws IllegalArgumentException with one sentence if it is something else
    static List<ChatMessage> messages(Path file) throws IOException {
        List<ChatMessage> messages = new ArrayList<>();
        JsonNode list;
        try {
            list = JsonMapper.shared().readTree(TextFile.read(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": no JSON: " + e.getOriginalMessage(), e);
        }
        if (!list.isArray()) {
            throw new IllegalArgumentException(file + ": expected a list of messages");
        }
        for (JsonNode each : list) {
            JsonNode role = each.get("role");
            JsonNode content = each.get("content");
            if (role == null || !role.isString() || content == null || !content.isString()) {
                throw new IllegalArgumentException(
                        file + ": a message needs a role and a content, both texts");
            }
            messages.add(new ChatMessage(role.stringValue(), content.stringValue()));
        }
        return messages;
    }

    /// A template by its name or by the folder of a model.
    ///
    /// @param name empty for that of the tokenizer's folder, or else ChatML
    /// @throws IllegalArgumentException with one sentence if there is none
    static ChatTemplate template(String name, String tokenizer) {
        for (BuiltInTemplate each : BuiltInTemplate.values()) {
            if (each.id().equals(name)) {
                return each.load();
            }
        }
        Path folder = Path.of(name.isEmpty() ? tokenizer : name);
        if (Files.isDirectory(folder) || (Gguf.isOne(folder) && Files.exists(folder))) {
            List<ChatTemplate> found = ChatTemplate.fromFolder(folder);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        if (name.isEmpty()) {
            return BuiltInTemplate.CHATML.load();
        }
        throw new IllegalArgumentException(
                name
                        + " is no folder with a chat template and none of the templates "
                        + Stream.of(BuiltInTemplate.values())
                                .map(BuiltInTemplate::id)
                                .collect(Collectors.joining(", ")));
    }
}
