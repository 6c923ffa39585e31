package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.generate.CaseReplay;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a sampling case again.
@Command(
        name = "replay",
        description = {
            "Runs a saved sampling case and reports the first difference.",
            "On the case's device if no other is named. Ends with status 1 if a token differs."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "CASE.json", description = "The case.")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "DIR|FILE",
            description = "The model, if it is not where the case says.")
    private @Nullable Path path;

    @Override
    public Integer call() {
        SamplingCase saved = CaseFile.read(file);
        Path folder = OpenModel.folderOf(path == null ? saved.model() : path);
        try (Backend backend = common.openOr(saved.device());
                LanguageModel model = LanguageModel.open(folder, backend)) {
            CaseReport report = CaseReplay.run(saved, model);
            common.print(
                    json -> json(json, saved, backend, model.tokenizer(), report),
                    out -> text(out, saved, backend, model.tokenizer(), report));
            report.difference()
                    .ifPresent(difference ->
                            common.message(
                                    "token %d is %d instead of %d"
                                            .formatted(
                                                    difference.step() + 1,
                                                    difference.actual().id(),
                                                    difference.expected().id())));
            return report.isSame() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void json(
            Json json,
            SamplingCase saved,
            Backend backend,
            Tokenizer tokenizer,
            CaseReport report) {
        json.text("case", file.toString());
        json.text("device", backend.name());
        json.text("case_device", saved.device());
        json.flag("same_model", report.sameModel());
        json.flag("same", report.isSame());
        json.whole("compared", report.compared());
        json.whole("expected", saved.expected().size());
        json.number("largest_logprob_difference", report.largestLogprobDifference());
        report.difference()
                .ifPresent(difference ->
                        json.object(
                                "difference",
                                () -> {
                                    json.whole("step", difference.step());
                                    json.number("draw", difference.u());
                                    json.number("logprob_then", difference.logprobThen());
                                    candidate(json, "expected", tokenizer, difference.expected());
                                    candidate(json, "actual", tokenizer, difference.actual());
                                }));
    }

    private static void candidate(
            Json json, String name, Tokenizer tokenizer, CaseReport.Candidate token) {
        json.object(
                name,
                () -> {
                    json.whole("id", token.id());
                    json.text("text", tokenizer.label(token.id()));
                    json.number("logit", token.logit());
                    json.number("logprob", token.logprob());
                    json.whole("rank", token.rank());
                    json.number("probability", token.probability());
                });
    }

    private static void text(
            PrintWriter out,
            SamplingCase saved,
            Backend backend,
            Tokenizer tokenizer,
            CaseReport report) {
        if (!report.sameModel()) {
            out.println("the weights are not those of the case");
        }
        if (report.difference().isEmpty()) {
            out.printf(
                    "all %d tokens are the same on %s; log probabilities differ by at most %.3g%n",
                    report.compared(), backend.name(), report.largestLogprobDifference());
            return;
        }
        CaseReport.Difference difference = report.difference().get();
        out.printf(
                "token %d of %d differs on %s, where the draw is %.6f%n",
                difference.step() + 1, saved.expected().size(), backend.name(), difference.u());
        line(out, "expected", tokenizer, difference.expected());
        out.printf("          log probability in the case %.6f%n", difference.logprobThen());
        line(out, "actual", tokenizer, difference.actual());
    }

    private static void line(
            PrintWriter out, String what, Tokenizer tokenizer, CaseReport.Candidate token) {
        out.printf(
                "%-9s %d %s: logit %.6f, log probability %.6f, rank %d, probability after the"
                        + " chain %.6f%n",
                what,
                token.id(),
                tokenizer.label(token.id()),
                token.logit(),
                token.logprob(),
                token.rank(),
                token.probability());
    }
}
