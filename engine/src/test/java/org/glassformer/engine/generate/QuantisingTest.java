package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.QualityLoss.Place;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuantisingTest {
    private static final Path SAMPLE = sample();
    private static final String STORY = "Once upon a time there was a little girl who had a cat. ";
    private static final int WRITTEN = 24;

    @TempDir Path folder;

    private static Path sample() {
        Path here = Path.of("sample-models/stories");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }

    @Test
    void theWrittenFileIsTheRoundedModelWithItsTokenizer() throws IOException {
        try (Backend backend = Backends.open(2);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            for (DType type : new DType[] {DType.Q8_0, DType.Q4_0}) {
                Path file = folder.resolve(type + ".gguf");
                Quantising.Written written = Quantising.write(model, type, file);
                assertThat(written.tokenizer()).isTrue();
                assertThat(written.bytes()).isEqualTo(Files.size(file));
                try (LanguageModel read = LanguageModel.open(file, backend);
                        Transformer rounded = model.transformer().packedCopy(type);
                        Transformer wide = rounded.trainableCopy()) {
                    assertThat(read.transformer().weightTypes().keySet()).startsWith(type);
                    assertThat(read.promptIds(STORY)).isEqualTo(model.promptIds(STORY));
                    assertThat(read.startToken()).isEqualTo(model.startToken());
                    int[] ids = read.promptIds(STORY);
                    assertThat(logits(read.transformer(), ids)).isEqualTo(logits(rounded, ids));
                    assertThat(logits(rounded, ids))
                            .containsExactly(logits(wide, ids), within(2e-4f));
                    assertThat(greedy(read.transformer(), ids)).isEqualTo(greedy(wide, ids));
                }
            }
        }
    }

    @Test
    void aWrittenFolderIsTheModelInAnotherType() throws IOException {
        try (Backend backend = Backends.open(2);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            int[] ids = model.promptIds(STORY);
            for (DType type : new DType[] {DType.F32, DType.F16, DType.BF16}) {
                Path to = folder.resolve(type.name());
                List<Double> told = new ArrayList<>();
                Quantising.Written written = Quantising.writeFolder(model, type, to, told::add);
                assertThat(written.file()).isEqualTo(to.toAbsolutePath());
                assertThat(written.bytes())
                        .isGreaterThan(Files.size(to.resolve("model.safetensors")));
                assertThat(told).isSorted().startsWith(0.0).endsWith(1.0);
                try (LanguageModel read = LanguageModel.open(to, backend)) {
                    assertThat(read.transformer().weightTypes().keySet()).startsWith(type);
                    assertThat(read.promptIds(STORY)).isEqualTo(ids);
                    float near = type == DType.BF16 ? 0.2f : 2e-3f;
                    assertThat(logits(read.transformer(), ids))
                            .containsExactly(logits(model.transformer(), ids), within(near));
                }
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> write(model, DType.F16, "F16"))
                    .withMessage("F16 is there already");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> write(model, DType.Q8_0, "q"))
                    .withMessage("safetensors are written in F32, F16 and BF16, not in Q8_0");
        }
    }

    private void write(LanguageModel model, DType type, String name) throws IOException {
        Quantising.writeFolder(model, type, folder.resolve(name), part -> {});
    }

    @Test
    void aFolderThatIsGivenUpLeavesNothing() {
        try (Backend backend = Backends.open(2);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() ->
                            Quantising.writeFolder(
                                    model,
                                    DType.BF16,
                                    folder.resolve("given-up"),
                                    part -> {
                                        if (part > 0.5) {
                                            throw new CancellationException();
                                        }
                                    }));
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static float[] logits(Transformer model, int[] ids) {
        return model.lastLogits(ids, null, Hooks.none());
    }

    private static int[] greedy(Transformer model, int[] prompt) {
        int[] written = new int[WRITTEN];
        try (var cache = model.newCache(prompt.length + WRITTEN)) {
            int[] next = prompt;
            for (int i = 0; i < WRITTEN; i++) {
                float[] logits = model.lastLogits(next, cache, Hooks.none());
                int best = 0;
                for (int id = 1; id < logits.length; id++) {
                    best = logits[id] > logits[best] ? id : best;
                }
                written[i] = best;
                next = new int[] {best};
            }
        }
        return written;
    }

    @Test
    void aModelLosesNothingBesideItselfAndMoreTheFewerItsBits() {
        List<String> documents = List.of(STORY.repeat(2), "The dog ran.");
        try (Backend backend = Backends.open(2);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            QualityLoss none =
                    QualityLoss.measure(model, model.transformer(), documents, tokens -> {});
            assertThat(none.meanKl()).isLessThan(1e-9);
            assertThat(none.sameFirst()).isEqualTo(1);
            assertThat(none.changedBitsPerByte()).isEqualTo(none.originalBitsPerByte());
            try (Transformer eight = model.transformer().packedCopy(DType.Q8_0);
                    Transformer four = model.transformer().packedCopy(DType.Q4_0)) {
                QualityLoss of8 = QualityLoss.measure(model, eight, documents, tokens -> {});
                QualityLoss of4 = QualityLoss.measure(model, four, documents, tokens -> {});
                assertThat(of8.tokens()).isEqualTo(none.tokens());
                assertThat(of8.meanKl()).isBetween(1e-9, 0.01).isLessThan(of4.meanKl() / 10);
                assertThat(of8.kl99()).isBetween(of8.meanKl(), of8.largestKl());
                assertThat(of8.sameFirst()).isGreaterThan(0.9);
                assertThat(klAt(model, four, documents, of4.largestAt()))
                        .isCloseTo(of4.largestKl(), within(1e-6));
                long packed =
                        model.transformer().packedTypes(DType.Q8_0).values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
                assertThat(packed).isEqualTo(eight.weightBytes());
            }
        }
    }

    /// The divergence for one token, from a run that ends before it.
    private static double klAt(
            LanguageModel model, Transformer other, List<String> documents, Place at) {
        int[] text = model.tokenizer().encode(documents.get(at.document())).ids();
        assertThat(text[at.token()]).isEqualTo(at.id());
        int[] before = new int[at.token() + 1];
        before[0] = model.startToken();
        System.arraycopy(text, 0, before, 1, at.token());
        return LogProbs.klNats(logits(model.transformer(), before), logits(other, before));
    }

    @Test
    void writingIsToldAndCanBeGivenUp() throws IOException {
        Path file = folder.resolve("given-up.gguf");
        List<Double> parts = new ArrayList<>();
        try (Backend backend = Backends.open(1);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() ->
                            Quantising.write(
                                    model,
                                    DType.Q4_0,
                                    file,
                                    part -> {
                                        parts.add(part);
                                        if (part > 0.5) {
                                            throw new CancellationException();
                                        }
                                    }));
            assertThat(folder).isEmptyDirectory();
            Quantising.write(model, DType.Q4_0, file, parts::add);
        }
        assertThat(parts).last().isEqualTo(1.0);
        assertThat(file).isRegularFile();
    }

    @Test
    void modelsOfOtherVocabulariesAndTextsWithoutTokensAreRefused() {
        try (Backend backend = Backends.open(1);
                LanguageModel model = LanguageModel.open(SAMPLE, backend);
                Transformer other =
                        Transformer.random(ModelConfig.gpt2(1, 1, 8, 13, 8), backend, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QualityLoss.measure(model, other, List.of("a"), t -> {}))
                    .withMessageContaining("13");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            QualityLoss.measure(model, model.transformer(), List.of(), t -> {}));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Quantising.write(model, DType.Q5_K, folder.resolve("no.gguf")))
                    .withMessageContaining("Q5_K");
        }
    }
}
