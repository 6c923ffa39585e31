package org.glassformer.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.vector.MachinePeak;
import org.glassformer.engine.cli.Benchmark.Listener;
import org.glassformer.engine.cli.Benchmark.Result;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures how fast a device is, as fractions of what the machine reaches in the same run.
@Command(
        name = "bench",
        description = {
            "The device's peak and read bandwidth, then matrix products, reading a prompt, writing,"
                    + " what the lab does on an edit of 64, 256 and 1,024 tokens, a training step"
                    + " and a slider, each with its fraction of one of the two.",
            "Without a model: the shape of GPT-2 with 124 million random weights.",
            "A graphics card is measured itself; the other devices beside the CPU's Vector API.",
            "Each figure is printed when it is measured. Where one run would take longer than ten"
                    + " times --seconds, less is measured, or nothing, and a line says so.",
            "With --tokenizers: how fast texts become tokens, beside JTokkit on the same text."
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @ArgGroup private @Nullable Subject subject;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "Seconds for each measurement; 2 if left out.")
    private double seconds;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Parts to measure: products, model, edits, training, slider; all if left out.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    /// What can be measured alone.
    private enum Part {
        PRODUCTS,
        MODEL,
        EDITS,
        TRAINING,
        SLIDER
    }

    private static final class Subject {
        @Option(
                names = "--model",
                paramLabel = "DIR|FILE",
                description = "A folder with config.json and safetensors, or a GGUF file.")
        private @Nullable Path path;

        @Option(
                names = "--shape",
                paramLabel = "NAME",
                description =
                        "Random weights in the shape of a known model: gpt2-124m, llama-15m or"
                                + " llama-1b.")
        private @Nullable String shape;

        @Option(
                names = "--tokenizers",
                description = "OpenAI's encodings on stories, many languages and code.")
        private boolean tokenizers;
    }

    @Option(
            names = "--weights",
            paramLabel = "TYPE",
            description =
                    "Rounds the matrices first: f32, f16, bf16, q8_0, q4_0, q4_k or q6_k; as they"
                            + " are if left out.")
    private @Nullable DType weights;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "With --tokenizers: the text to encode instead.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        if (!(seconds > 0 && seconds <= 600)) {
            throw common.misuse("--seconds must be above 0 and at most 600, not " + seconds);
        }
        String shape = subject == null ? null : subject.shape;
        if (shape != null && BenchShape.of(shape).isEmpty()) {
            throw common.misuse("--shape must be one of " + BenchShape.names() + ", not " + shape);
        }
        if (subject != null && subject.tokenizers) {
            tokenizers();
            return 0;
        }
        if (weights != null && !Packing.writes(weights)) {
            throw common.misuse(
                    "--weights must be one of f32, f16, bf16, q8_0, q4_0, q4_k, q6_k, not "
                            + weights);
        }
        if (file != null) {
            throw common.misuse("--file goes with --tokenizers");
        }
        try (Backend backend = common.open();
                Transformer model = model(backend)) {
            common.message("measuring what the device reaches at most");
            measure(backend, model, peak(backend));
        }
        return 0;
    }

    private void measure(Backend backend, Transformer model, DevicePeak peak) {
        text(out -> {
            out.printf("%s%n", backend.description());
            out.printf("weights %s, %.1f MB%n", types(model), model.weightBytes() / 1e6);
            if (Double.isNaN(peak.gigaflops())) {
                out.println("what the device reaches at most is not known here");
            } else {
                text(out, peak, "");
            }
        });
        Stopwatch watch = new Stopwatch(seconds, backend.threads() > 0);
        Benchmark benchmark = new Benchmark(backend, peak, watch, listener());
        measure(benchmark, watch, model);
        common.message("measuring once more what the device reaches at most");
        DevicePeak after = peak(backend);
        text(out -> {
            if (!Double.isNaN(after.gigaflops())) {
                text(out, after, ", afterwards");
            }
        });
        if (common.json()) {
            common.print(
                    json -> {
                        json.text("device", backend.name());
                        json.text("description", backend.description());
                        json.whole("threads", backend.threads());
                        json.text("weights", types(model));
                        json.whole("weight_bytes", model.weightBytes());
                        json.number("peak_gflops", peak.gigaflops());
                        json.number("read_gbps", peak.gigabytes());
                        json.number("peak_gflops_afterwards", after.gigaflops());
                        json.number("read_gbps_afterwards", after.gigabytes());
                        json.objects("results", benchmark.results(), result -> json(json, result));
                    },
                    out -> {});
        }
    }

    private static String types(Transformer model) {
        return model.weightTypes().keySet().toString();
    }

    /// Prints text at once; where one object of JSON was asked for, it is printed in the end.
    private void text(Consumer<PrintWriter> text) {
        if (!common.json()) {
            common.print(json -> {}, text);
        }
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void progress(String line) {
                common.message(line);
            }

            @Override
            public void found(Result result) {
                text(out -> text(out, result));
            }
        };
    }

    /// What the device says of itself, else what the CPU's threads reach; NaN if neither is known. Measured twice, before
    /// and after all else: on a shared machine the cores themselves were seen to lose a third, then half, for minutes.
    private static DevicePeak peak(Backend backend) {
        return backend.measurePeak()
                .orElseGet(() -> {
                    int threads = backend.threads();
                    return threads > 0 && CommonOptions.hasVectorApi()
                            ? new DevicePeak(
                                    MachinePeak.gigaflops(threads),
                                    MachinePeak.readGigabytes(threads))
                            : new DevicePeak(Double.NaN, Double.NaN);
                });
    }

    private void measure(Benchmark benchmark, Stopwatch watch, Transformer model) {
        if (only.contains(Part.PRODUCTS)) {
            benchmark.gemm(768, 1536, 3072);
        }
        if (only.contains(Part.MODEL)) {
            new ModelBenchmark(benchmark, watch).model(model);
        }
        if (only.contains(Part.EDITS)) {
            for (int length : EditBenchmark.leftOut(model.config())) {
                common.message(
                        "left out %d tokens: the model reads at most %d"
                                .formatted(length, model.config().blockSize()));
            }
            new EditBenchmark(benchmark, watch).edits(model);
        }
        if (only.contains(Part.TRAINING)) {
            new TrainingBenchmark(benchmark, watch).training(model);
        }
        if (only.contains(Part.SLIDER)) {
            benchmark.slider();
        }
    }

    private void tokenizers() throws IOException {
        TokenizerBenchmark benchmark = new TokenizerBenchmark(new Stopwatch(seconds, true));
        common.message("measuring tokenizers");
        if (file == null) {
            benchmark.samples();
        } else {
            benchmark.text(String.valueOf(file.getFileName()), TextFile.read(file));
        }
        List<Result> results = benchmark.results();
        common.print(
                json -> json.objects("results", results, result -> json(json, result)),
                out -> results.forEach(result -> text(out, result)));
    }

    private BenchShape shape() {
        String name = subject == null ? null : subject.shape;
        return BenchShape.of(name == null ? "" : name).orElse(BenchShape.GPT2_124M);
    }

    private Transformer model(Backend backend) {
        Path path = subject == null ? null : subject.path;
        DType type = weights;
        if (path == null) {
            common.message("making random weights");
            return Transformer.random(
                    shape().config(), backend, 1, type == null ? DType.F32 : type);
        }
        Transformer model = Transformer.load(OpenModel.folderOf(path), backend, progress -> {});
        if (type == null) {
            return model;
        }
        try (model) {
            common.message("rounding the weights to " + type);
            return model.packedCopy(type);
        }
    }

    private static void json(Json json, Result result) {
        json.text("name", result.name());
        json.number("value", result.value());
        json.text("unit", result.unit());
        json.number("fraction", result.fraction());
        json.number("fraction_fastest", result.fastest());
        json.text("of", of(result));
        json.number("allocated_bytes_per_token", result.allocated());
    }

    /// @param when what the labels end with
    private static void text(PrintWriter out, DevicePeak peak, String when) {
        out.printf("%-44s %10.2f GFLOP/s%n", "at most, F32" + when, peak.gigaflops());
        out.printf("%-44s %10.2f GB/s%n", "at most, reading" + when, peak.gigabytes());
    }

    private static void text(PrintWriter out, Result result) {
        String fraction =
                Double.isNaN(result.fraction())
                        ? ""
                        : String.format("%6.1f %% of %s", 100 * result.fraction(), of(result));
        String fastest =
                Double.isNaN(result.fastest())
                        ? ""
                        : String.format(", %.1f %% in the fastest run", 100 * result.fastest());
        String allocated =
                Double.isNaN(result.allocated())
                        ? ""
                        : String.format(", %.1f kB of objects a token", result.allocated() / 1e3);
        out.printf(
                "%-44s %10.2f %-9s %s%s%s%n",
                result.name(), result.value(), result.unit(), fraction, fastest, allocated);
    }

    private static String of(Result result) {
        return result.of().name().toLowerCase(Locale.ROOT);
    }
}
