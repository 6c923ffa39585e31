package org.glassformer.app.feature.attention.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.VectorStripData;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadStages;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Variant;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairViewModelTest {

    private static final String PROMPT = "Once upon a time, there was a little girl";
    private static final int WINDOW = 3;

    @TempDir static Path folders;

    private final SessionBench bench = SessionBench.direct();
    private final LabSession session = bench.session();
    private final PairViewModel pair = new PairViewModel(session, bench.runner());

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        bench.open(folders.resolve("tiny"), PROMPT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String value(int row) {
        return pair.rowsProperty().get().get(row).value();
    }

    private VectorStripData strip(int index) {
        return pair.stripsProperty().get().get(index).data();
    }

    private void lock(int query, int key) {
        session.selectedTokenProperty().set(query);
        session.keyTokenProperty().set(key);
    }

    private String token(int index) {
        return bench.reading().tokens().get(index).text().replace(' ', '·');
    }

    @Test
    void withoutAReadingThereIsNoPair() {
        try (SessionBench none = SessionBench.direct()) {
            PairViewModel empty = new PairViewModel(none.session(), none.runner());
            assertThat(empty.rowsProperty().get()).isEmpty();
            assertThat(empty.stripsProperty().get()).isEmpty();
            assertThat(empty.formulaProperty().get()).isEmpty();
            assertThat(empty.numbers()).isEmpty();
            empty.hoverKey(3);
            empty.lockKey(3);
            assertThat(none.session().keyTokenProperty().get()).isEqualTo(LabSession.NONE);
        }
    }

    @Test
    void theNumbersStayTheModelsOwnWhereTheMapHidesTheSinkAndTheNoteSaysSo() {
        lock(5, 2);
        List<PairRow> rows = pair.rowsProperty().get();
        assertThat(pair.noteProperty().get()).isEmpty();
        pair.sinkHiddenProperty().set(true);
        assertThat(pair.rowsProperty().get()).isEqualTo(rows);
        float[] row = bench.reading().attention().row(0, 0, 5);
        String shown = Figures.fixed(row[2] / (1 - row[0]), 3);
        assertThat(pair.noteProperty().get()).contains("model’s own").contains(shown);
        pair.sinkHiddenProperty().set(false);
        assertThat(pair.noteProperty().get()).isEmpty();
    }

    @Test
    void theLastTokenLooksAtWhatItLooksAtMost() {
        int last = bench.reading().tokens().size() - 1;
        float[] row = bench.reading().attention().row(0, 0, last);
        int most = IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
        assertThat(pair.titleProperty().get())
                .isEqualTo("“" + token(last) + "” looks at “" + token(most) + "”");
        assertThat(pair.headNameProperty().get()).isEqualTo("0.0");
    }

    @Test
    void theLockedPairIsShownAndTheOneUnderThePointerComesFirst() {
        lock(5, 2);
        assertThat(pair.titleProperty().get()).contains(token(5)).contains(token(2));
        assertThat(strip(0).marked()).isEqualTo(2);
        session.hoveredTokenProperty().set(4);
        session.hoveredKeyProperty().set(1);
        assertThat(pair.titleProperty().get())
                .isEqualTo("“" + token(4) + "” looks at “" + token(1) + "”");
        session.hoveredTokenProperty().set(LabSession.NONE);
        session.hoveredKeyProperty().set(LabSession.NONE);
        assertThat(strip(0).marked()).isEqualTo(2);
    }

    @Test
    void figuresAreThoseOfTheEngine() {
        lock(6, 3);
        session.layerProperty().set(1);
        session.headProperty().set(2);
        HeadStages stages = HeadStages.of(bench.reading().attention(), 1, 2, 6);
        assertThat(value(0)).isEqualTo(Figures.fixed(stages.rawScore(3), 2));
        assertThat(value(1)).isEqualTo(Figures.fixed(stages.scaledScore(3), 2));
        assertThat(value(2)).isEqualTo("visible");
        assertThat(value(3)).isEqualTo(Figures.fixed(stages.weight(3), 3));
        assertThat(value(4)).isEqualTo(Figures.fixed(stages.weightedNorm(3), 2));
        assertThat(pair.headNameProperty().get()).isEqualTo("1.2");
    }

    @Test
    void theProductsOfAllChannelsSumToTheScore() {
        lock(6, 3);
        pair.stageProperty().set(Stage.KEY);
        HeadStages stages = HeadStages.of(bench.reading().attention(), 0, 0, 6);
        assertThat(strip(0).values()).containsExactly(stages.key(3));
        double sum = 0;
        for (float product : strip(1).values()) {
            sum += product;
        }
        assertThat(sum).isCloseTo(stages.rawScore(3), within(1e-6));
        assertThat(pair.formulaProperty().get())
                .startsWith("q · k = ")
                .endsWith(" = " + Figures.fixed(sum, 2));
    }

    @Test
    void everyStageHasItsNumbers() {
        lock(4, 1);
        HeadStages stages = HeadStages.of(bench.reading().attention(), 0, 0, 4);
        pair.stageProperty().set(Stage.QUERY);
        assertThat(strip(0).values()).containsExactly(stages.query());
        pair.stageProperty().set(Stage.SCORES);
        assertThat(strip(0).values()[1]).isEqualTo((float) stages.rawScore(1));
        pair.stageProperty().set(Stage.SCALED);
        assertThat(strip(0).values()[1]).isEqualTo(stages.scaledScore(1));
        assertThat(pair.formulaProperty().get()).contains(" / √8 = ");
        pair.stageProperty().set(Stage.MASKED);
        assertThat(strip(0).values()[1]).isEqualTo(stages.maskedScore(1));
        assertThat(strip(0).isMasked(5)).isTrue();
        pair.stageProperty().set(Stage.SOFTMAX);
        assertThat(strip(0).values()[1]).isEqualTo(stages.weight(1));
        assertThat(pair.stripsProperty().get().getFirst().figure()).isEqualTo("Σ 1.000000");
        pair.stageProperty().set(Stage.VALUES);
        assertThat(strip(0).values()[1]).isEqualTo((float) stages.weightedNorm(1));
        assertThat(strip(1).values()).containsExactly(stages.output());
        assertThat(pair.allStripsProperty().get()).hasSize(10);
        assertThat(pair.allFormulasProperty().get().lines()).hasSize(7);
    }

    @Test
    void aLaterTokenIsSeenByNobody() {
        lock(2, 5);
        assertThat(value(2)).isEqualTo("later token");
        assertThat(value(3)).isEqualTo("0.000");
        assertThat(pair.formulaProperty().get()).isEqualTo("e^−∞ = 0");
        pair.stageProperty().set(Stage.MASKED);
        assertThat(pair.formulaProperty().get()).startsWith("a later token: ").endsWith("→ −∞");
    }

    @Test
    void aCutEdgeAndAMaskedTokenSayWhy() {
        bench.interventions().add(new Intervention.CutEdge(0, 0, 5, 2));
        bench.interventions().add(new Intervention.MaskKey(1));
        lock(5, 2);
        assertThat(value(2)).isEqualTo("cut");
        assertThat(value(3)).isEqualTo("0.000");
        lock(5, 1);
        assertThat(value(2)).isEqualTo("token masked");
        assertThat(pair.stripsProperty().get().getFirst().figure()).isEqualTo("Σ 1.000000");
    }

    @Test
    void anInterventionOnTheOutputIsNamed() {
        bench.interventions().add(new Intervention.ScaleHead(0, 0, 0.5f));
        pair.stageProperty().set(Stage.VALUES);
        assertThat(pair.noteProperty().get()).contains("multiplies the output z by 0.5");
        pair.stageProperty().set(Stage.SOFTMAX);
        assertThat(pair.noteProperty().get()).isEmpty();
    }

    @Test
    void charactersAndStepsChooseTheStage() {
        assertThat(pair.stageProperty().get()).isEqualTo(Stage.SOFTMAX);
        assertThat(pair.typed("1")).isTrue();
        assertThat(pair.stageProperty().get()).isEqualTo(Stage.QUERY);
        pair.moveStage(-1);
        assertThat(pair.stageProperty().get()).isEqualTo(Stage.QUERY);
        pair.moveStage(1);
        assertThat(pair.stageProperty().get()).isEqualTo(Stage.KEY);
        assertThat(pair.typed("7")).isTrue();
        assertThat(pair.stageProperty().get()).isEqualTo(Stage.VALUES);
        assertThat(pair.typed("8")).isFalse();
        assertThat(pair.typed("x")).isFalse();
        assertThat(pair.typed("")).isFalse();
    }

    @Test
    void barsPreviewAndLockTheirKeys() {
        session.selectedTokenProperty().set(6);
        pair.hoverKey(2);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(6);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(2);
        assertThat(strip(0).marked()).isEqualTo(2);
        pair.lockKey(2);
        pair.hoverKey(-1);
        assertThat(session.hoveredKeyProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(session.keyTokenProperty().get()).isEqualTo(2);
        assertThat(strip(0).marked()).isEqualTo(2);
    }

    @Test
    void aShorterTextKeepsAPairThatItHas() {
        lock(7, 6);
        session.promptProperty().set("Once upon");
        int last = bench.reading().tokens().size() - 1;
        assertThat(pair.titleProperty().get()).startsWith("“" + token(last) + "”");
    }

    @Test
    void numbersAreChannelsOrKeys() {
        lock(6, 3);
        NumbersTable keys = pair.numbers().orElseThrow();
        int tokens = bench.reading().tokens().size();
        assertThat(keys.rows()).isEqualTo(tokens);
        Column.Floats weights = (Column.Floats) keys.columns().get(5);
        double sum = IntStream.range(0, tokens).mapToDouble(i -> weights.at().at(i)).sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(((Column.Texts) keys.columns().get(4)).at().apply(tokens - 1))
                .isEqualTo("later token");
        pair.stageProperty().set(Stage.KEY);
        NumbersTable channels = pair.numbers().orElseThrow();
        assertThat(channels.rows()).isEqualTo(8);
        assertThat(channels.caption().settings()).anyMatch(s -> s.value().equals("K"));
    }

    @Test
    void groupedHeadsShareKeysAndWindowsHideThem() {
        session.headProperty().set(3);
        session.readingProperty().set(grouped(bench.reading()));
        lock(7, 6);
        pair.stageProperty().set(Stage.KEY);
        float[] shared = strip(0).values();
        assertThat(pair.noteProperty().get()).isEqualTo("Heads 2 to 3 share keys and values.");
        session.headProperty().set(2);
        assertThat(strip(0).values()).containsExactly(shared);
        session.headProperty().set(1);
        assertThat(strip(0).values()).isNotEqualTo(shared);
        session.keyTokenProperty().set(7 - WINDOW);
        assertThat(value(2)).isEqualTo("outside the window");
        session.keyTokenProperty().set(8 - WINDOW);
        assertThat(value(2)).isEqualTo("visible");
    }

    /// The same text with other attention: two heads share a key, and a query sees three keys.
    private static Reading grouped(Reading reading) {
        ModelConfig llama = ModelConfig.llama(2, 4, 2, 32, 64, 320, 48);
        ModelConfig config =
                new ModelConfig(
                        "mistral",
                        2,
                        4,
                        2,
                        32,
                        8,
                        64,
                        320,
                        48,
                        true,
                        llama.normEps(),
                        llama.activation(),
                        true,
                        false,
                        llama.ropeTheta(),
                        llama.ropeScaling(),
                        false,
                        false,
                        false,
                        false,
                        true,
                        Collections.nCopies(2, WINDOW),
                        -1,
                        List.of(),
                        Variant.PLAIN);
        int length = reading.tokens().size();
        ActivationCache cache = new ActivationCache();
        Random random = new Random(3);
        for (int layer = 0; layer < 2; layer++) {
            HookNames.OfBlock of = HookNames.block(layer);
            put(cache, of.rotQ(), length, 4, random);
            put(cache, of.rotK(), length, 2, random);
            put(cache, of.v(), length, 2, random);
        }
        return new Reading(
                reading.model(),
                reading.text(),
                reading.tokens(),
                reading.typed(),
                reading.logits(),
                AttentionTrace.of(config, cache, Interventions.NONE),
                Interventions.NONE,
                1,
                false,
                reading.vocabulary());
    }

    private static void put(
            ActivationCache cache, String name, int length, int heads, Random random) {
        float[] values = new float[length * heads * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        cache.put(name, Shape.of(length, heads, 8), values);
    }
}
