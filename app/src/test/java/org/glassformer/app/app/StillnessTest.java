package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class StillnessTest extends RobotTest {
    private static final Duration AFTER = Duration.millis(300);

    private final ObservableList<String> running = FXCollections.observableArrayList();

    private Stillness stillness() {
        Stillness[] made = new Stillness[1];
        showScene(
                300,
                200,
                () -> {
                    Scene scene = new Scene(new StackPane(), 300, 200);
                    made[0] = new Stillness(scene, running, AFTER);
                    return scene;
                });
        return made[0];
    }

    private static void await(Stillness stillness) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> stillness.stillProperty().get());
    }

    @Test
    void aTouchEndsItUntilSomeTimeHasPassed() {
        Stillness stillness = stillness();
        await(stillness);
        List<Boolean> changes = new CopyOnWriteArrayList<>();
        onFx(() -> stillness.stillProperty().subscribe((_, now) -> changes.add(now)));
        robot.press(KeyCode.A).release(KeyCode.A);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> changes.size() == 2);
        assertThat(changes).containsExactly(false, true);
    }

    @Test
    void whatIsBeingWorkedOutEndsIt() {
        Stillness stillness = stillness();
        await(stillness);
        onFx(() -> running.add("a model is read"));
        assertThat(stillness.stillProperty().get()).isFalse();
        WaitForAsyncUtils.sleep(2 * (long) AFTER.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(stillness.stillProperty().get()).isFalse();
        onFx(running::clear);
        await(stillness);
    }

    @Test
    void aWindowThatIsClosedIsNeverStill() {
        Stillness stillness = stillness();
        await(stillness);
        onFx(stillness::close);
        assertThat(stillness.stillProperty().get()).isFalse();
        robot.press(KeyCode.A).release(KeyCode.A);
        onFx(() -> running.add("a model is read"));
        onFx(running::clear);
        WaitForAsyncUtils.sleep(2 * (long) AFTER.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(stillness.stillProperty().get()).isFalse();
    }
}
