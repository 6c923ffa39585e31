package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.VerticalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class LogitBarsTest extends RobotTest {

    private static BarsData data(int listed, int kept) {
        List<BarsData.Bar> bars = new ArrayList<>();
        for (int i = 0; i < listed; i++) {
            boolean left = i < kept;
            bars.add(
                    new BarsData.Bar(
                            100 + i,
                            " t" + i,
                            5 - i,
                            5 - i,
                            0.5 / (i + 1),
                            left ? 0.6 / (i + 1) : 0,
                            left ? null : "top-k"));
        }
        return new BarsData(bars, new BarsData.Others(50, 0.1, 0, "top-k"), kept, 0.9);
    }

    private LogitBars open(BarsData data) {
        LogitBars[] holder = new LogitBars[1];
        show(
                Theme.DARK,
                800,
                420,
                () -> {
                    holder[0] = new LogitBars();
                    holder[0].setData(data);
                    return new StackPane(holder[0]);
                });
        return holder[0];
    }

    @Test
    void limitedListKeepsTheSums() {
        BarsData some = data(10, 4).limited(6);
        assertThat(some.bars()).hasSize(6);
        assertThat(some.others().count()).isEqualTo(54);
        assertThat(some.others().rawP())
                .isCloseTo(0.1 + 0.5 / 7 + 0.5 / 8 + 0.5 / 9 + 0.5 / 10, within(1e-12));
        assertThat(some.others().removedBy()).isEqualTo("top-k");
        assertThat(data(10, 8).limited(6).others().removedBy()).isNull();
    }

    @Test
    void cutStandsAfterTheLastTokenLeft() {
        assertThat(data(10, 4).cutIndex()).isEqualTo(4);
        List<BarsData.Bar> bars = new ArrayList<>(data(4, 4).bars());
        bars.set(1, data(4, 0).bars().get(1));
        BarsData gap = new BarsData(bars, new BarsData.Others(0, 0, 0, null), 3, 1);
        assertThat(gap.cutIndex()).isEqualTo(-1);
    }

    @Test
    void keysMoveTheSelectedRowAndEnterPicksItsToken() {
        LogitBars bars = open(data(10, 4));
        List<Integer> picked = new ArrayList<>();
        onFx(() -> {
            bars.onPickedProperty().set(picked::add);
            bars.requestFocus();
        });
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(1);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(picked).containsExactly(101);
        robot.press(KeyCode.END).release(KeyCode.END);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(9);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(LogitBars.NONE);
    }

    @Test
    void hoverAndClickTellTheRow() {
        LogitBars bars = open(data(10, 4));
        robot.moveTo(at(bars, 60, 40));
        pulses(1);
        assertThat(bars.hoveredRowProperty().get()).isZero();
        robot.clickOn();
        assertThat(bars.selectedRowProperty().get()).isZero();
        assertThat(bars.getAccessibleText()).contains("·t0").contains("60.0\u00a0%");
    }

    @Test
    void columnsGoWhereThereIsNoRoom() {
        assertThat(BarColumns.fit(900, 8, 80, 60, false).adjustedRight()).isPositive();
        assertThat(BarColumns.fit(340, 8, 80, 0, false).adjustedRight()).isNegative();
        assertThat(BarColumns.fit(340, 8, 80, 0, false).pRight()).isLessThanOrEqualTo(340);
        assertThat(BarColumns.fit(220, 8, 80, 0, false).rawRight()).isNegative();
    }

    /// A vocabulary of which each token is half as likely as the one before it.
    private static BarSource vocabulary(int size, int kept, AtomicInteger made) {
        return new BarSource() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public BarsData.Bar bar(int row) {
                made.incrementAndGet();
                double p = Math.pow(0.5, row + 1.0);
                String removedBy = row < kept ? null : "top-k";
                return new BarsData.Bar(
                        row, " t" + row, -row, -row, p, row < kept ? p : 0, removedBy);
            }

            @Override
            public BarsData.Others from(int row) {
                double rest = Math.pow(0.5, row);
                return new BarsData.Others(size - row, rest, row < kept ? rest : 0, "top-k");
            }

            @Override
            public int cutIndex() {
                return kept;
            }
        };
    }

    @Test
    void aWholeVocabularyScrollsAndOnlyWhatIsSeenIsMade() {
        AtomicInteger made = new AtomicInteger();
        LogitBars bars = open(BarsData.of(vocabulary(50_257, 40, made), 40, 0.9));
        assertThat(bars.visibleRowsProperty().get()).isBetween(8, 20);
        onFx(() -> bars.reveal(50_256));
        assertThat(bars.firstRowProperty().get() + bars.visibleRowsProperty().get())
                .isEqualTo(50_257);
        assertThat(bars.getAccessibleText()).contains("·t50256");
        robot.moveTo(at(bars, 60, 100));
        robot.scroll(3, VerticalDirection.UP);
        pulses(3);
        int scrolled = bars.firstRowProperty().get();
        assertThat(scrolled).isLessThan(50_257 - bars.visibleRowsProperty().get());
        onFx(bars::requestFocus);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        pulses(1);
        assertThat(bars.firstRowProperty().get()).isZero();
        robot.press(KeyCode.PAGE_DOWN).release(KeyCode.PAGE_DOWN);
        pulses(1);
        assertThat(bars.selectedRowProperty().get())
                .isEqualTo(bars.visibleRowsProperty().get() - 1);
        assertThat(made.get()).isLessThan(5_000);
    }

    @Test
    void rowsOfTheSameSourceAreEqualWithoutBeingCompared() {
        AtomicInteger made = new AtomicInteger();
        BarSource source = vocabulary(50_257, 40, made);
        assertThat(BarsData.of(source, 40, 0.9)).isEqualTo(BarsData.of(source, 40, 0.9));
        assertThat(BarsData.of(source, 40, 0.9))
                .isNotEqualTo(BarsData.of(vocabulary(50_257, 40, made), 40, 0.9));
        assertThat(BarsData.of(source, 40, 0.9).limited(10).bars()).hasSize(10);
        assertThat(made.get()).isEqualTo(10);
    }
}
