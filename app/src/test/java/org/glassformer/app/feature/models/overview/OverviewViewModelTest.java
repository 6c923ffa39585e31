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
