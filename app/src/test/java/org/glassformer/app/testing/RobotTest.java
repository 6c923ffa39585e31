package org.glassformer.app.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A stage to show a control on, and a robot to handle it with.
public abstract class RobotTest {

    /// The robot; call it from the test's own thread.
    protected final FxRobot robot = new FxRobot();

    private Stage stage;

    @BeforeEach
    void openStage() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(opened -> {
            opened.setX(0);
            opened.setY(0);
            opened.setScene(new Scene(new Group(), 200, 100));
            opened.show();
        });
    }

    @AfterEach
    void closeStage() throws TimeoutException {
        robot.release(new KeyCode[0]);
        robot.release(new MouseButton[0]);
        FxToolkit.hideStage();
    }

    /// TestFX keeps every event of a test, and with it the scene that it was for, until the stage is named again.
    private void forgetEvents() {
        FxToolkit.toolkitContext().setRegisteredStage(stage);
    }

    /// Shows content at a size and waits until it is drawn.
    ///
    /// @param theme the look
    /// @param width of the scene, in pixels
    /// @param height of the scene, in pixels
    /// @param content made on the JavaFX thread
    protected <N extends Parent> N show(
            Theme theme, double width, double height, Supplier<N> content) {
        N node =
                WaitForAsyncUtils.waitForAsyncFx(
                        20_000,
                        () -> {
                            N made = content.get();
                            Scene scene = new Scene(made, width, height);
                            theme.applyTo(scene, 1);
                            place(scene, width, height);
                            return made;
                        });
        pulses(3);
        return node;
    }

    /// Shows a scene that brings its own look, and waits until it is drawn.
    ///
    /// @param width of the scene, in pixels
    /// @param height of the scene, in pixels
    /// @param made on the JavaFX thread
    protected void showScene(double width, double height, Supplier<Scene> made) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    place(made.get(), width, height);
                    return true;
                });
        pulses(3);
    }

    private void place(Scene scene, double width, double height) {
        stage.setScene(scene);
        forgetEvents();
        stage.setWidth(width);
        stage.setHeight(height);
        stage.setX(0);
        stage.setY(0);
    }

    /// Runs an action on the JavaFX thread and waits until it is drawn.
    protected void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    action.run();
                    return true;
                });
        pulses(2);
    }

    /// Waits for so many pulses of the JavaFX thread.
    protected static void pulses(int count) {
        CountDownLatch latch = new CountDownLatch(count + 1);
        AtomicReference<AnimationTimer> timer = new AtomicReference<>();
        Platform.runLater(() -> {
            AnimationTimer counting =
                    new AnimationTimer() {
                        @Override
                        public void handle(long now) {
                            latch.countDown();
                            Platform.requestNextPulse();
                        }
                    };
            timer.set(counting);
            counting.start();
            Platform.requestNextPulse();
        });
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("no pulse within 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        Platform.runLater(() -> timer.get().stop());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// A picture of the whole scene.
    protected WritableImage picture() {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> stage.getScene().snapshot(null));
    }

    /// The scene on the stage.
    protected Scene scene() {
        return stage.getScene();
    }

    /// A place inside a node, in screen coordinates.
    ///
    /// @param node in the scene
    /// @param x from its left edge
    /// @param y from its top edge
    protected Point2D at(Node node, double x, double y) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> node.localToScreen(x, y));
    }

    /// The middle of a node, in screen coordinates.
    protected Point2D middle(Node node) {
        Bounds bounds = node.getBoundsInLocal();
        return at(node, bounds.getCenterX(), bounds.getCenterY());
    }
}
