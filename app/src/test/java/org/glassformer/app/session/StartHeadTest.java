package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HeadScores;
import org.glassformer.engine.analysis.NamedPattern;
import org.glassformer.engine.analysis.PatternSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartHeadTest {

    private static final String PROMPT =
            "Once upon a time, there was a little girl named Mia. She found a red";

    @TempDir static Path folders;

    private final SessionBench bench = SessionBench.direct();
    private final StartHead start = new StartHead(bench.session());

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HeadScores measure() {
        Reading reading = bench.reading();
        HeadScores scores =
                PatternSearch.measure(
                        reading.attention(),
                        reading.ids(),
                        reading.tokens().stream().map(SessionToken::text).toList(),
                        part -> {});
        start.measured(reading, scores);
        return scores;
    }

    private HeadId looked() {
        LabSession session = bench.session();
        return new HeadId(session.layerProperty().get(), session.headProperty().get());
    }

    private static double telling(HeadScores scores, HeadId id) {
        return Stream.of(
                        NamedPattern.INDUCTION,
                        NamedPattern.DUPLICATE_TOKEN,
                        NamedPattern.SAME_WORD,
                        NamedPattern.PREVIOUS_TOKEN)
                .mapToDouble(pattern -> scores.score(pattern, id.layer(), id.head()))
                .max()
                .orElse(0);
    }

    @Test
    void theSampleModelOpensOnItsMostTellingHead() {
        bench.open(SampleModels.stories(), PROMPT);
        HeadScores scores = measure();
        double chosen = telling(scores, looked());
        assertThat(chosen).isGreaterThanOrEqualTo(StartHead.TELLING);
        ModelSummary model = Objects.requireNonNull(bench.session().modelProperty().get());
        for (int layer = 0; layer < model.nLayer(); layer++) {
            for (HeadId id : HeadId.ofLayer(layer, model.nHead())) {
                assertThat(telling(scores, id)).isLessThanOrEqualTo(chosen);
            }
        }
        HeadId first = looked();
        bench.session().promptProperty().set("The cat sat. The cat ran. The cat sat. The cat");
        measure();
        assertThat(looked()).isEqualTo(first);
    }

    @Test
    void aHeadThatAPersonHasChosenStays() {
        bench.open(SampleModels.stories(), PROMPT);
        bench.session().headProperty().set(1);
        measure();
        assertThat(looked()).isEqualTo(new HeadId(0, 1));
    }

    @Test
    void aShortTextSaysNothing() {
        bench.open(SampleModels.stories(), "Once upon");
        measure();
        assertThat(looked()).isEqualTo(new HeadId(0, 0));
        bench.session().promptProperty().set(PROMPT);
        assertThat(measure().best(NamedPattern.PREVIOUS_TOKEN, 1)).hasSize(1);
        assertThat(looked()).isNotEqualTo(new HeadId(0, 0));
    }

    @Test
    void aModelWithoutATellingHeadStaysOnTheFirst() {
        bench.open(folders.resolve("tiny"), PROMPT);
        HeadScores scores = measure();
        assertThat(telling(scores, new HeadId(0, 0))).isLessThan(StartHead.TELLING);
        assertThat(looked()).isEqualTo(new HeadId(0, 0));
    }

    @Test
    void aModelOpenedAgainKeepsItsHead() {
        bench.open(SampleModels.stories(), PROMPT);
        measure();
        HeadId first = looked();
        int other = (first.head() + 1) % 2;
        bench.session().headProperty().set(other);
        bench.open(SampleModels.stories(), PROMPT);
        measure();
        assertThat(looked()).isEqualTo(new HeadId(first.layer(), other));
    }
}
