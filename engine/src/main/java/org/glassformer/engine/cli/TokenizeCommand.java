package org.glassformer.engine.cli;

import org.glassformer.engine.tokenizer.Encoding;
import org.glassformer.engine.tokenizer.Merge;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// Shows the tokens of a text.
@Command(
        name = "tokenize",
        description = {
            "The tokens of a text: ids, texts, bytes and offsets.",
            "Offsets \"start\" and \"end\" count characters (code points), \"byte_start\" and"
                    + " \"byte_end\" bytes of UTF-8."
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

    @Option(names = "--plain", description = "Take special tokens as text.")
    private boolean plain;

    @Option(names = "--trace", description = "Add the merges in their order.")
    private boolean trace;

    private static final class Input {
        @Option(names = "--text", paramLabel = "T", description = "The text.")
        private @Nullable String text;

        @Option(names = "--file", paramLabel = "F", description = "A file with the text.")
        private @Nullable Path file;

        String read() throws IOException {
            return file == null ? (text == null ? "" : text) : TextFile.read(file);
        }
    }

    @Override
    public Integer call() throws IOException {
        String text = input.read();
        Tokenizer tokenizer = TokenizerArgument.open(name);
        SpecialTokens mode = plain ? SpecialTokens.PLAIN : SpecialTokens.PARSED;
        Encoding encoding = tokenizer.encode(text, mode);
        List<Merge> merges = trace ? tokenizer.trace(text, mode) : List.of();
        int[] characters = characters(text);
        common.print(
                json -> json(json, tokenizer, encoding, merges, characters),
                out -> text(out, tokenizer, encoding, merges));
        return 0;
    }

    private void json(
            Json json,
            Tokenizer tokenizer,
            Encoding encoding,
            List<Merge> merges,
            int[] characters) {
        json.text("tokenizer", tokenizer.name());
        json.whole("count", encoding.size());
        json.objects(
                "tokens",
                encoding.tokens(),
                (Token token) -> {
                    json.whole("id", token.id());
                    json.text("text", tokenizer.label(token.id()));
                    json.wholes("bytes", unsigned(token.bytes()));
                    json.whole("start", characters[token.start()]);
                    json.whole("end", characters[token.end()]);
                    json.whole("byte_start", token.byteStart());
                    json.whole("byte_end", token.byteEnd());
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

    private void text(PrintWriter out, Tokenizer tokenizer, Encoding encoding, List<Merge> merges) {
        out.printf("%s: %d tokens%n", tokenizer.name(), encoding.size());
        for (Token token : encoding.tokens()) {
            out.printf("%8d  '%s'%n", token.id(), visible(tokenizer.label(token.id())));
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
