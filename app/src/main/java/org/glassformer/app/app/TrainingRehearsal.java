package org.glassformer.app.app;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.engine.backend.StartUp;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.jspecify.annotations.Nullable;

/// Draws a run that nobody sees while a task is being chosen or nothing happens, until the JVM has compiled what draws one:
/// beside a run on two cores its compilers took more of the first minute than the pictures did.
///
/// It begins a moment after its time came, rests while that is over, and ends for good after enough pictures or with the
/// first run that somebody wants to see. Everything happens on the JavaFX thread, but for the steps, which have a thread and
/// a device of their own.
final class TrainingRehearsal implements AutoCloseable {
    private static final Duration EVERY = Duration.millis(100);
    private static final java.time.Duration REFRESH = java.time.Duration.ofMillis(80);
    private static final int FIRST = 15;
    private static final int ENOUGH = 200;
    private static final int STEPS = 2;

    private final Consumer<Runnable> later;
    private final Function<TrainingDesk, Parent> maker;
    private final Scene shown;
    private final ObservableValue<Boolean> allowed;
    private final Timeline beat;
    private int beats;
    private int pictures;
    private @Nullable TrainingDesk desk;
    private @Nullable Scene scene;
    private @Nullable WritableImage picture;

    /// @param later runs what is short on the JavaFX thread
    /// @param allowed whether now is a time to do it
    /// @param state of the desk whose run is to be seen
    /// @param maker makes the Training screen of another desk
    /// @param shown the lab's window, which has the size and the style
    TrainingRehearsal(
            Consumer<Runnable> later,
            ObservableValue<Boolean> allowed,
            ObservableValue<TrainingDesk.State> state,
            Function<TrainingDesk, Parent> maker,
            Scene shown) {
        this.later = later;
        this.allowed = allowed;
        this.maker = maker;
        this.shown = shown;
        beat = new Timeline(new KeyFrame(EVERY, _ -> beat()));
        beat.setCycleCount(Animation.INDEFINITE);
        allowed.subscribe(_ -> rehearseOrRest());
        state.subscribe(now -> {
            if (now != TrainingDesk.State.EMPTY) {
                end();
            }
        });
    }

    private void rehearseOrRest() {
        if (allowed.getValue() && !isOver()) {
            beat.play();
        } else {
            beat.pause();
        }
    }

    /// How many pictures were drawn.
    int pictures() {
        return pictures;
    }

    /// Whether no more will be.
    boolean isOver() {
        return beats < 0;
    }

    private void beat() {
        if (StartUp.isGoingOn() || isOver()) {
            return;
        }
        beats++;
        Scene drawn = scene;
        TrainingDesk trained = desk;
        if (drawn != null && trained != null) {
            picture = drawn.snapshot(picture);
            pictures++;
            trained.step(STEPS);
        } else if (beats >= FIRST) {
            begin();
        }
        if (pictures >= ENOUGH) {
            end();
        }
    }

    private void begin() {
        TrainingDesk unseen = TrainingDesk.threaded(new TrainingSetup(null, 1, REFRESH), later);
        Parent root = maker.apply(unseen);
        root.getStyleClass().addAll(shown.getRoot().getStyleClass());
        root.setStyle(shown.getRoot().getStyle());
        Scene made = new Scene(root, shown.getWidth(), shown.getHeight());
        made.getStylesheets().setAll(shown.getStylesheets());
        unseen.open(LiveSettings.of(TrainingTask.of(TaskKind.SORT)));
        desk = unseen;
        scene = made;
    }

    private void end() {
        beats = Integer.MIN_VALUE;
        beat.stop();
        TrainingDesk trained = desk;
        desk = null;
        scene = null;
        picture = null;
        if (trained != null) {
            trained.close();
        }
    }

    /// Ends it, from any thread.
    @Override
    public void close() {
        later.accept(this::end);
    }
}
