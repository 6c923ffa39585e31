package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TokenizeCommandTest {
    @TempDir private Path folder;

    @Test
    void tokensHaveTheirKeys() {
        JsonNode json =
                glassformer(
                                "tokenize",
                                "--tokenizer",
                                "cl100k_base",
                                "--text",
                                "hello world",
                                "--json")
                        .json();

        assertThat(json.propertyNames()).containsExactly("tokenizer", "count", "tokens");
        assertThat(json.get("tokenizer").asString()).isEqualTo("cl100k_base");
        assertThat(json.get("count").asInt()).isEqualTo(2);
        JsonNode world = json.get("tokens").get(1);
        assertThat(world.propertyNames()).contains("id", "text", "bytes", "start", "end");
        assertThat(world.get("id").asInt()).isEqualTo(1917);
        assertThat(world.get("text").asString()).isEqualTo(" world");
        assertThat(world.get("bytes").valueStream().map(JsonNode::asInt))
                .containsExactly(32, 119, 111, 114, 108, 100);
        assertThat(world.get("start").asInt()).isEqualTo(5);
        assertThat(world.get("end").asInt()).isEqualTo(11);
    }

    @Test
    void offsetsCountCharactersBeyondThePlane() {
        JsonNode tokens =
                glassformer("tokenize", "--tokenizer", "bytes", "--text", "😀a", "--json")
                        .json()
                        .get("tokens");

        assertThat(tokens.size()).isEqualTo(5);
        assertThat(tokens.get(4).get("start").asInt()).isEqualTo(1);
        assertThat(tokens.get(4).get("end").asInt()).isEqualTo(2);
        assertThat(tokens.get(4).get("byte_start").asInt()).isEqualTo(4);
    }

    @Test
    void plainTakesSpecialTokensAsText() {
        Object[] words = {"tokenize", "--tokenizer", "bytes", "--text", "<|endoftext|>", "--json"};
        Object[] plain = {
            "tokenize", "--tokenizer", "bytes", "--text", "<|endoftext|>", "--json", "--plain"
        };

        assertThat(glassformer(words).json().get("count").asInt()).isEqualTo(1);
        assertThat(glassformer(plain).json().get("count").asInt()).isEqualTo(13);
    }

    @Test
    void traceAddsTheMergesInOrder() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(
                file,
                """
                {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
                 "decoder": {"type": "ByteLevel"},
                 "model": {"type": "BPE",
                           "vocab": {"a": 0, "b": 1, "c": 2, "bc": 3, "abc": 4},
                           "merges": ["b c", "a bc"]}}
                """);
        Object[] words = {"tokenize", "--tokenizer", file, "--text", "abc", "--trace", "--json"};

        JsonNode merges = glassformer(words).json().get("merges");

        assertThat(merges.valueStream().map(merge -> merge.get("text").asString()))
                .containsExactly("bc", "abc");
        assertThat(merges.get(0).get("start").asInt()).isEqualTo(1);
        assertThat(merges.get(1).get("rank").asInt()).isEqualTo(1);
    }

    @Test
    void fileAndFolderAreRead() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "añb");
        TinyModel.write(folder);

        Ran ran = glassformer("tokenize", "--tokenizer", folder, "--file", text);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("4 tokens").contains("<0xC3>");
    }

    @Test
    void failuresAreOneLine() throws IOException {
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, "é".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(glassformer("tokenize", "--tokenizer", "bytes", "--file", latin).why())
                .contains("not UTF-8");
        assertThat(glassformer("tokenize", "--tokenizer", "nonesuch", "--text", "a").why())
                .contains("nonesuch")
                .contains("cl100k_base");
        assertThat(glassformer("tokenize", "--tokenizer", folder, "--text", "a").why())
                .contains("tokenizer.json");
    }

    @Test
    void textAndFileTogetherAreWrongUsage() {
        glassformer("tokenize", "--tokenizer", "bytes", "--text", "a", "--file", "b").misuse();
        glassformer("tokenize", "--tokenizer", "bytes").misuse();
    }

    @Test
    void aChatSaysWhatTheTemplateAdded() throws IOException {
        Path chat = folder.resolve("chat.json");
        Files.writeString(chat, "[{\"role\": \"user\", \"content\": \"hi<|endoftext|>\"}]");
        Object[] words = {
            "tokenize", "--tokenizer", "bytes", "--chat", chat, "--template", "zephyr", "--json"
        };
        JsonNode json = glassformer(words).json();

        assertThat(json.get("chat").asString())
                .isEqualTo("<|user|>\nhi<|endoftext|></s>\n<|assistant|>\n");
        assertThat(json.get("tokens").valueStream().filter(t -> !t.get("added").asBoolean()))
                .extracting(token -> token.get("text").asString())
                .containsExactly("h", "i", "<|endoftext|>");

        Object[] plain = Arrays.copyOf(words, words.length + 2);
        plain[words.length] = "--plain";
        plain[words.length + 1] = "--no-generation-prompt";
        JsonNode guarded = glassformer(plain).json();
        assertThat(guarded.get("count").asInt()).isEqualTo(9 + 15 + 5);
    }

    @Test
    void aChatThatCannotBeUsedIsSaidInOneLine() throws IOException {
        Path chat = folder.resolve("chat.json");
        for (String text :
                List.of("{", "{}", "[1]", "[{\"role\": \"system\", \"content\": \"x\"}]")) {
            Files.writeString(chat, text);
            Ran ran =
                    glassformer(
                            "tokenize",
                            "--tokenizer",
                            "bytes",
                            "--chat",
                            chat,
                            "--template",
                            "gemma");
            assertThat(ran.why()).isNotEmpty();
        }
        Ran unknown =
                glassformer("tokenize", "--tokenizer", "bytes", "--chat", chat, "--template", "x");
        assertThat(unknown.why()).contains("chatml, llama-3");
    }
}
