package org.glassformer.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.chat.ChatEncoding.ChatToken;
import org.glassformer.engine.chat.ChatEncoding.Origin;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

class ChatEncodingTest {

    private static final String END = "<|endoftext|>";

    private static RenderedChat chat(String template, String... contents) {
        return ChatTemplate.of("t", template, Map.of())
                .render(
                        List.of(contents).stream()
                                .map(content -> new ChatMessage("user", content))
                                .toList(),
                        false);
    }

    private static String marks(ChatEncoding encoding) {
        StringBuilder marks = new StringBuilder();
        for (ChatToken token : encoding.tokens()) {
            marks.append(
                    switch (token.origin()) {
                        case ADDED -> "+";
                        case CONTENT -> Integer.toString(token.message());
                        case MIXED -> "x";
                    });
        }
        return marks.toString();
    }

    @Test
    void everyTokenIsMarked() {
        RenderedChat chat =
                chat("{% for m in messages %}<{{ m.content }}>{% endfor %}" + END, "ab", "é");
        ChatEncoding encoding = ChatEncoding.of(chat, Tokenizers.bytes(), SpecialTokens.PARSED);
        assertThat(marks(encoding)).isEqualTo("+00++11++");
        assertThat(encoding.added()).isEqualTo(5);
    }

    @Test
    void aTokenAcrossABorderIsMixed() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        ChatEncoding encoding =
                ChatEncoding.of(
                        chat("hel{{ messages[0].content }}", "lo world"),
                        tokenizer,
                        SpecialTokens.PARSED);
        assertThat(marks(encoding)).isEqualTo("x0");
        ChatEncoding two =
                ChatEncoding.of(
                        chat("{{ messages[0].content ~ messages[1].content }}", "hel", "lo"),
                        tokenizer,
                        SpecialTokens.PARSED);
        assertThat(marks(two)).isEqualTo("x");
    }

    @Test
    void contentsMayHoldSpecialTokensUnlessTheyAreGuarded() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        RenderedChat chat =
                chat(END + "{{ messages[0].content }}" + END + "\n", "hello" + END + " wörld");
        ChatEncoding parsed = ChatEncoding.of(chat, tokenizer, SpecialTokens.PARSED);
        ChatEncoding plain = ChatEncoding.of(chat, tokenizer, SpecialTokens.PLAIN);
        assertThat(specials(parsed, tokenizer)).isEqualTo(3);
        assertThat(specials(plain, tokenizer)).isEqualTo(2);
        assertThat(marks(plain)).startsWith("+0").endsWith("0+");
        assertCovers(plain);
        assertCovers(parsed);
    }

    @Test
    void aSpecialTokenHalfFromAContentIsTextWhenGuarded() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        RenderedChat chat = chat("<|endof{{ messages[0].content }}" + END, "text|>");
        assertThat(specials(ChatEncoding.of(chat, tokenizer, SpecialTokens.PARSED), tokenizer))
                .isEqualTo(2);
        ChatEncoding plain = ChatEncoding.of(chat, tokenizer, SpecialTokens.PLAIN);
        assertThat(specials(plain, tokenizer)).isEqualTo(1);
        assertCovers(plain);
    }

    @Test
    void guardingChangesNothingWhereNothingIsSmuggled() {
        Tokenizer tokenizer = Tokenizers.openAi("cl100k_base");
        RenderedChat chat = chat(END + "a {{ messages[0].content }}" + END, "b  c");
        assertThat(ChatEncoding.of(chat, tokenizer, SpecialTokens.PLAIN))
                .isEqualTo(ChatEncoding.of(chat, tokenizer, SpecialTokens.PARSED));
    }

    private static long specials(ChatEncoding encoding, Tokenizer tokenizer) {
        return encoding.tokens().stream()
                .filter(token -> tokenizer.isSpecial(token.token().id()))
                .count();
    }

    private static void assertCovers(ChatEncoding encoding) {
        int bytes = 0;
        int end = 0;
        for (ChatToken each : encoding.tokens()) {
            assertThat(each.token().byteStart()).isEqualTo(bytes);
            assertThat(each.token().start()).isLessThanOrEqualTo(end);
            bytes = each.token().byteEnd();
            end = each.token().end();
            boolean added = encoding.chat().isAdded(each.token().start(), each.token().end());
            assertThat(added).isEqualTo(each.origin() == Origin.ADDED);
        }
        String text = encoding.chat().text();
        assertThat(end).isEqualTo(text.length());
        assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
