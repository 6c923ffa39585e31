package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.glassformer.engine.train.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says how well a model predicts a text.
@Command(
        name = "score",
        description = {
            "Nats per token, bits per byte and perplexity of a text.",
            "It is split at <|endoftext|>; white space around a document is left out, as in training."
                    + " Each document is read from the model's start token, a long one in windows that"
                    + " keep half a context of history. Every token is scored once; bytes are UTF-8"
                    + " bytes of the documents."
        })
final class ScoreCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR|FILE",
            required = true,
            description = "A folder with config.json, safetensors and a tokenizer, or a GGUF file.")
    private Path path = Path.of("");

    @Option(names = "--file", paramLabel = "F", required = true, description = "The text.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<String> documents = Documents.split(TextFile.read(file), Documents.Split.END_OF_TEXT);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException(file + ": there is no text in it");
        }
        try (OpenModel model = OpenModel.open(path, common)) {
            Scorer scorer = new Scorer(model.language());
            documents.forEach(scorer::add);
            if (scorer.tokens() == 0) {
                throw new IllegalArgumentException(file + ": the tokenizer makes no token of it");
            }
            common.print(
                    json -> {
                        json.text("model", path.toString());
                        json.text("device", model.backend().name());
                        json.whole("documents", scorer.documents());
                        json.whole("tokens", scorer.tokens());
                        json.whole("bytes", scorer.bytes());
                        json.number("nats_per_token", scorer.natsPerToken());
                        json.number("bits_per_byte", scorer.bitsPerByte());
                        json.number("perplexity", scorer.perplexity());
                    },
                    out -> {
                        out.printf(
                                "%d documents, %d tokens, %d bytes%n",
                                scorer.documents(), scorer.tokens(), scorer.bytes());
                        out.printf(
                                "%.4f nats per token, %.4f bits per byte, perplexity %.3f%n",
                                scorer.natsPerToken(), scorer.bitsPerByte(), scorer.perplexity());
                    });
        }
        return 0;
    }
}
