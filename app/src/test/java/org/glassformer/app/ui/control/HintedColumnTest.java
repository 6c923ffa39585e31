package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class HintedColumnTest extends RobotTest {

    private static final String HINT =
            "A long hint that says in many words what the figures below this heading are, so that it takes two lines";

    private HintedColumn<String, String> loud() {
        return new HintedColumn<>("loud", HINT, text -> text.toUpperCase(Locale.ROOT));
    }

    private TableView<String> shown(HintedColumn<String, ?> column) {
        TableView<String> table = new TableView<>();
        show(
                Theme.PROJECTOR,
                700,
                300,
                () -> {
                    table.getStyleClass().addAll(StyleClass.NUMBERS, "dense");
                    table.getColumns().add(column);
                    table.getItems().setAll("one", "two");
                    return table;
                });
        return table;
    }

    @Test
    void aHintIsShownWhereTheHeadingIsPointedAt() throws TimeoutException {
        HintedColumn<String, String> column = loud();
        shown(column.share(20));
        Label heading = (Label) column.getGraphic();
        var tip = Objects.requireNonNull(heading.getTooltip());
        onFx(() -> tip.setShowDelay(javafx.util.Duration.ZERO));
        robot.moveTo(heading);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, tip.showingProperty());
        assertThat(tip.getText()).isEqualTo(HINT);
        double line = heading.getHeight();
        assertThat(tip.getHeight()).as("two lines").isBetween(1.6 * line, 4.5 * line);
        assertThat(tip.getWidth()).isBetween(15 * heading.getFont().getSize(), 680.0);
    }

    @Test
    void cellsHaveWhatIsAskedForOfTheirRow() {
        HintedColumn<String, String> column = loud();
        TableView<String> table = shown(column);
        assertThat(column.getCellData(0)).isEqualTo("ONE");
        assertThat(column.isSortable()).isFalse();
        assertThat(column.isReorderable()).isFalse();
        assertThat(table.getItems()).hasSize(2);
    }

    @Test
    void aColumnThatIsKeptIsAsWideAsToldInEveryTheme() {
        HintedColumn<String, String> column = new HintedColumn<>("name", "", text -> text);
        shown(column.keep(7));
        Label heading = (Label) column.getGraphic();
        assertThat(column.getWidth())
                .isBetween(6.9 * heading.getFont().getSize(), 7.1 * heading.getFont().getSize());
        assertThat(heading.getTooltip()).isNull();
    }

    @Test
    void figuresEndAtTheRight() {
        assertThat(loud().ofFigures().getStyleClass()).contains("figure");
        assertThat(loud().getStyleClass()).doesNotContain("figure");
    }
}
