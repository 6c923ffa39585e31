package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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
        assertThat(bars.getAccessibleText()).contains("·t0").contains("60.0 %");
    }

    @Test
    void columnsGoWhereThereIsNoRoom() {
        assertThat(BarColumns.fit(900, 8, 80, 60).adjustedRight()).isPositive();
        assertThat(BarColumns.fit(340, 8, 80, 0).adjustedRight()).isNegative();
        assertThat(BarColumns.fit(340, 8, 80, 0).pRight()).isLessThanOrEqualTo(340);
        assertThat(BarColumns.fit(220, 8, 80, 0).rawRight()).isNegative();
    }
}
