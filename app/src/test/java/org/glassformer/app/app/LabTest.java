package org.glassformer.app.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A test in the window of the whole lab: opened by the test, closed after it.
abstract class LabTest extends RobotTest {

    /// After so long nothing more is to be expected, on a machine however busy.
    private static final long MOST_SECONDS = 60;

    /// For what the tests of a class share.
    @TempDir static Path folders;

    private @Nullable LabOnStage made;

    /// Opens a lab in a window, in place of the one that was open, and waits until its prompt is read.
    ///
    /// @param width of the window, in pixels
    /// @param height of the window, in pixels
    /// @param lab made on the JavaFX thread
    final LabOnStage open(double width, double height, Supplier<LabOnStage> lab) {
        closeLab();
        showScene(
                width,
                height,
                () -> {
                    LabOnStage now = lab.get();
                    made = now;
                    return now.scene(width, height);
                });
        stage().awaitReady();
        return stage();
    }

    /// Closes the lab, if one is open.
    @AfterEach
    void closeLab() {
        LabOnStage last = made;
        made = null;
        if (last != null) {
            last.close();
        }
    }

    /// A small model with random weights, written once for all tests of a class.
    static Path tiny() {
        Path place = folders.resolve("tiny");
        return Files.exists(place) ? place : TinyModels.write(place, 1);
    }

    /// The lab that is open.
    final LabOnStage stage() {
        return Objects.requireNonNull(made);
    }

    /// What its screens share.
    final LabSession session() {
        return stage().session();
    }

    /// The node with an id, which must be there.
    final Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id), id);
    }

    /// What the label or button with an id says; empty if there is none.
    final String text(String id) {
        return scene().lookup("#" + id) instanceof Labeled labeled ? labeled.getText() : "";
    }

    /// Presses keys together and lets them go.
    final void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        pulses(2);
    }

    /// Waits until something is so and drawn.
    static void await(BooleanSupplier until) {
        Awaitility.await().atMost(MOST_SECONDS, TimeUnit.SECONDS).until(until::getAsBoolean);
        pulses(2);
    }
}
