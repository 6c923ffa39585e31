package org.glassformer.engine.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.glassformer.engine.hook.Interventions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What a model is given to read, and what is taken out of it.
final class PromptOptions {
    @ArgGroup(multiplicity = "1")
    private Prompt prompt = new Prompt();

    @Option(
            names = "--intervene",
            paramLabel = "SPEC",
            description = {
                "Changes the running model; may be repeated: ablate:L.H  mean:L.H  scale:L.H=0.5 "
                        + " cut:L.H:Q>K  mask:K  neuron:L.N  neuron:L.N=0.5  neuron:L.N=mean  mlp:L "
                        + " mlp:L=0.5  mlp:L=mean  (layer L or *, head H or *, neuron N; all from"
                        + " 0). ablate, neuron and mlp without a factor set to zero."
            })
    private List<String> specs = List.of();

    private static final class Prompt {
        @Option(
                names = "--prompt",
                paramLabel = "T",
                description =
                        "A text; the start token is put before it where the tokenizer says so.")
        private @Nullable String text;

        @Option(
                names = "--ids",
                paramLabel = "1,2,3",
                description = "Token ids, taken as they are.")
        private @Nullable String ids;
    }

    /// The interventions.
    Interventions interventions(CommonOptions common) {
        try {
            return Interventions.parse(specs);
        } catch (IllegalArgumentException e) {
            throw common.misuse(Failure.sentence(e));
        }
    }

    /// Complains about ids that are no numbers before a model is opened.
    void check(CommonOptions common) {
        if (prompt.ids != null) {
            parse(prompt.ids, common);
        }
    }

    /// The tokens to read; `tokenize` makes them of a text.
    int[] ids(Function<String, int[]> tokenize, CommonOptions common) {
        if (prompt.ids != null) {
            return parse(prompt.ids, common);
        }
        return tokenize.apply(prompt.text == null ? "" : prompt.text);
    }

    private static int[] parse(String list, CommonOptions common) {
        try {
            return Arrays.stream(list.split(",", -1))
                    .mapToInt(word -> Integer.parseInt(word.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            throw common.misuse("--ids must be whole numbers with commas, not '" + list + "'");
        }
    }
}
