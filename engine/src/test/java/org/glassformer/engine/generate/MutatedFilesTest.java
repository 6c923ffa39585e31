package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.chat.ChatTemplate;
import org.glassformer.engine.chat.ChatTemplateException;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.WatchedBackend;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.tokenizer.TokenizerFormatException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole models whose files are damaged at random: each is read and runs, or is refused in a sentence, soon
/// and with less memory than twice the files' bytes. Messages are printed with
/// `-Dglassformer.mutations.show=true`.
final class MutatedFilesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Buffers and the like, however small the files are.
    private static final long ALWAYS = 256 << 10;

    private static final long MOST_NANOS = 2_000_000_000L;
    private static final boolean SHOW = Boolean.getBoolean("glassformer.mutations.show");

    @TempDir private Path folder;

    /// What opening a model took.
    ///
    /// @param why the refusal, null if it opened and ran
    private record Opening(long heap, long device, long nanos, @Nullable RuntimeException why) {}

    @ParameterizedTest
    @CsvSource({
        "folder, model.safetensors, 130",
        "folder, config.json, 130",
        "folder, tokenizer.json, 60",
        "shards, model.safetensors.index.json, 60",
        "shards, model-00002-of-00002.safetensors, 30",
        "gguf, model.gguf, 160"
    })
    @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
    void aDamagedFileIsReadOrRefusedInOneSentenceSoonAndCheaply(
            String layout, String name, int count) throws IOException {
        Path model =
                switch (layout) {
                    case "folder" -> MadeFiles.folder(folder);
                    case "shards" -> MadeFiles.shards(folder);
                    default -> MadeFiles.gguf(folder);
                };
        Path file = folder.resolve(name);
        byte[] good = Files.readAllBytes(file);
        int head = MadeFiles.head(good, name);
        try (Backend backend = Backends.open("vector", 1)) {
            assertThat(open(model, backend).why()).as("the undamaged model").isNull();
            List<String> refusals = new ArrayList<>();
            for (int seed = 0; seed < count; seed++) {
                Mutation mutation = Mutation.of(good, head, new SplittableRandom(seed));
                Files.write(file, mutation.bytes());
                Opening opening = open(model, backend);
                long bytes = size(folder);
                String what = name + ", seed " + seed + ": " + mutation.what();
                assertThat(opening.heap() + opening.device())
                        .as(what)
                        .isLessThan(2 * bytes + ALWAYS);
                assertThat(opening.nanos()).as(what).isLessThan(MOST_NANOS);
                RuntimeException why = opening.why();
                if (why != null) {
                    refusals.add(what + "\n    " + sentence(what, why));
                }
            }
            if (SHOW) {
                System.err.println(String.join("\n", refusals));
            }
            assertThat(refusals).as("refused of " + count).hasSizeGreaterThan(count / 8);
        }
    }

    /// The refusal, as it is shown.
    private String sentence(String what, RuntimeException why) {
        assertThat(why)
                .as(what)
                .isInstanceOfAny(
                        ModelFormatException.class,
                        TokenizerFormatException.class,
                        ChatTemplateException.class);
        return assertThat(why.getMessage())
                .as(what)
                .containsAnyOf(folder.toString(), "model.gguf")
                .doesNotContain("\n")
                .doesNotContain("Exception")
                .doesNotContain("org.glassformer")
                .doesNotContain("tools.jackson")
                .doesNotContain("CTRL-CHAR")
                .doesNotContain("expecting")
                .hasSizeLessThan(1000)
                .actual();
    }

    private static Opening open(Path path, Backend real) {
        long[] device = new long[1];
        Backend backend =
                WatchedBackend.of(
                        real,
                        new WatchedBackend.Watcher() {
                            @Override
                            public void before(String operation) {}

                            @Override
                            public void after(String operation, @Nullable Object result) {
                                if (result instanceof Tensor tensor) {
                                    device[0] += tensor.memory().byteSize();
                                }
                            }
                        });
        long heap = THREADS.getTotalThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        RuntimeException why = null;
        long nanos;
        long bytes;
        try (LanguageModel model = LanguageModel.open(path, backend)) {
            ChatTemplate.fromFolder(path);
            nanos = THREADS.getCurrentThreadCpuTime() - start;
            heap = THREADS.getTotalThreadAllocatedBytes() - heap;
            bytes = device[0];
            model.transformer().lastLogits(model.promptIds("Hi"), null, Hooks.none());
        } catch (ModelFormatException | TokenizerFormatException | ChatTemplateException refused) {
            nanos = THREADS.getCurrentThreadCpuTime() - start;
            heap = THREADS.getTotalThreadAllocatedBytes() - heap;
            bytes = device[0];
            why = refused;
        }
        return new Opening(heap, bytes, nanos, why);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
