package org.glassformer.app.feature.tokens.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;

/// Tokenizers of a few entries, for cases that OpenAI's do not have.
final class SmallTokenizers {

    private SmallTokenizers() {}

    /// As SentencePiece makes them: spaces as `▁`, one put in front, bytes for characters that it lacks.
    static Tokenizer fallback(Path folder) {
        StringJoiner vocab = new StringJoiner(",");
        vocab.add("\"<unk>\":0");
        for (int b = 0; b < 256; b++) {
            vocab.add("\"<0x%02X>\":%d".formatted(b, b + 1));
        }
        int id = 257;
        for (String entry : List.of("▁", "a", "b", "h", "i", "hi", "▁hi")) {
            vocab.add("\"" + entry + "\":" + id++);
        }
        return write(
                folder,
                """
                {"added_tokens":[],
                 "normalizer":{"type":"Sequence","normalizers":[
                   {"type":"Prepend","prepend":"▁"},
                   {"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
                 "pre_tokenizer":null,
                 "decoder":{"type":"Sequence","decoders":[
                   {"type":"Replace","pattern":{"String":"▁"},"content":" "},
                   {"type":"ByteFallback"},{"type":"Fuse"},
                   {"type":"Strip","content":" ","start":1,"stop":0}]},
                 "model":{"type":"BPE","unk_token":"<unk>","fuse_unk":true,"byte_fallback":true,
                   "vocab":{%s},"merges":["h i","▁ hi"]}}
                """
                        .formatted(vocab));
    }

    /// Lower case, composed characters, and an unknown token.
    static Tokenizer lowerCase(Path folder) {
        return write(
                folder,
                """
                {"added_tokens":[],
                 "normalizer":{"type":"Sequence","normalizers":[
                   {"type":"NFC"},{"type":"Lowercase"}]},
                 "pre_tokenizer":{"type":"Whitespace"},
                 "decoder":null,
                 "model":{"type":"BPE","unk_token":"<unk>","fuse_unk":true,
                   "vocab":{"<unk>":0,"a":1,"é":2,"b":3,"aé":4},"merges":["a é"]}}
                """);
    }

    /// Words that are in the vocabulary are taken whole, as Llama 3's tokenizer does.
    static Tokenizer wholeWords(Path folder) {
        return write(
                folder,
                """
                {"added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"Whitespace"},
                 "decoder":null,
                 "model":{"type":"BPE","ignore_merges":true,
                   "vocab":{"a":0,"b":1,"c":2,"ab":3,"abc":4,"cab":5},"merges":["a b","ab c"]}}
                """);
    }

    private static Tokenizer write(Path folder, String json) {
        try {
            Files.createDirectories(folder);
            return Tokenizers.fromFile(Files.writeString(folder.resolve("tokenizer.json"), json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
