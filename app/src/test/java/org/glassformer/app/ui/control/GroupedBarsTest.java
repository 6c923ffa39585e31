package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class GroupedBarsTest extends RobotTest {

    private static GroupedBarsData data(int rows) {
        return new GroupedBarsData(
                List.of("one", "two"),
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                new GroupedBarsData.Row(
                                        "row " + i, "", i == 1, List.of(10 + i, 20 + i)))
                        .toList(),
                List.of(10, 20));
    }

    private GroupedBars open(GroupedBarsData data) {
        GroupedBars[] holder = new GroupedBars[1];
        show(
                Theme.LIGHT,
                600,
                300,
                () -> {
                    holder[0] = new GroupedBars();
                    holder[0].setData(data);
                    return new StackPane(holder[0]);
                });
        return holder[0];
    }

    @Test
    void ratiosAreToTheReference() {
        GroupedBarsData data = data(30);
        assertThat(data.ratio(0, 0)).isEqualTo(1);
        assertThat(data.ratio(20, 1)).isEqualTo(2);
        assertThat(data.largest()).isEqualTo(49);
        GroupedBarsData none =
                new GroupedBarsData(
                        List.of("one"),
                        List.of(
                                new GroupedBarsData.Row(
                                        "r", "", false, List.of(GroupedBarsData.UNKNOWN))),
                        List.of(0));
        assertThat(none.ratio(0, 0)).isNaN();
        assertThat(none.largest()).isZero();
        assertThat(GroupedBarsData.EMPTY.largest()).isZero();
    }

    @Test
    void rowsWithAnotherNumberOfValuesAreRefused() {
        assertThatThrownBy(() ->
                        new GroupedBarsData(
                                List.of("one", "two"),
                                List.of(new GroupedBarsData.Row("r", "", false, List.of(1))),
                                List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new GroupedBarsData(List.of("1", "2", "3", "4", "5"), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysMoveThroughThousandsOfRowsAndEnterOpens() {
        GroupedBars bars = open(data(5_000));
        List<Integer> opened = new ArrayList<>();
        onFx(() -> {
            bars.onOpenedProperty().set(opened::add);
            bars.requestFocus();
        });
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(1);
        robot.push(KeyCode.END);
        pulses(2);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(4_999);
        assertThat(bars.getAccessibleText()).contains("row 4999").contains("5,009");
        robot.push(KeyCode.ENTER);
        assertThat(opened).containsExactly(4_999);
        robot.push(KeyCode.PAGE_UP);
        assertThat(bars.selectedRowProperty().get()).isLessThan(4_995);
        robot.push(KeyCode.HOME);
        assertThat(bars.selectedRowProperty().get()).isZero();
        robot.push(KeyCode.ESCAPE);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(GroupedBars.NONE);
    }

    @Test
    void hoverScrollAndClickTellTheRow() {
        GroupedBars bars = open(data(100));
        List<Integer> opened = new ArrayList<>();
        onFx(() -> bars.onOpenedProperty().set(opened::add));
        robot.moveTo(at(bars, 80, 40));
        pulses(1);
        int first = bars.hoveredRowProperty().get();
        assertThat(first).isBetween(0, 1);
        robot.scroll(3, javafx.geometry.VerticalDirection.DOWN);
        pulses(2);
        assertThat(bars.hoveredRowProperty().get()).isGreaterThan(first);
        robot.clickOn();
        assertThat(opened).containsExactly(bars.selectedRowProperty().get());
    }

    @Test
    void emptyListSaysSo() {
        GroupedBars bars = open(GroupedBarsData.EMPTY);
        onFx(() -> bars.placeholderProperty().set("Nothing yet"));
        assertThat(bars.getAccessibleText()).isEqualTo("Nothing yet");
    }

    @Test
    void columnsGoWhereThereIsNoRoom() {
        GroupedColumns wide = GroupedColumns.fit(900, 12, 100, 90, 50, 40, 2);
        assertThat(wide.note()).isPositive();
        assertThat(wide.figures()).isEqualTo(2);
        GroupedColumns narrow = GroupedColumns.fit(420, 12, 100, 90, 50, 40, 4);
        assertThat(narrow.note()).isNegative();
        assertThat(narrow.figures()).isOne();
        assertThat(narrow.ratioRight()).isLessThanOrEqualTo(420);
        assertThat(narrow.barWidth()).isGreaterThan(60);
    }
}
