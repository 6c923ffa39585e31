package org.glassformer.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.glassformer.engine.chat.RenderedChat.ContentRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatTemplateTest {

    private static final Map<String, String> TOKENS =
            Map.of("bos_token", "<s>", "eos_token", "</s>");
    private static final List<ChatMessage> CHAT =
            List.of(
                    new ChatMessage("system", "Be kind."),
                    new ChatMessage("user", " Hi "),
                    new ChatMessage("assistant", "Hello"),
                    new ChatMessage("user", "Bye"));

    @TempDir Path folder;

    private static String render(String template) {
        return ChatTemplate.of("t", template, TOKENS).render(CHAT, true).text();
    }

    private static String contents(RenderedChat chat) {
        StringBuilder text = new StringBuilder();
        for (ContentRange range : chat.contents()) {
            text.append(range.message())
                    .append(':')
                    .append(chat.text(), range.start(), range.end())
                    .append('|');
        }
        return text.toString();
    }

    /// Templates in the shapes that models publish, rendered by Python's Jinja 3.1.6 as transformers sets it up.
    static List<Arguments> publishedShapes() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        ChatTemplateTest.class.getResourceAsStream("published-shapes.json"))) {
            JsonNode file = JsonMapper.shared().readTree(in);
            List<Arguments> cases = new ArrayList<>();
            for (JsonNode each : file.get("cases")) {
                String name = each.get(0).stringValue();
                List<ChatMessage> messages = new ArrayList<>();
                for (JsonNode message : file.get("conversations").get(each.get(1).stringValue())) {
                    messages.add(
                            new ChatMessage(
                                    message.get(0).stringValue(), message.get(1).stringValue()));
                }
                cases.add(
                        Arguments.of(
                                name,
                                file.get("templates").get(name).stringValue(),
                                messages,
                                each.get(2).booleanValue(),
                                each.get(3).stringValue()));
            }
            return cases;
        }
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("publishedShapes")
    void rendersAsTransformers(
            String name,
            String source,
            List<ChatMessage> messages,
            boolean prompt,
            String expected) {
        ChatTemplate template = ChatTemplate.of(name, source, TOKENS);
        if (expected.equals("!")) {
            assertThatThrownBy(() -> template.render(messages, prompt))
                    .isInstanceOf(ChatTemplateException.class);
        } else {
            assertThat(template.render(messages, prompt).text()).isEqualTo(expected);
        }
    }

    @Test
    void builtInsWriteWhatTheirModelsLearnt() {
        assertThat(BuiltInTemplate.CHATML.load().render(CHAT, true).text())
                .isEqualTo(
                        """
                        <|im_start|>system
                        Be kind.<|im_end|>
                        <|im_start|>user
                         Hi <|im_end|>
                        <|im_start|>assistant
                        Hello<|im_end|>
                        <|im_start|>user
                        Bye<|im_end|>
                        <|im_start|>assistant
                        """);
        assertThat(BuiltInTemplate.LLAMA_3.load().render(CHAT.subList(0, 2), true).text())
                .isEqualTo(
                        """
                        <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                        Be kind.<|eot_id|><|start_header_id|>user<|end_header_id|>

                        Hi<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                        """);
        assertThat(BuiltInTemplate.LLAMA_2.load().render(CHAT, true).text())
                .isEqualTo(
                        """
                        <s>[INST] <<SYS>>
                        Be kind.
                        <</SYS>>

                        Hi [/INST] Hello </s><s>[INST] Bye [/INST]\
                        """);
        assertThat(BuiltInTemplate.MISTRAL.load().render(CHAT, false).text())
                .isEqualTo("<s>[INST]  Hi  [/INST] Hello</s>[INST] Be kind.\n\nBye [/INST]");
        assertThat(BuiltInTemplate.GEMMA.load().render(CHAT.subList(1, 4), true).text())
                .isEqualTo(
                        """
                        <bos><start_of_turn>user
                        Hi<end_of_turn>
                        <start_of_turn>model
                        Hello<end_of_turn>
                        <start_of_turn>user
                        Bye<end_of_turn>
                        <start_of_turn>model
                        """);
        assertThat(BuiltInTemplate.ZEPHYR.load().render(CHAT.subList(0, 2), true).text())
                .isEqualTo("<|system|>\nBe kind.</s>\n<|user|>\n Hi </s>\n<|assistant|>\n");
    }

    @ParameterizedTest
    @EnumSource(BuiltInTemplate.class)
    void anEmptyChatIsNoFailure(BuiltInTemplate template) {
        assertThat(template.load().render(List.of(), false).contents()).isEmpty();
    }

    @Test
    void onlyContentsAreContents() {
        RenderedChat chat =
                BuiltInTemplate.LLAMA_3
                        .load()
                        .render(
                                List.of(
                                        new ChatMessage("user", " user <|eot_id|>\n"),
                                        new ChatMessage("assistant", "")),
                                true);
        assertThat(contents(chat)).isEqualTo("0:user <|eot_id|>|");
        int start = chat.contents().getFirst().start();
        assertThat(chat.isAdded(0, start)).isTrue();
        assertThat(chat.isAdded(0, start + 1)).isFalse();
        assertThat(chat.isAdded(start, start + 1)).isFalse();
        assertThat(chat.isAdded(start + 15, chat.text().length())).isTrue();
    }

    @Test
    void repeatedAndCutContentsAreFollowed() {
        RenderedChat chat =
                ChatTemplate.of(
                                "t",
                                "Hi{% for m in messages %}{{ m.content|trim }},{{ m.content[:2] }};"
                                        + "{% endfor %}Hi",
                                Map.of())
                        .render(CHAT.subList(1, 3), true);
        assertThat(chat.text()).isEqualTo("HiHi, H;Hello,He;Hi");
        assertThat(contents(chat)).isEqualTo("0:Hi|0: H|1:Hello|1:He|");
    }

    @Test
    void theDateComesFromTheClock() {
        Clock clock = Clock.fixed(Instant.parse("2026-07-04T15:09:00Z"), ZoneOffset.UTC);
        String source = "{{ strftime_now('%d %b %Y, %A %-d.%m.%y %H:%M %I %p %j %% %Q') }}";
        assertThat(new ChatTemplate("t", source, Map.of(), clock).render(CHAT, true).text())
                .isEqualTo("04 Jul 2026, Saturday 4.07.26 15:09 03 PM 185 % %Q");
    }

    @Test
    void transformersVariablesAreThere() {
        assertThat(render("{{ bos_token }}{{ eos_token }}{{ pad_token }}{{ tools is none }}"))
                .isEqualTo("<s></s>True");
        assertThat(render("{{ documents is none }}{{ add_generation_prompt }}"))
                .isEqualTo("TrueTrue");
    }

    @Test
    void aFolderWithoutTemplateHasNone() {
        assertThat(ChatTemplate.fromFolder(folder)).isEmpty();
    }

    @Test
    void theTemplateAndTokensOfAFolderAreRead() throws IOException {
        write(
                "tokenizer_config.json",
                """
                {"chat_template": "{{ bos_token }}{{ eos_token }}{{ pad_token }}",
                 "bos_token": {"content": "<b>", "lstrip": false}, "eos_token": "<e>", "pad_token": null}
                """);
        write(
                "special_tokens_map.json",
                "{\"eos_token\": \"<old>\", \"pad_token\": {\"content\": \"<p>\"}}");
        List<ChatTemplate> templates = ChatTemplate.fromFolder(folder);
        assertThat(templates).hasSize(1);
        assertThat(templates.getFirst().render(CHAT, true).text()).isEqualTo("<b><e><p>");
        assertThat(templates.getFirst().name()).isEqualTo(folder.getFileName().toString());
        write("chat_template.jinja", "from the file");
        assertThat(ChatTemplate.fromFolder(folder).getFirst().source()).isEqualTo("from the file");
    }

    @Test
    void namedTemplatesAreReadTheDefaultFirst() throws IOException {
        write(
                "tokenizer_config.json",
                """
                {"chat_template": [{"name": "tool_use", "template": "T"}, {"name": "default", "template": "D"}]}
                """);
        List<ChatTemplate> templates = ChatTemplate.fromFolder(folder);
        assertThat(templates).extracting(ChatTemplate::source).containsExactly("D", "T");
        assertThat(templates.get(1).name()).endsWith("(tool_use)");
    }

    @Test
    void aBrokenFolderGetsASentence() throws IOException {
        for (String json :
                List.of(
                        "{",
                        "{\"chat_template\": 5}",
                        "{\"chat_template\": [5]}",
                        "{\"chat_template\": \"{% if %}\"}")) {
            write("tokenizer_config.json", json);
            assertThatThrownBy(() -> ChatTemplate.fromFolder(folder))
                    .isInstanceOf(ChatTemplateException.class)
                    .message()
                    .endsWith(".");
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
