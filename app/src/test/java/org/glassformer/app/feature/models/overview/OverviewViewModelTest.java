package org.glassformer.app.feature.models.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final OverviewViewModel model =
            new OverviewViewModel(bench.session(), bench.engine(), bench.runner());

    @AfterEach
    void close() {
        bench.close();
    }

    private Overview open(String card) throws IOException {
        Path tiny = TinyModels.write(folder.resolve("tiny"), 3);
        if (!card.isEmpty()) {
            Files.writeString(tiny.resolve("README.md"), card);
        }
        bench.open(tiny, "Once upon a time");
        return Objects.requireNonNull(model.overviewProperty().get());
    }

    private static String value(List<Map.Entry<String, String>> of, String name) {
        return of.stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void partsAddUpToTheParametersOfTheModel() throws IOException {
        Overview tiny = open("");
        double sum = tiny.parts().rows().stream().mapToDouble(row -> row.value()).sum();
        assertThat(sum).isEqualTo((double) tiny.model().parameters());
        assertThat(value(tiny.facts(), "parameters"))
                .isEqualTo(Figures.count(tiny.model().parameters()));
    }

    @Test
    void factsAreThoseOfTheConfiguration() throws IOException {
        Overview tiny = open("");
        ModelConfig config = config(tiny);
        assertThat(value(tiny.facts(), "name")).isEqualTo("tiny");
        assertThat(value(tiny.facts(), "family")).isEqualTo(config.family());
        assertThat(value(tiny.facts(), "layers")).isEqualTo(Figures.count(config.nLayer()));
        assertThat(value(tiny.facts(), "heads"))
                .isEqualTo("%d, each %d wide".formatted(config.nHead(), config.headSize()));
        assertThat(value(tiny.facts(), "context")).isEqualTo(Figures.count(config.blockSize()));
        assertThat(value(tiny.facts(), "vocabulary")).isEqualTo(Figures.count(config.vocabSize()));
        assertThat(value(tiny.facts(), "weights in memory"))
                .startsWith(Figures.bytes(4 * tiny.model().parameters()))
                .endsWith("F32");
    }

    @Test
    void memoryByTypeIsThatOfRoundedCopiesAndOfAFullCache() throws IOException {
        Overview tiny = open("");
        List<SignedBarsData.Row> rows = tiny.memory().rows();
        assertThat(rows)
                .extracting(SignedBarsData.Row::name)
                .containsExactly("F32", "F16", "Q8_0", "Q4_0", "+ KV cache");
        bench.engine()
                .study(
                        tiny.model(),
                        (open, breath) -> {
                            for (SignedBarsData.Row row : rows.subList(1, 4)) {
                                long bytes =
                                        open
                                                .packedTypes(DType.valueOf(row.name()))
                                                .values()
                                                .stream()
                                                .mapToLong(Long::longValue)
                                                .sum();
                                assertThat(row.value()).as(row.name()).isEqualTo((double) bytes);
                            }
                            return rows.size();
                        });
        ModelConfig config = config(tiny);
        assertThat(rows.getLast().value())
                .isEqualTo((double) config.kvBytesPerToken() * config.blockSize());
        assertThat(model.memoryWords(2)).contains("Q8_0");
        assertThat(model.memoryWords(4)).contains("full context");
    }

    @Test
    void costsAreCacheOperationsAndTheRuleOfTwentyTokens() throws IOException {
        Overview tiny = open("");
        ModelConfig config = config(tiny);
        double flops =
                bench.engine()
                        .study(
                                tiny.model(),
                                (open, breath) -> ModelAnatomy.of(open).flopsPerToken(0));
        assertThat(config.kvBytesPerToken())
                .isEqualTo(4L * 2 * config.nLayer() * config.nKvHead() * config.headSize());
        assertThat(value(tiny.costs(), "KV cache per token"))
                .isEqualTo(Figures.bytes(config.kvBytesPerToken()));
        assertThat(value(tiny.costs(), "first token, forward"))
                .isEqualTo(Figures.operations(flops));
        assertThat(value(tiny.costs(), "tokens to train on, by the rule of 20 per parameter"))
                .isEqualTo(Figures.count(20 * tiny.model().parameters()));
    }

    private ModelConfig config(Overview of) {
        return bench.engine().study(of.model(), (open, breath) -> open.config());
    }

    @Test
    void filesHaveTheirTrueSize() throws IOException {
        Overview tiny = open("");
        long bytes = Files.size(folder.resolve("tiny").resolve("model.safetensors"));
        assertThat(value(tiny.facts(), "weights on disk")).isEqualTo(Figures.bytes(bytes));
    }

    @Test
    void cardAndTheTokensItNamesAreShown() throws IOException {
        Overview tiny = open("# tiny\n\n| tokens seen | 1,234,500 |\n");
        assertThat(tiny.card()).startsWith("# tiny");
        assertThat(value(tiny.costs(), "tokens seen, as the card says")).startsWith("1,234,500 (");
    }

    @Test
    void modelWithoutACardSaysNothingOfItsTokens() throws IOException {
        Overview tiny = open("");
        assertThat(tiny.card()).isNull();
        assertThat(value(tiny.costs(), "tokens seen, as the card says"))
                .isEqualTo("the card does not say");
    }

    @Test
    void cardOfManyMegabytesIsNotRead() throws IOException {
        Overview tiny = open("x".repeat(300_000));
        assertThat(tiny.card()).contains("300 kB").hasSizeLessThan(100);
    }

    @Test
    void anotherModelBringsItsOwn() throws IOException {
        open("# tiny\n");
        bench.open(TinyModels.write(folder.resolve("other"), 5), "Once");
        Overview other = Objects.requireNonNull(model.overviewProperty().get());
        assertThat(other.model().name()).isEqualTo("other");
        assertThat(other.card()).isNull();
    }
}
