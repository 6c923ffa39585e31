package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class TrainingRehearsalTest extends RobotTest {

    private final BooleanProperty allowed = new SimpleBooleanProperty(true);
    private final ObjectProperty<TrainingDesk.State> state =
            new SimpleObjectProperty<>(TrainingDesk.State.EMPTY);
    private final AtomicReference<TrainingDesk> unseen = new AtomicReference<>();

    private TrainingRehearsal rehearsal() {
        TrainingRehearsal[] made = new TrainingRehearsal[1];
        showScene(
                300,
                200,
                () -> {
                    Scene shown = new Scene(new StackPane(), 300, 200);
                    made[0] =
                            new TrainingRehearsal(
                                    Platform::runLater,
                                    allowed,
                                    state,
                                    desk -> {
                                        unseen.set(desk);
                                        return new StackPane();
                                    },
                                    shown);
                    return shown;
                });
        return made[0];
    }

    @Test
    void aRunIsDrawnWhileItMayBeAndNoLongerThanUntilTheFirstRun() {
        TrainingRehearsal rehearsal = rehearsal();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        rehearsal.pictures() > 2
                                && unseen.get().momentProperty().get() != null
                                && unseen.get().momentProperty().get().step() > 0);
        onFx(() -> allowed.set(false));
        int before = rehearsal.pictures();
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        assertThat(rehearsal.pictures()).as("when it may not it rests").isEqualTo(before);
        onFx(() -> allowed.set(true));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> rehearsal.pictures() > before);
        onFx(() -> state.set(TrainingDesk.State.OPENING));
        assertThat(rehearsal.isOver()).isTrue();
        int last = rehearsal.pictures();
        onFx(() -> {
            state.set(TrainingDesk.State.EMPTY);
            allowed.set(false);
            allowed.set(true);
        });
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        assertThat(rehearsal.pictures()).as("the first run ends it for good").isEqualTo(last);
    }

    @Test
    void aLabThatIsClosedRehearsesNoMore() {
        TrainingRehearsal rehearsal = rehearsal();
        rehearsal.close();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(rehearsal.isOver()).isTrue();
        assertThat(unseen.get()).isNull();
    }
}
