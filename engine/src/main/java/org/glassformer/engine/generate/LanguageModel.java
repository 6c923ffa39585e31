package org.glassformer.engine.generate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.grammar.TokenBytes;
import org.glassformer.engine.tokenizer.Encoding;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;

/// A transformer and the tokenizer it was trained with, from one folder.
///
/// It is used by one thread at a time and closed by its owner; the backend is not closed with it.
///
/// @param folder where it was opened
/// @param transformer the model
/// @param tokenizer its tokenizer
public record LanguageModel(Path folder, Transformer transformer, Tokenizer tokenizer)
        implements AutoCloseable {

    /// Opens a folder in Hugging Face layout, or a GGUF file.
    ///
    /// @param progress is told the part of the weights that has been read, 0 to 1, and may throw to
    ///     give up
    /// @throws ModelFormatException if the folder does not hold a model that this engine can run
    /// @throws org.glassformer.engine.tokenizer.TokenizerFormatException if its tokenizer cannot be
    ///     read
    public static LanguageModel open(Path folder, Backend backend, DoubleConsumer progress) {
        Transformer transformer = Transformer.load(folder, backend, progress);
        try {
            Tokenizer tokenizer = Tokenizers.fromFolder(folder);
            check(folder, tokenizer, transformer.config().vocabSize());
            return new LanguageModel(folder, transformer, tokenizer);
        } catch (RuntimeException | Error e) {
            transformer.close();
            throw e;
        }
    }

    /// Refuses a tokenizer with ordinary tokens that the model does not have. Special ones beyond it do
    /// no harm: a Gemma 3 without images has the tokenizer of those with them.
    private static void check(Path folder, Tokenizer tokenizer, int vocabSize) {
        for (int id = vocabSize; id < tokenizer.vocabSize(); id++) {
            if (tokenizer.isToken(id) && !tokenizer.isSpecial(id)) {
                throw new ModelFormatException(
                        folder,
                        -1,
                        "a tokenizer of at most the model's " + vocabSize + " tokens",
                        tokenizer.vocabSize() + " tokens");
            }
        }
    }

    /// Opens a folder without telling the progress.
    public static LanguageModel open(Path folder, Backend backend) {
        return open(folder, backend, part -> {});
    }

    /// The folder's name.
    public String name() {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /// The ids that the model reads for a text: what the tokenizer puts before every text, then the
    /// text, special tokens in it parsed. An empty text without a prefix gives the start token, so
    /// that there is always something to predict from.
    public int[] promptIds(String text) {
        return promptIds(tokenizer.encode(text));
    }

    /// The ids that the model reads for a text that is encoded, as for [#promptIds(String)].
    public int[] promptIds(Encoding text) {
        int[] ids = text.ids();
        int[] prefix = tokenizer.prefix();
        if (prefix.length + ids.length == 0) {
            return new int[] {startToken()};
        }
        int[] all = Arrays.copyOf(prefix, prefix.length + ids.length);
        System.arraycopy(ids, 0, all, prefix.length, ids.length);
        return all;
    }

    /// The vocabulary as grammars see it: no special or unused token is ever allowed but those that
    /// end a text.
    ///
    /// @param ends tokens that end a text; those that the model does not have are left out
    public TokenBytes tokenBytes(Set<Integer> ends) {
        byte[][] bytes = new byte[transformer.config().vocabSize()][];
        for (int id = 0; id < bytes.length; id++) {
            boolean usable = tokenizer.isToken(id) && !tokenizer.isSpecial(id);
            bytes[id] = usable ? tokenizer.bytes(id) : new byte[0];
        }
        return TokenBytes.of(
                bytes,
                ends.stream()
                        .mapToInt(Integer::intValue)
                        .filter(id -> id >= 0 && id < bytes.length)
                        .toArray());
    }

    /// The token that stands before every document: the configuration's start token, else the
    /// tokenizer's prefix, else `<|endoftext|>`, else the first end token, else token 0.
    public int startToken() {
        int bos = transformer.config().bosToken();
        if (bos >= 0 && bos < transformer.config().vocabSize()) {
            return bos;
        }
        int[] prefix = tokenizer.prefix();
        if (prefix.length > 0) {
            return prefix[0];
        }
        int vocabSize = transformer.config().vocabSize();
        return tokenizer
                .idOf("<|endoftext|>")
                .orElseGet(() ->
                        transformer.config().eosTokens().stream()
                                .filter(eos -> eos < vocabSize)
                                .findFirst()
                                .orElse(0));
    }

    @Override
    public void close() {
        transformer.close();
    }
}
