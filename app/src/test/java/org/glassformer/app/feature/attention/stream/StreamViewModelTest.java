package org.glassformer.app.feature.attention.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensTableData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final PromptReader reader = new PromptReader(session, engine, runner.newestWins());
    private final StreamViewModel model = new StreamViewModel(session, engine, runner);

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void openModel() {
        assertThat(reader).isNotNull();
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Reading reading() {
        return Objects.requireNonNull(session.readingProperty().get());
    }

    private static double[] softmax(float[] logits) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Test
    void theFirstReadIsSaidInASentence() {
        assertThat(model.busyProperty().get()).isEmpty();
        List<String> said = new ArrayList<>();
        LabSession other = new LabSession();
        StreamViewModel fresh = new StreamViewModel(other, engine, runner);
        assertThat(fresh.busyProperty().get()).isEmpty();
        fresh.busyProperty().subscribe((before, now) -> said.add(now));
        PromptReader first = new PromptReader(other, engine, runner.newestWins());
        assertThat(first).isNotNull();
        other.promptProperty().set("Once upon a time");
        new ModelOpening(other, engine, runner).open(folders.resolve("tiny"));
        assertThat(said).anyMatch(sentence -> sentence.contains("layers"));
        assertThat(fresh.busyProperty().get()).isEmpty();
        assertThat(fresh.tableProperty().get().isEmpty()).isFalse();
    }

    @Test
    void theTopRowIsTheModelsOwnDistribution() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        double[] own = softmax(reading().logits());
        int last = reading().tokens().size() - 1;
        LensTableData table = model.tableProperty().get();
        int best = 0;
        for (int id = 0; id < own.length; id++) {
            best = own[id] > own[best] ? id : best;
        }
        assertThat(table.cells().text(0, last))
                .isEqualTo(StreamWords.label(reading().vocabulary().token(best)));
        assertThat(table.cells().shade(0, last)).isCloseTo(own[best], within(1e-5));
        assertThat(table.cells().lines(0, last)).hasSize(10);
        model.follow(7);
        PointRow top = model.rowsProperty().get().getFirst();
        assertThat(top.chosen()).isCloseTo(own[7], within(1e-5));
        long above =
                java.util.stream.IntStream.range(0, own.length)
                        .filter(i -> own[i] > own[7])
                        .count();
        assertThat(top.rank()).isEqualTo((int) above + 1);
        assertThat(top.divergence()).isZero();
    }

    @Test
    void rowsAreBlocksFromTheLastDownAndOnDemandTheirAttention() {
        assertThat(model.tableProperty().get().rows())
                .containsExactly("block 1", "block 0", "embedding");
        model.locked().cellProperty().set(new Cell(1, 2));
        model.detailedProperty().set(true);
        assertThat(model.tableProperty().get().rows())
                .containsExactly("1 MLP", "1 attention", "0 MLP", "0 attention", "embedding");
        assertThat(model.locked().cellProperty().get()).isEqualTo(new Cell(2, 2));
        assertThat(model.locked().blocks()).isEqualTo(1);
        model.detailedProperty().set(false);
        assertThat(model.locked().cellProperty().get()).isEqualTo(new Cell(1, 2));
    }

    @Test
    void aLockedCellSelectsItsTokenAndBack() {
        model.locked().cellProperty().set(new Cell(1, 3));
        assertThat(session.selectedTokenProperty().get()).isEqualTo(3);
        assertThat(model.positionProperty().get()).contains("at 3");
        session.selectedTokenProperty().set(0);
        assertThat(model.locked().cellProperty().get()).isEqualTo(new Cell(1, 0));
        model.locked().lockPoint(0);
        assertThat(model.locked().cellProperty().get()).isEqualTo(new Cell(2, 0));
        model.locked().lockRow(0);
        assertThat(model.locked().blocks()).isEqualTo(2);
        model.locked().cellProperty().set(null);
        assertThat(session.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        int last = reading().tokens().size() - 1;
        assertThat(model.positionProperty().get()).contains("at " + last);
    }

    @Test
    void hoverIsTheSessions() {
        model.hoveredProperty().set(new Cell(0, 2));
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(2);
        model.hoveredProperty().set(null);
        assertThat(session.hoveredTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void withoutAChoiceEachPositionFollowsItsOwnLikeliest() {
        LensTableData table = model.tableProperty().get();
        for (int t = 0; t < table.columns().size(); t++) {
            session.selectedTokenProperty().set(t);
            PointRow top = model.rowsProperty().get().getFirst();
            assertThat(top.rank()).isEqualTo(1);
            assertThat(top.chosen()).isEqualTo(top.probability());
            assertThat(model.followedProperty().get()).startsWith(top.token());
        }
        model.follow(5);
        assertThat(session.targetProperty().get()).isEqualTo(5);
        assertThat(model.followedProperty().get())
                .isEqualTo(StreamWords.label(reading().vocabulary().token(5)));
        model.follow(LabSession.NONE);
        assertThat(model.rowsProperty().get().getFirst().rank()).isEqualTo(1);
    }

    @Test
    void coloursMeanWhatTheLegendSays() {
        model.follow(9);
        int vocabulary = reading().model().vocabSize();
        model.coloringProperty().set(LensColoring.RANK);
        LensTableData byRank = model.tableProperty().get();
        session.selectedTokenProperty().set(1);
        PointRow bottom = model.rowsProperty().get().getLast();
        assertThat(byRank.cells().shade(2, 1))
                .isCloseTo(1 - Math.log(bottom.rank()) / Math.log(vocabulary), within(1e-9));
        assertThat(byRank.legend().second()).isFalse();
        model.coloringProperty().set(LensColoring.DIVERGENCE);
        LensTableData byKl = model.tableProperty().get();
        assertThat(byKl.legend().second()).isTrue();
        assertThat(byKl.cells().shade(0, 1)).isZero();
        assertThat(byKl.cells().shade(2, 1))
                .isCloseTo(
                        Math.min(1, bottom.divergence() * Math.log(2) / Math.log(vocabulary)),
                        within(1e-9));
    }

    @Test
    void plotsRunFromTheEmbeddingsToTheLastBlock() {
        PlotSeries norm = model.plotsProperty().get().norm().series().getFirst();
        assertThat(norm.size()).isEqualTo(3);
        model.detailedProperty().set(true);
        assertThat(model.plotsProperty().get().norm().series().getFirst().size()).isEqualTo(5);
        assertThat(model.plotsProperty().get().rank().yAxis().logarithmic()).isTrue();
        assertThat(model.plotsProperty().get().probability().series()).hasSize(2);
        assertThat(model.shareProperty().get()).contains("Position embedding: length");
    }

    @Test
    void aChangeInTheModelIsReadAnew() {
        double before = model.rowsProperty().get().getFirst().norm();
        session.interventionsProperty()
                .set(List.of(new SwitchedIntervention(new Intervention.ScaleHead(0, 1, 0), true)));
        assertThat(model.rowsProperty().get().getFirst().norm()).isNotEqualTo(before);
        assertThat(model.lensCaption().settings())
                .anyMatch(setting -> setting.name().equals("interventions in force"));
    }

    @Test
    void aLongTextIsShownAsItIsReadFromTheWantedPositionOn() {
        LensViewModel lens = new LensViewModel(engine, runner, 1);
        List<StreamNumbers> seen = new ArrayList<>();
        lens.numbersProperty().subscribe((before, now) -> seen.add(Objects.requireNonNull(now)));
        lens.want(2);
        lens.read(reading(), -1);
        int positions = reading().tokens().size();
        assertThat(seen).hasSize(positions);
        for (int i = 0; i < positions; i++) {
            assertThat(seen.get(i).read()).isEqualTo(i + 1);
        }
        assertThat(seen.getFirst().at(2)).isPresent();
        assertThat(seen.getFirst().at(0)).isEmpty();
        StreamNumbers all = seen.getLast();
        assertThat(all.isComplete()).isTrue();
        StreamCells cells = new StreamCells(all, List.of(4, 2, 0), LensColoring.PROBABILITY);
        for (int t = 0; t < positions; t++) {
            assertThat(cells.lines(0, t))
                    .isEqualTo(model.tableProperty().get().cells().lines(0, t));
        }
        StreamCells partly = new StreamCells(seen.getFirst(), List.of(4), LensColoring.PROBABILITY);
        assertThat(partly.shade(0, 0)).isNaN();
        assertThat(partly.text(0, 0)).isEmpty();
    }

    @Test
    void outOfViewNothingIsRead() {
        model.shownProperty().set(false);
        session.promptProperty().set("Once upon a time, there was");
        assertThat(model.staleProperty().get()).isTrue();
        int before = model.tableProperty().get().columns().size();
        model.shownProperty().set(true);
        assertThat(model.staleProperty().get()).isFalse();
        assertThat(model.tableProperty().get().columns().size()).isGreaterThan(before);
        model.look(new TextRange(0, 3));
        assertThat(model.progressProperty().get()).isEmpty();
    }

    @Test
    void tokensAreFoundByWhatIsTyped() {
        List<TokenChoice> likeliest = model.matches().getValue().apply("");
        assertThat(likeliest).isNotEmpty();
        assertThat(likeliest.getFirst().text())
                .isEqualTo(
                        model.tableProperty().get().cells().text(0, reading().tokens().size() - 1));
        assertThat(model.matches().getValue().apply("65").getFirst().id()).isEqualTo(65);
    }

    @Test
    void everyNumberCanBeExported() {
        NumbersTable lens = model.lensNumbers().orElseThrow();
        assertThat(lens.rows()).isEqualTo(5 * reading().tokens().size());
        assertThat(lens.columns()).hasSize(3 + 20 + 4);
        NumbersTable layers = model.layersNumbers().orElseThrow();
        assertThat(layers.rows()).isEqualTo(5);
        StringWriter all = new StringWriter();
        for (NumbersTable table : List.of(lens, layers)) {
            table.columns().forEach(column -> all.append(column.heading()).append(' '));
        }
        assertThat(all.toString()).doesNotContain("?");
    }
}
