package org.glassformer.engine.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows logits and activations of one run.
@Command(
        name = "inspect",
        description = {
            "Logits of the last position and any activations, and the memory of the weights by type.",
            "Activations are flat arrays, row by row, with their shapes; masked scores are null."
        })
final class InspectCommand implements Callable<Integer> {
    private static final int LIKELIEST = 10;
    private static final List<DType> TYPES = List.of(DType.F32, DType.F16, DType.Q8_0, DType.Q4_0);

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final PromptOptions prompt = new PromptOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR|FILE",
            required = true,
            description = "A folder with config.json and safetensors, or a GGUF file.")
    private Path path = Path.of("");

    @Option(names = "--all", description = "Logits of every position.")
    private boolean all;

    @Option(
            names = "--hooks",
            paramLabel = "NAME,...",
            split = ",",
            description =
                    "Activations to show, such as blocks.0.attn.hook_pattern; * matches anything.")
    private List<String> hooks = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE.json|FILE.npz",
            description = "Also writes the arrays to a file.")
    private @Nullable Path file;

    /// One run's result.
    private record Seen(
            OpenModel model, Ids ids, Rows logits, Map<String, ActivationCache.Values> hooks) {}

    @Override
    public Integer call() throws IOException {
        Path out = file;
        String ending = out == null ? ".json" : out.toString().toLowerCase(Locale.ROOT);
        if (!ending.endsWith(".json") && !ending.endsWith(".npz")) {
            throw common.misuse("--out must end in .json or .npz");
        }
        prompt.check(common);
        Interventions interventions = prompt.interventions(common);
        try (OpenModel model = OpenModel.open(path, common)) {
            int[] ids = prompt.ids(text -> model.language().promptIds(text), common);
            Hooks watched = Hooks.of(filter(model), interventions);
            LogitRows rows = all ? LogitRows.ALL : LogitRows.LAST;
            float[] logits =
                    model.backend().read(model.transformer().forward(ids, null, watched, rows));
            Seen seen =
                    new Seen(
                            model,
                            new Ids(ids),
                            new Rows(logits, model.config().vocabSize()),
                            watched.cache().all());
            if (out != null) {
                write(seen, out, ending);
            }
            common.print(json -> json(json, seen), writer -> text(writer, seen));
        }
        return 0;
    }

    private HookFilter filter(OpenModel model) {
        List<String> names = model.transformer().hookNames();
        for (String wanted : hooks) {
            HookFilter one = HookFilter.parse(wanted);
            if (names.stream().noneMatch(one::wants)) {
                throw new IllegalArgumentException(
                        "the model has no activation "
                                + wanted
                                + "; it has "
                                + String.join(", ", names.subList(0, Math.min(4, names.size())))
                                + ", ... "
                                + names.getLast());
            }
        }
        return HookFilter.parse(String.join(",", hooks));
    }

    private static void json(Json json, Seen seen) {
        json.text("model", seen.model().path().toString());
        json.text("device", seen.model().backend().name());
        json.object("weights", () -> weights(json, seen));
        json.wholes("ids", seen.ids().values);
        json.rows("logits", seen.logits().values, seen.logits().width);
        json.object(
                "hooks",
                () ->
                        seen.hooks()
                                .forEach((name, values) ->
                                        json.object(
                                                name,
                                                () -> {
                                                    json.wholes("shape", values.shape().toArray());
                                                    json.numbers("data", values.data());
                                                })));
    }

    /// What the weights take, by the types that they have and as each type that they could have.
    private static void weights(Json json, Seen seen) {
        Transformer model = seen.model().transformer();
        ModelAnatomy anatomy = ModelAnatomy.of(model);
        json.whole("parameters", anatomy.parameters());
        json.whole("bytes", anatomy.bytes());
        json.object(
                "types",
                () -> model.weightTypes().forEach((type, bytes) -> json.whole(type.name(), bytes)));
        json.object(
                "bytes_as",
                () -> TYPES.forEach(type -> json.whole(type.name(), anatomy.bytesAs(type))));
    }

    private static void write(Seen seen, Path out, String ending) throws IOException {
        if (ending.endsWith(".json")) {
            try (BufferedWriter writer = Files.newBufferedWriter(out)) {
                Json.write(writer, json -> json(json, seen));
            }
            return;
        }
        try (Npz npz = new Npz(Files.newOutputStream(out))) {
            npz.add("ids", seen.ids().values);
            Rows logits = seen.logits();
            npz.add("logits", new int[] {logits.count(), logits.width}, logits.values);
            for (var hook : seen.hooks().entrySet()) {
                int[] shape = hook.getValue().shape().toArray();
                npz.add(hook.getKey(), shape, hook.getValue().data());
            }
        }
    }

    private void text(PrintWriter out, Seen seen) {
        @Nullable Tokenizer tokenizer = seen.model().tokenizerOrNull();
        int[] ids = seen.ids().values;
        out.printf("%s on %s%n", path, seen.model().backend().description());
        Transformer model = seen.model().transformer();
        ModelAnatomy anatomy = ModelAnatomy.of(model);
        out.printf(
                "%d weights, %d bytes: %s%n",
                anatomy.parameters(), anatomy.bytes(), figures(model.weightTypes()));
        Map<DType, Long> others = new LinkedHashMap<>();
        TYPES.forEach(type -> others.put(type, anatomy.bytesAs(type)));
        out.printf("with all matrices as one type: %s%n", figures(others));
        Rows logits = seen.logits();
        for (int row = 0; row < logits.count(); row++) {
            int position = ids.length - logits.count() + row;
            out.printf(
                    "after token %d, %d%s%n",
                    position, ids[position], label(tokenizer, ids[position]));
            SamplingTrace trace = SamplerChain.neutral().apply(logits.row(row));
            for (int rank = 0; rank < Math.min(LIKELIEST, trace.size()); rank++) {
                int id = trace.id(rank);
                out.printf(
                        "%8d  logit %9.4f  p %.5f%s%n",
                        id, trace.logit(rank), trace.rawProbability(rank), label(tokenizer, id));
            }
        }
        seen.hooks().forEach((name, values) -> out.printf("%s %s%n", name, values.shape()));
    }

    private static String figures(Map<DType, Long> bytes) {
        return bytes.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String label(@Nullable Tokenizer tokenizer, int id) {
        return tokenizer == null ? "" : "  '" + TokenizeCommand.visible(tokenizer.label(id)) + "'";
    }

    /// Token ids.
    private static final class Ids {
        private final int[] values;

        Ids(int[] values) {
            this.values = values;
        }
    }

    /// Rows of logits, one after the other.
    private static final class Rows {
        private final float[] values;
        private final int width;

        Rows(float[] values, int width) {
            this.values = values;
            this.width = width;
        }

        int count() {
            return values.length / width;
        }

        float[] row(int index) {
            return Arrays.copyOfRange(values, index * width, (index + 1) * width);
        }
    }
}
