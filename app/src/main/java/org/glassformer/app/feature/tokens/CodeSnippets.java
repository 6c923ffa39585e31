package org.glassformer.app.feature.tokens;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.glassformer.app.session.TokenizerChoice;

/// Programs that cut the text as the screen does, to be run as they are.
final class CodeSnippets {

    /// A longer text is read from a file.
    static final int LONGEST_LITERAL = 2000;

    private static final int MOST_IDS = 64;

    /// What the program is for.
    ///
    /// @param choice the tokenizer
    /// @param location the tokenizer's folder or file; empty if it has none
    /// @param parsed whether the text of a special token becomes that token
    /// @param reproducible whether the ids on the screen are those that the program must come to
    record Wanted(TokenizerChoice choice, String location, boolean parsed, boolean reproducible) {}

    private final Wanted wanted;
    private final String text;
    private final int[] ids;

    /// Programs for a text.
    ///
    /// @param wanted the tokenizer and how it is used
    /// @param text what is cut
    /// @param ids what comes out
    CodeSnippets(Wanted wanted, String text, int[] ids) {
        this.wanted = wanted;
        this.text = text;
        this.ids = ids.clone();
    }

    /// In Python, with `tiktoken` for OpenAI's encodings, `tokenizers` for files, and nothing for bytes.
    String python() {
        String literal =
                text.length() <= LONGEST_LITERAL
                        ? pythonLiteral(text)
                        : "open(\"text.txt\", encoding=\"utf-8\", newline=\"\").read()";
        return switch (wanted.choice().kind()) {
            case OPENAI ->
                    """
                    # pip install tiktoken
                    import tiktoken

                    text = %s
                    enc = tiktoken.get_encoding("%s")
                    ids = enc.encode(text, %s)
                    print(len(ids), ids)
                    print([enc.decode_single_token_bytes(i) for i in ids])
                    """
                                    .formatted(
                                            literal,
                                            wanted.choice().key(),
                                            wanted.parsed()
                                                    ? "allowed_special=\"all\""
                                                    : "disallowed_special=()")
                            + pythonCheck();
            case PLAIN ->
                    "text = "
                            + literal
                            + "\n"
                            + (wanted.choice().key().equals("bytes")
                                    ? "ids = list(text.encode(\"utf-8\"))\n"
                                    : "ids = [ord(c) for c in text]\n")
                            + "print(len(ids), ids)\n"
                            + pythonCheck();
            case MODEL, FILE, TRAINED ->
                    """
                    # pip install tokenizers
                    from tokenizers import Tokenizer

                    text = %s
                    tok = Tokenizer.from_file(%s)
                    tok.encode_special_tokens = %s
                    enc = tok.encode(text, add_special_tokens=False)
                    ids = enc.ids
                    print(len(ids), ids)
                    print(enc.tokens, enc.offsets)
                    """
                                    .formatted(
                                            literal,
                                            pythonLiteral(file()),
                                            wanted.parsed() ? "False" : "True")
                            + pythonCheck();
        };
    }

    private String pythonCheck() {
        return !wanted.reproducible() || ids.length > MOST_IDS || text.length() > LONGEST_LITERAL
                ? ""
                : "assert ids == [" + list() + "]\n";
    }

    /// In Java, as one file that `jbang` runs: JTokkit for OpenAI's encodings, DJL for files, nothing for bytes.
    String java() {
        String literal =
                text.length() <= LONGEST_LITERAL
                        ? javaLiteral(text)
                        : "java.nio.file.Files.readString(java.nio.file.Path.of(\"text.txt\"))";
        return switch (wanted.choice().kind()) {
            case OPENAI ->
                    """
                    ///usr/bin/env jbang "$0" "$@" ; exit $?
                    //DEPS com.knuddels:jtokkit:1.1.0
                    import com.knuddels.jtokkit.Encodings;
                    import com.knuddels.jtokkit.api.Encoding;
                    import com.knuddels.jtokkit.api.EncodingType;
                    import java.util.Arrays;

                    public class Tokens {
                        public static void main(String[] args) throws Exception {
                            String text = %s;
                            Encoding encoding =
                                    Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.%s);
                            // JTokkit takes special tokens as text.
                            int[] ids = encoding.encodeOrdinary(text).toArray();
                            System.out.println(ids.length + " " + Arrays.toString(ids));
                        }
                    }
                    """
                            .formatted(literal, wanted.choice().key().toUpperCase(Locale.ROOT));
            case PLAIN ->
                    """
                    ///usr/bin/env jbang "$0" "$@" ; exit $?
                    import java.nio.charset.StandardCharsets;
                    import java.util.Arrays;
                    import java.util.stream.IntStream;

                    public class Tokens {
                        public static void main(String[] args) throws Exception {
                            String text = %s;
                            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                            int[] ids = %s;
                            System.out.println(ids.length + " " + Arrays.toString(ids));
                        }
                    }
                    """
                            .formatted(
                                    literal,
                                    wanted.choice().key().equals("bytes")
                                            ? "IntStream.range(0, utf8.length).map(i -> utf8[i] &"
                                                    + " 0xFF).toArray()"
                                            : "text.codePoints().toArray()");
            case MODEL, FILE, TRAINED ->
                    """
                    ///usr/bin/env jbang "$0" "$@" ; exit $?
                    //DEPS ai.djl.huggingface:tokenizers:0.38.0
                    import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
                    import java.nio.file.Path;
                    import java.util.Arrays;

                    public class Tokens {
                        public static void main(String[] args) throws Exception {
                            String text = %s;
                            try (HuggingFaceTokenizer tokenizer =
                                    HuggingFaceTokenizer.newInstance(Path.of(%s))) {
                                long[] ids = tokenizer.encode(text, false, false).getIds();
                                System.out.println(ids.length + " " + Arrays.toString(ids));
                            }
                        }
                    }
                    """
                            .formatted(literal, javaLiteral(file()));
        };
    }

    private String file() {
        String location = wanted.location();
        if (location.isEmpty()) {
            return "tokenizer.json";
        }
        return location.endsWith(".json") ? location : location + "/tokenizer.json";
    }

    private String list() {
        return IntStream.of(ids).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    static String pythonLiteral(String s) {
        return literal(s, "\\u%04x");
    }

    static String javaLiteral(String s) {
        return literal(s, "\\u%04x");
    }

    /// Controls, lone surrogates and characters that cannot be seen are escaped; Java and Python read the same escapes.
    private static String literal(String s, String escape) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean pair =
                            Character.isHighSurrogate(c)
                                    && i + 1 < s.length()
                                    && Character.isLowSurrogate(s.charAt(i + 1));
                    if (pair) {
                        out.append(c).append(s.charAt(++i));
                    } else if (unseen(c)) {
                        out.append(String.format(Locale.ROOT, escape, (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean unseen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
    }
}
