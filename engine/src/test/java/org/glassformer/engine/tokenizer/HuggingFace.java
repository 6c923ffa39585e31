package org.glassformer.engine.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The oracle for tokenizer files: Hugging Face tokenizers, the Rust library itself, through DJL.
///
/// Works without network: the native library is inside the test dependency and is unpacked once to
/// `target/djl`. Texts must be well-formed, because a lone surrogate has no form in Rust's strings.
public final class HuggingFace implements AutoCloseable {
    static {
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty(
                "ENGINE_CACHE_DIR", Path.of("target", "djl").toAbsolutePath().toString());
    }

    /// The tokens of a text.
    ///
    /// @param ids the tokens
    /// @param entries how the vocabulary writes them (`Ġthe`)
    /// @param starts the first character of each token, a UTF-16 index into the text
    /// @param ends one past the last character of each
    public record Tokens(
            List<Integer> ids, List<String> entries, List<Integer> starts, List<Integer> ends) {
        /// The ids as an array.
        public int[] idArray() {
            return ids.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private final HuggingFaceTokenizer tokenizer;

    private HuggingFace(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// Loads a `tokenizer.json`, or the one of a folder.
    ///
    /// @throws IllegalArgumentException with the library's own words if it refuses the file
    public static HuggingFace load(Path fileOrFolder) {
        Path file =
                Files.isDirectory(fileOrFolder)
                        ? fileOrFolder.resolve("tokenizer.json")
                        : fileOrFolder;
        try (var in = Files.newInputStream(file)) {
            // The path alone would also read a tokenizer_config.json beside it and change stages.
            Map<String, String> options = Map.of("truncation", "false", "padding", "false");
            return new HuggingFace(HuggingFaceTokenizer.newInstance(in, options));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// Encodes a text without what the post-processor adds; special tokens in it are parsed.
    ///
    /// @throws IllegalArgumentException for a lone surrogate
    public Tokens encode(String text) {
        return encode(text, false);
    }

    /// Encodes a text.
    ///
    /// @param withPostProcessor whether to add `<s>` and its like; those have empty ranges
    /// @throws IllegalArgumentException for a lone surrogate
    public Tokens encode(String text, boolean withPostProcessor) {
        if (!Utf8.wellFormed(text)) {
            throw new IllegalArgumentException("a lone surrogate has no UTF-8");
        }
        var encoding = tokenizer.encode(text, withPostProcessor, false);
        var spans = encoding.getCharTokenSpans();
        Integer[] starts = new Integer[spans.length];
        Integer[] ends = new Integer[spans.length];
        int[] utf16 = utf16Indices(text);
        int end = 0;
        for (int i = 0; i < spans.length; i++) {
            starts[i] = spans[i] == null ? end : utf16[spans[i].getStart()];
            end = spans[i] == null ? end : utf16[spans[i].getEnd()];
            ends[i] = end;
        }
        return new Tokens(
                Arrays.stream(encoding.getIds()).mapToObj(Math::toIntExact).toList(),
                List.of(encoding.getTokens()),
                List.of(starts),
                List.of(ends));
    }

    /// The text of some tokens, special tokens left out.
    public String decode(int... ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /// For each code point of the text, and for its end, the UTF-16 index.
    private static int[] utf16Indices(String text) {
        int[] indices = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < indices.length; i++) {
            indices[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
        return indices;
    }
}
