package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.BeamSearch;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.Generation;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.Generator;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.PromptScores;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.generate.TokenScore;
import org.glassformer.engine.generate.Vote;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DryBreakers;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lets a model write.
@Command(
        name = "generate",
        description = "Writes on from a prompt, and says of every token how it was chosen.")
final class GenerateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final PromptOptions prompt = new PromptOptions();
    @Mixin private final ChainOptions options = new ChainOptions();
    @Mixin private final ConstraintOptions constraints = new ConstraintOptions();
    @Mixin private final AnswerOptions many = new AnswerOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR|FILE",
            required = true,
            description = "A folder with config.json, safetensors and a tokenizer, or a GGUF file.")
    private Path path = Path.of("");

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tokens at most; 64 if left out.")
    private int maxTokens;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The same seed gives the same tokens; 0 if left out.")
    private long seed;

    @Option(
            names = "--score-prompt",
            description = "Adds logprob, rank and entropy of every token of the prompt.")
    private boolean scorePrompt;

    @Option(
            names = "--save-case",
            paramLabel = "FILE.json",
            description = "Also writes a sampling case, which the command replay runs again.")
    private @Nullable Path caseFile;

    @Override
    public Integer call() {
        if (maxTokens < 0) {
            throw common.misuse("--max-tokens must be 0 or more, not " + maxTokens);
        }
        options.chain(common, List::of); // wrong values before a model is read
        Interventions interventions = prompt.interventions(common);
        prompt.check(common);
        many.check(common);
        Optional<GrammarSource> constraint = constraints.source(common);
        List<String> stopTexts = constraints.stopTexts(common);
        if (caseFile != null && many.areMany()) {
            throw common.misuse("a sampling case is of one answer");
        }
        try (Backend backend = common.open();
                LanguageModel model = LanguageModel.open(OpenModel.folderOf(path), backend)) {
            int[] ids = prompt.ids(model::promptIds, common);
            SamplerChain chain = options.chain(common, () -> dryBreakers(model.tokenizer()));
            GenerationSettings settings =
                    GenerationSettings.of(model, chain, seed, maxTokens)
                            .with(interventions)
                            .withStopTexts(stopTexts);
            if (constraint.isPresent()) {
                settings = settings.within(constraint.get().compile(), model);
            }
            List<TokenScore> scores =
                    scorePrompt
                            ? PromptScores.of(model.transformer(), ids, interventions, () -> {})
                            : List.of();
            if (many.areMany()) {
                several(model, backend, ids, settings, scores);
            } else {
                one(model, backend, ids, settings, constraint.orElse(null), scores);
            }
        }
        return 0;
    }

    private static List<List<Integer>> dryBreakers(Tokenizer tokenizer) {
        return DryBreakers.of(
                DryBreakers.LLAMA_CPP,
                tokenizer.vocabSize(),
                id -> tokenizer.isToken(id) ? tokenizer.decode(id) : "",
                text -> tokenizer.encode(text).ids());
    }

    private void one(
            LanguageModel model,
            Backend backend,
            int[] ids,
            GenerationSettings settings,
            @Nullable GrammarSource constraint,
            List<TokenScore> scores) {
        PrintWriter live = spec.commandLine().getOut();
        Generation generation =
                new Generator(model)
                        .generate(
                                ids,
                                settings,
                                token -> {
                                    if (!common.json()) {
                                        live.print(token.shown());
                                        live.flush();
                                    }
                                    return true;
                                });
        boolean constrained = settings.grammar() != null;
        Path saved = caseFile;
        if (saved != null) {
            CaseFile.write(
                    SamplingCase.of(model, backend.name(), settings, generation, constraint),
                    saved);
        }
        common.print(
                json -> {
                    head(json, backend, ids, model, scores);
                    json(json, model, generation, constrained);
                },
                out -> {
                    text(out, generation);
                    tell(model, scores);
                });
    }

    private void several(
            LanguageModel model,
            Backend backend,
            int[] ids,
            GenerationSettings settings,
            List<TokenScore> scores) {
        if (many.isBeamSearch()) {
            BeamSearch.Result result = many.beams(model, ids, settings);
            common.print(
                    json -> {
                        head(json, backend, ids, model, scores);
                        AnswersReport.json(json, result);
                    },
                    out -> AnswersReport.text(out, result));
            common.message(AnswersReport.cost(result.cost()));
        } else {
            Answers answers = many.answers(model, ids, settings);
            Vote vote = many.isVote() ? Vote.over(answers, many.rule()) : null;
            common.print(
                    json -> {
                        head(json, backend, ids, model, scores);
                        if (vote != null) {
                            AnswersReport.json(json, vote);
                        }
                        AnswersReport.json(json, answers);
                    },
                    out -> {
                        AnswersReport.text(out, answers);
                        if (vote != null) {
                            AnswersReport.text(out, vote);
                        }
                    });
            common.message(AnswersReport.cost(answers.cost()));
        }
        if (!common.json()) {
            tell(model, scores);
        }
    }

    private void head(
            Json json, Backend backend, int[] ids, LanguageModel model, List<TokenScore> scores) {
        json.text("model", path.toString());
        json.text("device", backend.name());
        json.whole("seed", seed);
        json.wholes("prompt_ids", ids);
        if (!scores.isEmpty()) {
            json.objects(
                    "prompt_scores",
                    scores,
                    (TokenScore score) -> {
                        json.whole("id", score.id());
                        json.text("text", model.tokenizer().label(score.id()));
                        json.number("logprob", score.logprob());
                        json.whole("rank", score.rank());
                        json.number("entropy_bits", score.entropyBits());
                    });
        }
    }

    private void tell(LanguageModel model, List<TokenScore> scores) {
        for (TokenScore score : scores) {
            if (score.isScored()) {
                common.message(
                        "%s  logprob %.4f, rank %d, entropy %.2f bits"
                                .formatted(
                                        model.tokenizer().label(score.id()),
                                        score.logprob(),
                                        score.rank(),
                                        score.entropyBits()));
            }
        }
    }

    private void json(Json json, LanguageModel model, Generation generation, boolean constrained) {
        json.objects(
                "tokens",
                generation.tokens(),
                (GeneratedToken token) -> {
                    json.whole("id", token.id());
                    json.text("text", model.tokenizer().label(token.id()));
                    json.number("logprob", token.drawn().logprob());
                    json.whole("rank", token.drawn().rank());
                    json.number("draw", token.drawn().u());
                    json.whole("candidates", token.drawn().candidates());
                    json.number("probability", token.drawn().probability());
                    if (constrained) {
                        json.number("masked_mass", token.maskedMass());
                    }
                });
        json.text("text", generation.text());
        json.text("stop", stop(generation));
        json.number("prefill_ms", generation.prefillMs());
        json.number("ms_per_token", generation.msPerToken());
    }

    private void text(PrintWriter out, Generation generation) {
        String shown =
                String.join("", generation.tokens().stream().map(GeneratedToken::shown).toList());
        out.println(
                generation.text().substring(Math.min(shown.length(), generation.text().length())));
        common.message(
                "%d tokens, %s, seed %d, prompt read in %.1f ms, then %.2f ms a token"
                        .formatted(
                                generation.tokens().size(),
                                stop(generation),
                                seed,
                                generation.prefillMs(),
                                generation.msPerToken()));
    }

    private static String stop(Generation generation) {
        return generation.stop().name().toLowerCase(Locale.ROOT);
    }
}
