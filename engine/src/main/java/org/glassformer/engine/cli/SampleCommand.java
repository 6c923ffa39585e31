package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.glassformer.engine.sampling.ChiSquare;
import org.glassformer.engine.sampling.DrawCounts;
import org.glassformer.engine.sampling.Draws;
import org.glassformer.engine.sampling.LogitsFile;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
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
        LogitsFile logits = LogitsFile.read(file);
        SamplerChain chain = options.chain(common, logits::dryBreakers);
        SamplingTrace trace =
                chain.apply(logits.logits(), SamplingContext.after(logits.tokens(), seed));
        DrawCounts counts = DrawCounts.of(trace, draws, step -> Draws.uniform(seed, step, 0));
        common.print(
                json -> json(json, logits, trace, counts), out -> text(out, logits, trace, counts));
        return 0;
    }

    private void json(Json json, LogitsFile logits, SamplingTrace trace, DrawCounts counts) {
        json.objects(
                "stages",
                trace.stages(),
                stage -> {
                    json.text("name", stage.name());
                    json.whole("kept", stage.kept());
                    json.whole("removed", stage.removed());
                    json.whole("changed", stage.changed());
                    json.number("removed_mass", stage.removedMass());
                    json.number("entropy_bits", stage.entropyBits());
                    if (!Double.isNaN(stage.chance())) {
                        json.number("chance", stage.chance());
                    }
                });
        List<Integer> places = IntStream.range(0, trace.kept()).boxed().toList();
        json.objects(
                "probabilities",
                places,
                place -> {
                    int rank = trace.candidate(place);
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
                    places,
                    place -> {
                        json.whole("id", trace.id(trace.candidate(place)));
                        json.whole("count", counts.count(place));
                    });
            ChiSquare test = counts.test();
            json.number("chi_square", test.statistic());
            json.whole("degrees_of_freedom", test.degreesOfFreedom());
            json.number("p_value", test.pValue());
        }
    }

    private void text(PrintWriter out, LogitsFile logits, SamplingTrace trace, DrawCounts counts) {
        for (StageTrace stage : trace.stages()) {
            out.printf(
                    "%-18s keeps %d, changes %d, removes %d with %.4f of the mass; entropy %.3f"
                            + " bits%n",
                    stage.name(),
                    stage.kept(),
                    stage.changed(),
                    stage.removed(),
                    stage.removedMass(),
                    stage.entropyBits());
        }
        for (int place = 0; place < trace.kept(); place++) {
            int rank = trace.candidate(place);
            int id = trace.id(rank);
            String count = draws > 0 ? String.format("  drawn %d", counts.count(place)) : "";
            @Nullable String text = logits.text(id);
            out.printf(
                    "%8d  %.6f%s%s%n",
                    id, trace.probability(rank), count, text == null ? "" : "  " + text);
        }
        if (draws > 0) {
            ChiSquare test = counts.test();
            out.printf(
                    "chi-square %.3f with %d degrees of freedom, p %.4f%n",
                    test.statistic(), test.degreesOfFreedom(), test.pValue());
        }
    }
}
