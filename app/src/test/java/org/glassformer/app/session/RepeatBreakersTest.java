package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.engine.sampling.Penalty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatBreakersTest {

    private final SessionBench bench = SessionBench.direct();

    @BeforeEach
    void open() {
        new NextToken(bench.session(), bench.runner());
        new RepeatBreakers(bench.session(), bench.runner());
        bench.open(SampleModels.stories(), "Lily said:");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> breakers() {
        Penalty.Dry dry = (Penalty.Dry) bench.session().chainProperty().get().stage(StageKind.DRY);
        TokenTexts vocabulary = Objects.requireNonNull(bench.reading()).vocabulary();
        return dry.breakers().stream()
                .map(ids ->
                        String.join(
                                "", ids.stream().map(id -> vocabulary.token(id).text()).toList()))
                .toList();
    }

    private void set(ChainSettings chain) {
        bench.session().chainProperty().set(chain);
    }

    @Test
    void aStageThatIsOffNeedsNone() {
        assertThat(breakers()).isEmpty();
        assertThat(bench.session().chainProperty().get()).isEqualTo(ChainSettings.LLAMA_CPP);
    }

    @Test
    void theDefaultsOfLlamaCppComeWithTheStage() {
        set(ChainSettings.LLAMA_CPP.switched(StageKind.DRY, true));
        assertThat(breakers()).isNotEmpty().contains(":", "\n");
        assertThat(breakers())
                .allMatch(text -> List.of("\n", ":", "\"", "*").stream().anyMatch(text::contains));
        set(ChainSettings.HUGGING_FACE.switched(StageKind.DRY, true));
        assertThat(breakers()).contains(":", "\n");
    }

    @Test
    void othersTakeTheirPlaceAndNoneIsPossible() {
        set(ChainSettings.LLAMA_CPP.switched(StageKind.DRY, true));
        bench.session().breakersProperty().set(List.of("."));
        assertThat(breakers()).isNotEmpty().allMatch(text -> text.contains("."));
        bench.session().breakersProperty().set(List.of());
        assertThat(breakers()).isEmpty();
    }
}
