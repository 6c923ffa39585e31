package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.QualityLoss;
import org.glassformer.engine.generate.Quantising;
import org.glassformer.engine.generate.Quantising.Written;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.train.Documents;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Rounds the weights of a model, and says what that costs.
@Command(
        name = "quantise",
        description = {
            "Writes a model as GGUF with its matrices rounded to a smaller type, or as a folder of"
                    + " safetensors in F32, F16 or BF16, and measures how far its predictions are from"
                    + " the original's on a text.",
            "KL is that of the next token's distributions, in nats, over the whole vocabulary. The"
                    + " text is split at <|endoftext|> and read as score reads it."
        })
final class QuantiseCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR|FILE",
            required = true,
            description = "A folder with config.json, safetensors and a tokenizer, or a GGUF file.")
    private Path path = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "q8_0, q4_0, q4_k, q6_k, f16, bf16 or f32.")
    private DType type = DType.Q8_0;

    @Option(
            names = "--out",
            paramLabel = "FILE.gguf|DIR",
            description = {
                "Where to write it; left out: only compare. A name without the ending .gguf is that of"
                        + " a new folder."
            })
    private @Nullable Path out;

    @Option(
            names = "--compare-on",
            paramLabel = "FILE",
            description = "The text on which the two models are compared.")
    private @Nullable Path text;

    @Override
    public Integer call() throws IOException {
        if (!Packing.writes(type) || type == DType.F64) {
            throw common.misuse("--type " + type.name().toLowerCase(Locale.ROOT) + " is only read");
        }
        if (out == null && text == null) {
            throw common.misuse("--out, --compare-on or both are needed");
        }
        boolean gguf = out == null || out.toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
        if (!gguf && !Quantising.writesFolder(type)) {
            throw common.misuse(
                    "--out must end in .gguf: only f32, f16 and bf16 are written as a folder");
        }
        List<String> documents = text == null ? List.of() : documents(text);
        try (OpenModel model = OpenModel.open(path, common)) {
            LanguageModel language = model.language();
            Written written = out == null ? null : write(language, gguf, out);
            if (written != null && !written.tokenizer()) {
                common.message("its tokenizer is not of a kind that is written: the file has none");
            }
            QualityLoss loss = documents.isEmpty() ? null : compare(language, documents);
            common.print(
                    json -> {
                        json.text("model", path.toString());
                        json.text("type", type.name());
                        if (written != null) {
                            json.text("file", written.file().toString());
                            json.whole("bytes", written.bytes());
                            json.whole("weights_before", written.weightsBefore());
                            json.flag("tokenizer", written.tokenizer());
                        }
                        if (loss != null) {
                            json.object("loss", () -> json(json, loss));
                        }
                    },
                    writer -> {
                        if (written != null) {
                            writer.printf("%s: %d bytes%n", written.file(), written.bytes());
                        }
                        if (loss != null) {
                            writer.printf(
                                    "%d tokens: KL %.6f nats on average, %.6f at 99 %%, %.6f at most%n",
                                    loss.tokens(), loss.meanKl(), loss.kl99(), loss.largestKl());
                            writer.printf(
                                    "%.4f bits per byte instead of %.4f, the same first token at %.2f %%%n",
                                    loss.changedBitsPerByte(),
                                    loss.originalBitsPerByte(),
                                    100 * loss.sameFirst());
                        }
                    });
        }
        return 0;
    }

    private Written write(LanguageModel language, boolean gguf, Path to) throws IOException {
        return gguf
                ? Quantising.write(language, type, to)
                : Quantising.writeFolder(language, type, to, part -> {});
    }

    private static List<String> documents(Path file) throws IOException {
        List<String> documents = Documents.split(TextFile.read(file), Documents.Split.END_OF_TEXT);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException(file + ": there is no text in it");
        }
        return documents;
    }

    private QualityLoss compare(LanguageModel model, List<String> documents) {
        try (Transformer changed = model.transformer().packedCopy(type)) {
            return QualityLoss.measure(model, changed, documents, tokens -> {});
        }
    }

    private static void json(Json json, QualityLoss loss) {
        json.whole("tokens", loss.tokens());
        json.whole("bytes", loss.bytes());
        json.number("mean_kl", loss.meanKl());
        json.number("kl_99", loss.kl99());
        json.number("largest_kl", loss.largestKl());
        json.number("bits_per_byte_before", loss.originalBitsPerByte());
        json.number("bits_per_byte", loss.changedBitsPerByte());
        json.number("same_first", loss.sameFirst());
    }
}
