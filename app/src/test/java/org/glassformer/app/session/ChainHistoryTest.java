package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.Test;

class ChainHistoryTest {

    private final LabSession session = new LabSession();
    private final History history = new History();
    private final ChainSettings first = session.chainProperty().get();
    private long now;
    private final ChainHistory changes = new ChainHistory(session, history, () -> now);

    private void set(ChainSettings chain) {
        assertThat(changes).isNotNull();
        session.chainProperty().set(chain);
    }

    private ChainSettings chain() {
        return session.chainProperty().get();
    }

    private void temperature(double value, long after) {
        now += after;
        set(chain().withTemperature(value));
    }

    @Test
    void neutralIsTakenBackAndBroughtAgain() {
        ChainSettings tuned = first.withTemperature(0.63);
        set(tuned);
        set(tuned.neutral());
        history.undo();
        assertThat(chain()).isEqualTo(tuned);
        history.redo();
        assertThat(chain()).isEqualTo(tuned.neutral());
        history.undo();
        history.undo();
        assertThat(chain()).isEqualTo(first);
        assertThat(history.undoableProperty().get()).isFalse();
    }

    @Test
    void aDraggedSliderIsOneStep() {
        temperature(0.9, 0);
        temperature(1.0, 16);
        temperature(1.1, 1500);
        history.undo();
        assertThat(chain()).isEqualTo(first);
        history.redo();
        assertThat(chain()).isEqualTo(first.withTemperature(1.1));
    }

    @Test
    void theSameSliderLaterIsAnotherStep() {
        temperature(0.9, 0);
        temperature(1.3, 5000);
        history.undo();
        assertThat(chain()).isEqualTo(first.withTemperature(0.9));
    }

    @Test
    void stagesThatMoveTogetherAreOneStep() {
        set(first.withTopK(20));
        now += 100;
        set(chain().withMinP(0.031));
        history.undo();
        assertThat(chain()).isEqualTo(first);
        set(first.withTopK(20));
        now += 900;
        set(chain().withMinP(0.031));
        history.undo();
        assertThat(chain()).isEqualTo(first.withTopK(20));
    }

    @Test
    void orderAndSwitchesAreStepsOfTheirOwn() {
        set(first.moved(StageKind.TEMPERATURE, Optional.of(StageKind.TOP_K)));
        ChainSettings moved = chain();
        set(moved.switched(StageKind.TOP_P, false));
        ChainSettings switched = chain();
        temperature(1.4, 10);
        history.undo();
        assertThat(chain()).isEqualTo(switched);
        history.undo();
        assertThat(chain()).isEqualTo(moved);
        history.undo();
        assertThat(chain()).isEqualTo(first);
    }

    @Test
    void aDragThatEndsWhereItBeganIsNoStep() {
        temperature(0.9, 0);
        now += 20;
        set(first);
        assertThat(history.undoableProperty().get()).isFalse();
    }

    @Test
    void aChangeAfterUndoIsANewStep() {
        temperature(0.9, 0);
        history.undo();
        history.redo();
        temperature(1.3, 50);
        history.undo();
        assertThat(chain()).isEqualTo(first.withTemperature(0.9));
    }

    @Test
    void aBiasIsTakenBack() {
        set(first.with(new Stage.LogitBias(Map.of(3, 2.0))));
        history.undo();
        assertThat(chain()).isEqualTo(first);
    }
}
