package org.glassformer.benchmarks;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.util.PhysicalCoreExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;

/// Prefill and decode of the same F32 weights by this engine and by Jlama, in turns in one JVM.
///
/// Each engine reads the same ids and then continues greedily; the table says whether they agreed, and how
/// far the logits behind the text were from those of the first engine. The first rounds compile the kernels
/// and are left out.
///
/// Jlama 0.8.4's native product of many rows is wrong for those that are left after groups of five: of 128
/// tokens, for the last three, and so for the logits. It is right for a multiple of five, and with
/// `-Djlama.force_panama_tensor_operations=true` for any number.
public final class AgainstJlama {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final PrintStream OUT = System.out;

    private AgainstJlama() {}

    /// One engine with the model open.
    private interface Engine extends AutoCloseable {
        /// Its name in the table.
        String name();

        /// Forgets the text, reads `ids`, and returns the likeliest next token.
        int prefill(int[] ids);

        /// The logits behind the text.
        float[] logits();

        /// Reads one more token at a position, and returns the likeliest next one.
        int decode(int id, int position);

        @Override
        void close();
    }

    /// What one engine did in one round.
    ///
    /// @param prefill tokens a second
    /// @param decode tokens a second
    /// @param ids what it wrote
    /// @param logits behind what it read
    private record Round(double prefill, double decode, List<Integer> ids, float[] logits) {}

    /// Runs it.
    ///
    /// @param args a folder, or llama-124m for random weights; tokens to read; tokens to write; rounds;
    ///     devices of this engine, by default vector
    public static void main(String[] args) throws IOException {
        int prompt = Integer.parseInt(args[1]);
        int written = Integer.parseInt(args[2]);
        int rounds = Integer.parseInt(args[3]);
        List<String> devices = args.length > 4 ? List.of(args[4].split(",")) : List.of("vector");
        Path folder = args[0].equals("llama-124m") ? random() : Path.of(args[0]);
        ModelConfig config = Transformer.config(folder);
        int[] ids = new SplittableRandom(1).ints(prompt, 3, config.vocabSize()).toArray();
        PhysicalCoreExecutor.overrideThreadCount(THREADS);
        List<Engine> engines = new ArrayList<>();
        for (String device : devices) {
            engines.add(new Ours(folder, device, prompt + written));
        }
        engines.add(new Theirs(folder));
        List<List<Round>> all = new ArrayList<>();
        engines.forEach(engine -> all.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int e = 0; e < engines.size(); e++) {
                all.get(e).add(run(engines.get(e), ids, written));
            }
        }
        OUT.printf(
                "%s, %d read, %d written, %d threads%n",
                folder.getFileName(), prompt, written, THREADS);
        Round first = all.getFirst().getLast();
        for (int e = 0; e < engines.size(); e++) {
            List<Round> counted = all.get(e).subList(rounds / 2, rounds);
            OUT.printf(
                    "%-12s prefill %7.1f tokens/s, decode %6.1f tokens/s, same first %d of %d tokens,"
                            + " logits at most %.2g off%n",
                    engines.get(e).name(),
                    median(counted.stream().mapToDouble(Round::prefill).toArray()),
                    median(counted.stream().mapToDouble(Round::decode).toArray()),
                    alike(first.ids(), counted.getLast().ids()),
                    written,
                    largest(first.logits(), counted.getLast().logits()));
        }
        engines.forEach(Engine::close);
    }

    private static Round run(Engine engine, int[] ids, int written) {
        List<Integer> ours = new ArrayList<>();
        long start = System.nanoTime();
        int next = engine.prefill(ids);
        long read = System.nanoTime();
        float[] logits = engine.logits();
        long begin = System.nanoTime();
        for (int i = 0; i < written; i++) {
            ours.add(next);
            next = engine.decode(next, ids.length + i);
        }
        long end = System.nanoTime();
        return new Round(
                ids.length * 1e9 / (read - start), written * 1e9 / (end - begin), ours, logits);
    }

    private static int alike(List<Integer> a, List<Integer> b) {
        int same = 0;
        while (same < a.size() && a.get(same).equals(b.get(same))) {
            same++;
        }
        return same;
    }

    private static double largest(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /// A Llama of the size of GPT-2 124M with random weights, in a temporary folder; the tokenizer is not
    /// used, but Jlama wants one.
    private static Path random() throws IOException {
        Path folder = Files.createTempDirectory("llama-124m");
        try (Backend backend = Backends.open("vector", 0);
                Transformer model =
                        Transformer.random(
                                ModelConfig.llama(12, 12, 12, 768, 2048, 32_000, 1024),
                                backend,
                                1)) {
            model.save(folder, false);
        }
        // Jlama wants to know which tokens begin and end a text, which a model without a tokenizer
        // does not say.
        Path config = folder.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst("\\{", "{ \"bos_token_id\": 1, \"eos_token_id\": 2,"));
        Path tokenizer = folder.resolve("tokenizer.json");
        if (!Files.exists(tokenizer)) {
            Files.copy(Path.of("sample-models/stories/tokenizer.json"), tokenizer);
        }
        return folder;
    }

    private static final class Ours implements Engine {
        private final Backend backend;
        private final Transformer model;
        private final int capacity;
        private KvCache cache;
        private float[] logits = {};

        Ours(Path folder, String device, int capacity) {
            this.backend = Backends.open(device, THREADS);
            this.model = Transformer.load(folder, backend, part -> {});
            this.capacity = capacity;
            this.cache = model.newCache(capacity);
        }

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public int prefill(int[] ids) {
            cache.close();
            cache = model.newCache(capacity);
            logits = model.lastLogits(ids, cache, Hooks.none());
            return likeliest(logits);
        }

        @Override
        public float[] logits() {
            return logits;
        }

        @Override
        public int decode(int id, int position) {
            return likeliest(model.lastLogits(new int[] {id}, cache, Hooks.none()));
        }

        private static int likeliest(float[] logits) {
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                if (logits[i] > logits[best]) {
                    best = i;
                }
            }
            return best;
        }

        @Override
        public void close() {
            cache.close();
            model.close();
            backend.close();
        }
    }

    private static final class Theirs implements Engine {
        private final AbstractModel model;
        private final KvBufferCache caches;
        private final AbstractTensor<?, ?> logits;
        private KvBufferCache.KvBuffer cache;

        Theirs(Path folder) {
            model = ModelSupport.loadModel(folder.toFile(), DType.F32, DType.F32);
            caches = new KvBufferCache(model);
            logits = model.makeDenseTensor(model.getConfig().vocabularySize);
            cache = caches.getEphemeralKvBuffer();
        }

        @Override
        public String name() {
            return "Jlama 0.8.4";
        }

        @Override
        public int prefill(int[] ids) {
            cache.close();
            cache = caches.getEphemeralKvBuffer();
            try (AbstractTensor<?, ?> out = model.batchForward(ids, 0, cache)) {
                return model.sample(out.slice(ids.length - 1), 0, 0, logits);
            }
        }

        @Override
        public float[] logits() {
            float[] values = new float[model.getConfig().vocabularySize];
            for (int i = 0; i < values.length; i++) {
                values[i] = logits.get(0, i);
            }
            return values;
        }

        @Override
        public int decode(int id, int position) {
            try (AbstractTensor<?, ?> out = model.forward(id, position, cache, Optional.empty())) {
                return model.sample(out, 0, 0, logits);
            }
        }

        @Override
        public void close() {
            cache.close();
            caches.close();
            model.close();
        }
    }
}
