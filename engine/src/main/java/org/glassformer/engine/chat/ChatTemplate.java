package org.glassformer.engine.chat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.glassformer.engine.chat.RenderedChat.ContentRange;
import org.glassformer.engine.chat.jinja.JinjaException;
import org.glassformer.engine.chat.jinja.JinjaTemplate;
import org.glassformer.engine.chat.jinja.Limits;
import org.glassformer.engine.chat.jinja.SourcedText;
import org.glassformer.engine.format.Gguf;
import org.jspecify.annotations.Nullable;

/// A chat template with the special tokens that it may name. Immutable; safe for use by several threads at once.
public final class ChatTemplate {
    private final String name;
    private final String source;
    private final Map<String, String> specialTokens;
    private final JinjaTemplate template;
    private final Clock clock;

    ChatTemplate(String name, String source, Map<String, String> specialTokens, Clock clock) {
        this.name = name;
        this.source = source;
        this.specialTokens = Map.copyOf(specialTokens);
        this.clock = clock;
        try {
            template = JinjaTemplate.parse(source);
        } catch (JinjaException e) {
            throw failure("cannot be read", e);
        }
    }

    /// Reads a template.
    ///
    /// @param name for people
    /// @param source in the template language of Hugging Face's transformers
    /// @param specialTokens such as `bos_token` and what it stands for
    /// @throws ChatTemplateException if it is not well formed
    public static ChatTemplate of(String name, String source, Map<String, String> specialTokens) {
        return new ChatTemplate(name, source, specialTokens, Clock.system(ZoneId.systemDefault()));
    }

    /// The templates of a model folder or GGUF file, the one used by default first; none for a model without.
    ///
    /// They stand in `chat_template.jinja`, in the folder `additional_chat_templates`, or in `tokenizer_config.json`;
    /// the special tokens in the latter or in `special_tokens_map.json`.
    ///
    /// @throws ChatTemplateException if one cannot be read
    public static List<ChatTemplate> fromFolder(Path folder) {
        return Gguf.isOne(folder)
                ? GgufTemplates.read(folder)
                : new TemplateFolder(folder).templates();
    }

    /// The name for people.
    public String name() {
        return name;
    }

    /// The template as written.
    public String source() {
        return source;
    }

    /// The special tokens that it may name, such as `bos_token` and what it stands for.
    public Map<String, String> specialTokens() {
        return specialTokens;
    }

    /// Puts messages into the template.
    ///
    /// Takes a second and some tens of megabytes at most, whatever the template says, and more only in proportion to
    /// very long contents.
    ///
    /// @param messages the chat
    /// @param addGenerationPrompt whether the text ends where the assistant begins to answer
    /// @throws ChatTemplateException if the template refuses the messages, fails, or does not end
    public RenderedChat render(List<ChatMessage> messages, boolean addGenerationPrompt) {
        long characters = 0;
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("role", message.role());
            fields.put("content", SourcedText.of(message.content(), i));
            list.add(fields);
            characters += message.content().length();
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(specialTokens);
        variables.put("messages", list);
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("add_generation_prompt", addGenerationPrompt);
        Map<String, Function<String, String>> functions = Map.of("strftime_now", this::now);
        try {
            Limits limits = Limits.USUAL.withRoomFor(characters);
            SourcedText text = template.render(variables, functions, limits);
            return new RenderedChat(
                    text.text(),
                    text.runs().stream()
                            .map(run -> new ContentRange(run.start(), run.end(), run.source()))
                            .toList());
        } catch (JinjaException e) {
            throw e.isRaised()
                    ? new ChatTemplateException(sentence(String.valueOf(e.getMessage())), e)
                    : failure("failed", e);
        }
    }

    private String now(String format) {
        return DateFormat.format(format, LocalDateTime.now(clock));
    }

    private ChatTemplateException failure(String what, JinjaException e) {
        String where = e.line() > 0 ? " in line " + e.line() : "";
        return new ChatTemplateException(
                sentence("The chat template " + name + " " + what + where + ": " + e.getMessage()),
                e);
    }

    private static String sentence(String text) {
        String stripped = text.isBlank() ? "The template refuses these messages" : text.strip();
        char last = stripped.charAt(stripped.length() - 1);
        return last == '.' || last == '!' || last == '?' ? stripped : stripped + ".";
    }

    @Override
    public String toString() {
        return name;
    }
}
