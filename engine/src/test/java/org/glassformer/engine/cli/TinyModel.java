package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// A model folder with random weights and a tokenizer whose tokens are bytes.
final class TinyModel {
    static final int VOCAB = 257;
    static final int CONTEXT = 32;

    private TinyModel() {}

    /// Writes a GPT-2 with two layers of two heads, 8 wide, whose token 256 starts and ends texts.
    static Path write(Path folder) throws IOException {
        ModelConfig config =
                ModelConfig.gpt2(2, 2, 8, VOCAB, CONTEXT).withTokens(256, List.of(256));
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.random(config, backend, 1)) {
            model.save(folder, false);
        }
        String vocabulary =
                IntStream.range(0, 256)
                        .mapToObj(b -> "\"" + escape(byteCharacter(b)) + "\": " + b)
                        .collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"added_tokens": [{"id": 256, "content": "<|endoftext|>", "special": true}],
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
                 "decoder": {"type": "ByteLevel"},
                 "model": {"type": "BPE", "vocab": {%s}, "merges": []}}
                """
                        .formatted(vocabulary));
        return folder;
    }

    private static String escape(char c) {
        return "\\u%04x".formatted((int) c);
    }

    /// GPT-2's character for a byte: itself where it can be seen, else one from 256 on.
    private static char byteCharacter(int wanted) {
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            if (b == wanted) {
                return (char) (visible ? b : next);
            }
            next += visible ? 0 : 1;
        }
        throw new IllegalArgumentException("no byte " + wanted);
    }
}
