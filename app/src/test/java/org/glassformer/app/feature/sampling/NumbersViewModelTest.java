package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersViewModelTest {

    @TempDir static Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final Continuation continuation =
            new Continuation(session, engine, reader, text, new History());
    private final NextToken nextToken = new NextToken(session, runner);
    private final NumbersViewModel numbers =
            new SamplingViewModel(
                            session,
                            engine,
                            new ModelOpening(session, engine, runner),
                            continuation,
                            runner)
                    .numbers();

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private void open() {
        assertThat(nextToken).isNotNull();
        session.promptProperty().set("Once upon a time");
        new ModelOpening(session, engine, runner).open(folders.resolve("tiny"));
    }

    private static double number(NumbersTable table, int column, int row) {
        return switch (table.columns().get(column)) {
            case Column.Floats floats -> floats.at().at(row);
            case Column.Doubles doubles -> doubles.at().applyAsDouble(row);
            case Column.Wholes wholes -> wholes.at().applyAsLong(row);
            case Column.Texts texts -> throw new AssertionError(texts.heading());
        };
    }

    @Test
    void thereAreNoNumbersBeforeTheFirstReading() {
        assertThat(numbers.next()).isEmpty();
        assertThat(numbers.nextCaption().settings())
                .extracting(Caption.Setting::name)
                .containsExactly(
                        Messages.text("export.setting.chain"),
                        Messages.text("export.setting.seed"));
    }

    @Test
    void theDistributionHasTheWholeVocabulary() {
        open();
        session.chainProperty().set(ChainSettings.LLAMA_CPP);
        NumbersTable table = numbers.next().orElseThrow();
        assertThat(table.rows()).isEqualTo(session.readingProperty().get().logits().length);
        double before = 0;
        double after = 0;
        for (int row = 0; row < table.rows(); row++) {
            before += number(table, 5, row);
            after += number(table, 6, row);
        }
        assertThat(before).isCloseTo(1, within(1e-9));
        assertThat(after).isCloseTo(1, within(1e-9));
        List<String> settings =
                table.caption().settings().stream()
                        .map(setting -> setting.name() + " " + setting.value())
                        .toList();
        assertThat(settings)
                .contains("chain Top-k 40, Top-p 0.95, Min-p 0.05, Temperature 0.8", "seed 42");
        Column.Texts removedBy = (Column.Texts) table.columns().get(7);
        assertThat(removedBy.at().apply(0)).isNull();
        assertThat(removedBy.at().apply(table.rows() - 1)).isEqualTo("top-k");
    }

    @Test
    void whatTheTemperatureDidNotDivideHasNoDividedLogit() {
        open();
        session.chainProperty().set(ChainSettings.LLAMA_CPP);
        NumbersTable cutFirst = numbers.next().orElseThrow();
        assertThat(number(cutFirst, 4, 0)).isCloseTo(number(cutFirst, 3, 0) / 0.8, within(1e-5));
        assertThat(number(cutFirst, 4, cutFirst.rows() - 1)).isNaN();
        session.chainProperty().set(ChainSettings.LLAMA_CPP.withTemperature(0));
        assertThat(number(numbers.next().orElseThrow(), 4, 0)).isNaN();
        session.chainProperty().set(ChainSettings.HUGGING_FACE.withTemperature(0.5));
        NumbersTable cutLast = numbers.next().orElseThrow();
        assertThat(number(cutLast, 4, cutLast.rows() - 1)).isNotNaN();
    }
}
