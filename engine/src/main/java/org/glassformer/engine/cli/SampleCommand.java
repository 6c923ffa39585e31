package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.glassformer.engine.sampling.Draws;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.StageTrace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the chain on logits from any engine.
@Command(
        name = "sample",
        description = {
            "The sampler chain on logits from any engine: what each stage removed, and the"
                    + " probabilities left.",
            "The file holds {\"logits\":[...]}, with \"tokens\":[previous ids] and"
                    + " \"texts\":[a text for each id] if there are any."
        })
final class SampleCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final ChainOptions options = new ChainOptions();

    @Option(
            names = "--logits",
            paramLabel = "FILE.json",
            required = true,
            description = "The logits.")
    private Path file = Path.of("");

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "0",
            description = "Draws N tokens and counts them.")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed of the draws; 0 if left out.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        if (draws < 0) {
            throw common.misuse("--draws must be 0 or more, not " + draws);
        }
        var chain = options.chain(common);
        LogitsFile logits = LogitsFile.read(file);
        SamplingTrace trace = chain.apply(logits.logits());
        int[] counts = counts(trace);
        common.print(
                json -> json(json, logits, trace, counts), out -> text(out, logits, trace, counts));
        return 0;
    }

    /// How often each of the kept tokens was drawn, by rank.
    private int[] counts(SamplingTrace trace) {
        int[] counts = new int[trace.kept()];
        for (int step = 0; step < draws; step++) {
            counts[trace.pick(Draws.uniform(seed, step, 0)).rank() - 1]++;
        }
        return counts;
    }

    private void json(Json json, LogitsFile logits, SamplingTrace trace, int[] counts) {
        json.objects(
                "stages",
                trace.stages(),
                stage -> {
                    json.text("name", stage.name());
                    json.whole("kept", stage.kept());
                    json.whole("removed", stage.removed());
                    json.number("removed_mass", stage.removedMass());
                    json.number("entropy_bits", stage.entropyBits());
                });
        List<Integer> ranks = IntStream.range(0, trace.kept()).boxed().toList();
        json.objects(
                "probabilities",
                ranks,
                rank -> {
                    json.whole("id", trace.id(rank));
                    json.number("p", trace.probability(rank));
                    @Nullable String text = logits.text(trace.id(rank));
                    if (text != null) {
                        json.text("text", text);
                    }
                });
        if (draws > 0) {
            json.whole("seed", seed);
            json.whole("draws", draws);
            json.objects(
                    "counts",
                    ranks,
                    rank -> {
                        json.whole("id", trace.id(rank));
                        json.whole("count", counts[rank]);
                    });
        }
    }

    private void text(PrintWriter out, LogitsFile logits, SamplingTrace trace, int[] counts) {
        for (StageTrace stage : trace.stages()) {
            out.printf(
                    "%-12s keeps %d, removes %d with %.4f of the mass; entropy %.3f bits%n",
                    stage.name(),
                    stage.kept(),
                    stage.removed(),
                    stage.removedMass(),
                    stage.entropyBits());
        }
        for (int rank = 0; rank < trace.kept(); rank++) {
            int id = trace.id(rank);
            String count = draws > 0 ? String.format("  drawn %d", counts[rank]) : "";
            @Nullable String text = logits.text(id);
            out.printf(
                    "%8d  %.6f%s%s%n",
                    id, trace.probability(rank), count, text == null ? "" : "  " + text);
        }
    }
}
