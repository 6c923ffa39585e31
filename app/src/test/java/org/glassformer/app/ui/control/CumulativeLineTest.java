package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.CumulativeLine.Candidate;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class CumulativeLineTest extends RobotTest {

    @Test
    void aNumberFallsOnTheCandidateWhoseStretchItIsIn() {
        CumulativeLine line = new CumulativeLine();
        line.setCandidates(
                List.of(new Candidate("a", 0.5), new Candidate("b", 0.3), new Candidate("c", 0.2)));
        assertThat(line.at(0)).isZero();
        assertThat(line.at(0.4999)).isZero();
        assertThat(line.at(0.5)).isEqualTo(1);
        assertThat(line.at(0.9)).isEqualTo(2);
        assertThat(line.at(1)).isEqualTo(2);
        assertThat(line.at(-0.1)).isEqualTo(CumulativeLine.NONE);
        assertThat(line.at(Double.NaN)).isEqualTo(CumulativeLine.NONE);
    }

    @Test
    void aClickPicksWhatIsUnderThePointer() {
        AtomicInteger picked = new AtomicInteger(CumulativeLine.NONE);
        CumulativeLine line = new CumulativeLine();
        show(
                Theme.LIGHT,
                400,
                120,
                () -> {
                    line.setCandidates(
                            List.of(
                                    new Candidate("a", 0.5),
                                    new Candidate("b", 0.45),
                                    new Candidate("c", 0.05)));
                    line.onPickedProperty().set(picked::set);
                    return new StackPane(line);
                });
        robot.moveTo(at(line, line.getWidth() * 0.7, line.getHeight() * 0.4));
        assertThat(line.hoveredProperty().get()).isEqualTo(1);
        robot.clickOn(at(line, line.getWidth() * 0.98, line.getHeight() * 0.4));
        assertThat(picked.get()).isEqualTo(2);
        assertThat(line.getAccessibleText()).isNotEmpty();
    }
}
