package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.CheckResult;
import org.glassformer.engine.train.live.Comparison;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LiveSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A training run beside the other screens: commands from the JavaFX thread, which never waits, and what there is to see.
///
/// The run has a thread and a device of its own. Commands are done in order; a run without an end is ended by whatever
/// comes after it, within one step.
public final class TrainingDesk implements AutoCloseable {

    /// What goes on.
    public enum State {
        /// There is no run.
        EMPTY,
        /// A run is being opened.
        OPENING,
        /// The run rests, between steps or in the middle of one.
        PAUSED,
        /// Phases or a number of steps are being done, or the run is moved.
        STEPPING,
        /// Steps are done until somebody says stop.
        RUNNING
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrainingDesk.class);
    private static final long IDLE_SECONDS = 2;
    private static final int CASES = 128;

    private final Executor worker;
    private final Consumer<Runnable> later;
    private final RunAtWork work;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable TrainingMoment> newest = new AtomicReference<>();
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", State.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable TrainingMoment> moment =
            new ReadOnlyObjectWrapper<>(this, "moment");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final SavedRuns savedRuns;
    private final Measured measured = new Measured();
    private int pending;
    private boolean rehearsed;
    private boolean closed;

    /// A desk without a run.
    ///
    /// @param setup where runs are kept
    /// @param worker runs commands one after the other
    /// @param later runs what is short on the JavaFX thread
    public TrainingDesk(TrainingSetup setup, Executor worker, Consumer<Runnable> later) {
        this.worker = worker;
        this.later = later;
        this.work = new RunAtWork(setup, this::tell);
        this.savedRuns = new SavedRuns(setup.runs());
    }

    /// A desk with a thread of its own, which outlives the window until the run is saved.
    ///
    /// @param setup where runs are kept
    /// @param later runs what is short on the JavaFX thread
    public static TrainingDesk threaded(TrainingSetup setup, Consumer<Runnable> later) {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon(false).name("lab-training").factory());
        thread.allowCoreThreadTimeOut(true);
        return new TrainingDesk(setup, thread, later);
    }

    /// What goes on.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The run as it was last seen; null without one.
    public ReadOnlyObjectProperty<@Nullable TrainingMoment> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /// One sentence why the last command was not done; empty if it was.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Says no more why the last command was not done.
    public void forgetProblem() {
        problem.set("");
    }

    /// The runs of earlier times.
    public SavedRuns savedRuns() {
        return savedRuns;
    }

    /// How well the task had been learned when that was last asked; null if it was not, or in another run.
    public ReadOnlyObjectProperty<@Nullable CheckResult> checkedProperty() {
        return measured.checkedProperty();
    }

    /// The model beside the one its run began with, when that was last asked; null if it was not, or in another run.
    public ReadOnlyObjectProperty<@Nullable Comparison> comparedProperty() {
        return measured.comparedProperty();
    }

    /// Has the device do some steps that nobody sees while a task is being chosen, once: the first steps of a run are then
    /// as fast as those after them. Whatever is asked for ends it within one step.
    public void rehearse() {
        if (rehearsed || closed || state.get() != State.EMPTY) {
            return;
        }
        rehearsed = true;
        int mine = turn.get();
        give(() -> attempt(() -> work.rehearse(() -> turn.get() == mine)));
    }

    /// Begins a run in place of the one there is, which is saved.
    public void open(LiveSettings settings) {
        String task = settings.task().kind().id();
        measured.forget();
        submit(State.OPENING, _ -> work.open(settings, savedRuns.fresh(task)));
    }

    /// Goes on with a run of an earlier time.
    public void resume(Path folder) {
        measured.forget();
        submit(State.OPENING, _ -> work.resume(folder));
    }

    /// Does the next phase.
    public void phase() {
        whenOpen(State.STEPPING, _ -> work.phase());
    }

    /// Does all phases up to one.
    public void phases(LivePhase to) {
        whenOpen(State.STEPPING, _ -> work.phases(to));
    }

    /// Undoes the last phase, exactly.
    public void back() {
        whenOpen(State.STEPPING, _ -> work.back());
    }

    /// Does whole steps.
    public void step(int steps) {
        whenOpen(State.STEPPING, mine -> work.steps(steps, () -> turn.get() == mine));
    }

    /// Does steps until [#pause].
    public void run() {
        whenOpen(State.RUNNING, mine -> work.steps(Integer.MAX_VALUE, () -> turn.get() == mine));
    }

    /// Ends a run of steps within one step.
    public void pause() {
        turn.incrementAndGet();
    }

    /// Goes back to the beginning and forgets everything since.
    public void reset() {
        pause();
        measured.forget();
        whenOpen(State.STEPPING, _ -> work.reset());
    }

    /// Goes to a kept step, exactly.
    public void rewind(int step) {
        pause();
        whenOpen(State.STEPPING, _ -> work.rewind(step));
    }

    /// Sets the highest learning rate from the next step on; it may be done while the run goes on.
    public void setPeakRate(double rate) {
        aside(run -> run.setPeakRate(rate));
    }

    /// Continues one more text every few steps; it may be done while the run goes on.
    public void addProbe(String prompt) {
        aside(_ -> work.addProbe(prompt));
    }

    /// Continues another text in the place of one, or the same as often as said from now on.
    ///
    /// @param index of the probe, from 0
    public void changeProbe(int index, String prompt, int every) {
        aside(_ -> work.changeProbe(index, prompt, every));
    }

    /// Keeps the patterns of one more head with what a probe shows.
    public void watchHead(int index, int layer, int head) {
        aside(_ -> work.watchHead(index, layer, head));
    }

    /// Reads a probe no more; those after it move up.
    public void removeProbe(int index) {
        aside(_ -> work.removeProbe(index));
    }

    /// Measures the model and the one the run began with on the same texts; it may be done while the run goes on.
    public void compare() {
        aside(run -> {
            Comparison result = run.compare();
            later.accept(() -> measured.compared(result));
        });
    }

    /// Asks how well the task has been learned, on cases that are not trained on; it may be done while the run goes on.
    public void check() {
        aside(run -> {
            CheckResult result = run.check(CASES);
            later.accept(() -> measured.checked(result));
        });
    }

    private void aside(Consumer<LiveRun> action) {
        if (moment.get() == null) {
            return;
        }
        work.aside(run -> {
            try {
                action.accept(run);
            } catch (TrainingException e) {
                String sentence = Sentences.alone(e);
                later.accept(() -> problem.set(sentence));
            }
        });
        problem.set("");
        give(() -> {
            work.catchUp();
            work.save();
            work.publish(true);
            attempt(() -> work.settle(() -> waiting.get() == 0));
        });
    }

    /// Reads something of the run between two of its steps, which may go on, and tells nobody else.
    ///
    /// @param reader reads on the thread that trains; what it gives may be used by any thread
    /// @param whenDone gets it on the JavaFX thread
    /// @param whenFailed gets one sentence why it cannot be read
    public <T> void look(
            Function<LiveRun, T> reader,
            Consumer<? super T> whenDone,
            Consumer<String> whenFailed) {
        if (moment.get() == null || closed) {
            return;
        }
        work.aside(run -> {
            try {
                T read = reader.apply(run);
                later.accept(() -> whenDone.accept(read));
            } catch (TrainingException | OutOfMemoryError e) {
                String sentence = Sentences.alone(e);
                later.accept(() -> whenFailed.accept(sentence));
            }
        });
        give(work::catchUp);
    }

    /// Writes the model as a folder that every screen opens.
    ///
    /// @param folder new or empty
    /// @param whenDone called on the JavaFX thread if it was written
    public void export(Path folder, Runnable whenDone) {
        pause();
        whenOpen(
                State.STEPPING,
                _ -> {
                    work.export(folder);
                    later.accept(whenDone);
                });
    }

    private void whenOpen(State kind, IntConsumer command) {
        if (moment.get() != null) {
            submit(kind, command);
        }
    }

    /// @param command gets the turn that it has: when the turn is another one, it should end
    private void submit(State kind, IntConsumer command) {
        if (closed) {
            return;
        }
        if (state.get() == State.RUNNING || state.get() == State.EMPTY) {
            turn.incrementAndGet();
        }
        int mine = turn.get();
        pending++;
        problem.set("");
        state.set(kind);
        give(() -> {
            String sentence = attempt(() -> command.accept(mine));
            attempt(() -> work.publish(true));
            boolean open = work.isOpen();
            later.accept(() -> done(open, sentence));
            attempt(() -> work.settle(() -> waiting.get() == 0));
        });
    }

    /// Has something done on the thread that trains, which lets go of what it does while nothing waits.
    private void give(Runnable task) {
        waiting.incrementAndGet();
        worker.execute(() -> {
            waiting.decrementAndGet();
            task.run();
        });
    }

    private static String attempt(Runnable action) {
        try {
            action.run();
            return "";
        } catch (TrainingException e) {
            return Sentences.alone(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("Training failed", e);
            return Sentences.alone(e);
        }
    }

    private void done(boolean open, String sentence) {
        pending--;
        if (!sentence.isEmpty()) {
            problem.set(sentence);
        }
        if (pending == 0) {
            state.set(open ? State.PAUSED : State.EMPTY);
        }
    }

    /// On the thread that trains: only the newest moment reaches the JavaFX thread.
    private void tell(TrainingMoment now) {
        if (newest.getAndSet(now) == null) {
            later.accept(() -> show(newest.getAndSet(null)));
        }
    }

    private void show(@Nullable TrainingMoment now) {
        moment.set(now);
        if (now != null) {
            measured.forgetBeyond(Math.max(now.step(), now.log().from() + now.log().size()));
        }
    }

    /// Saves the run and releases everything, on the thread that trains.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            turn.incrementAndGet();
            if (pending > 0 || rehearsed || moment.get() != null) {
                give(() -> attempt(work::close));
            }
            if (savedRuns.hasRemoved()) {
                give(savedRuns::empty);
            }
        }
    }
}
