package org.glassformer.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.glassformer.engine.chat.ChatEncoding;
import org.glassformer.engine.chat.RenderedChat;
import org.glassformer.engine.tokenizer.Merge;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the tokens of a text.
@Command(
        name = "tokenize",
        description = {
            "The tokens of a text: ids, texts, bytes and offsets.",
            "Offsets \"start\" and \"end\" count characters (code points), \"byte_start\" and"
                    + " \"byte_end\" bytes of UTF-8.",
            "With --chat each token tells whether the template added it."
        })
final class TokenizeCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--tokenizer",
            paramLabel = "NAME|DIR",
            required = true,
            description =
                    "cl100k_base, o200k_base, p50k_base, r50k_base, bytes, characters, or a model's"
                            + " folder.")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(
            names = "--template",
            paramLabel = "NAME|DIR",
            description =
                    "With --chat: chatml, llama-3, llama-2, mistral, gemma, zephyr, or a model's"
                            + " folder; left out, that of the tokenizer's folder, or else chatml.")
    private String template = "";

    @Option(
            names = "--no-generation-prompt",
            description = "With --chat: end after the last message.")
    private boolean noGenerationPrompt;

    @Option(
            names = "--plain",
            description = "Take special tokens as text; with --chat, only within messages.")
    private boolean plain;

    @Option(names = "--trace", description = "Add the merges in their order.")
    private boolean trace;

    private static final class Input {
        @Option(names = "--text", paramLabel = "T", description = "The text.")
        private @Nullable String text;

        @Option(names = "--file", paramLabel = "F", description = "A file with the text.")
        private @Nullable Path file;

        @Option(
                names = "--chat",
                paramLabel = "F.json",
                description = "A list of messages, each with role and content.")
        private @Nullable Path chat;

        String read() throws IOException {
            return file == null ? (text == null ? "" : text) : TextFile.read(file);
        }
    }

    @Override
    public Integer call() throws IOException {
        Path file = input.chat;
        RenderedChat chat =
                file == null
                        ? null
                        : ChatArgument.template(template, name)
                                .render(ChatArgument.messages(file), !noGenerationPrompt);
        String text = chat == null ? input.read() : chat.text();
        Tokenizer tokenizer = TokenizerArgument.open(name);
        SpecialTokens mode = plain ? SpecialTokens.PLAIN : SpecialTokens.PARSED;
        List<Token> tokens =
                chat == null
                        ? tokenizer.encode(text, mode).tokens()
                        : ChatEncoding.of(chat, tokenizer, mode).tokens().stream()
                                .map(ChatEncoding.ChatToken::token)
                                .toList();
        List<Merge> merges = trace ? tokenizer.trace(text) : List.of();
        int[] characters = characters(text);
        common.print(
                json -> json(json, tokenizer, chat, tokens, merges, characters),
                out -> text(out, tokenizer, chat, tokens, merges));
        return 0;
    }

    private void json(
            Json json,
            Tokenizer tokenizer,
            @Nullable RenderedChat chat,
            List<Token> tokens,
            List<Merge> merges,
            int[] characters) {
        json.text("tokenizer", tokenizer.name());
        if (chat != null) {
            json.text("chat", chat.text());
        }
        json.whole("count", tokens.size());
        json.objects(
                "tokens",
                tokens,
                (Token token) -> {
                    json.whole("id", token.id());
                    json.text("text", tokenizer.label(token.id()));
                    json.wholes("bytes", unsigned(token.bytes()));
                    json.whole("start", characters[token.start()]);
                    json.whole("end", characters[token.end()]);
                    json.whole("byte_start", token.byteStart());
                    json.whole("byte_end", token.byteEnd());
                    if (chat != null) {
                        json.flag("added", chat.isAdded(token.start(), token.end()));
                    }
                });
        if (trace) {
            json.objects(
                    "merges",
                    merges,
                    (Merge merge) -> {
                        json.whole("word", merge.word());
                        json.whole("position", merge.position());
                        json.whole("left", merge.left());
                        json.whole("right", merge.right());
                        json.whole("rank", merge.rank());
                        json.whole("token", merge.token());
                        json.text("text", tokenizer.label(merge.token()));
                        json.whole("start", characters[merge.start()]);
                        json.whole("end", characters[merge.end()]);
                    });
        }
    }

    private void text(
            PrintWriter out,
            Tokenizer tokenizer,
            @Nullable RenderedChat chat,
            List<Token> tokens,
            List<Merge> merges) {
        out.printf("%s: %d tokens%n", tokenizer.name(), tokens.size());
        for (Token token : tokens) {
            boolean added = chat != null && chat.isAdded(token.start(), token.end());
            String label = visible(tokenizer.label(token.id()));
            out.printf("%8d  '%s'%s%n", token.id(), label, added ? "  added" : "");
        }
        for (Merge merge : merges) {
            out.printf(
                    "word %d: '%s' + '%s', rank %d%n",
                    merge.word(),
                    visible(tokenizer.label(merge.left())),
                    visible(tokenizer.label(merge.right())),
                    merge.rank());
        }
    }

    /// A label on one line.
    static String visible(String label) {
        return label.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return values;
    }

    /// For every UTF-16 index of the text, the end included, how many characters come before it.
    private static int[] characters(String text) {
        int[] before = new int[text.length() + 1];
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int size = Character.charCount(text.codePointAt(i));
            Arrays.fill(before, i, i + size, count);
            i += size;
            count++;
        }
        before[text.length()] = count;
        return before;
    }
}
