package org.glassformer.app.feature.sampling.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.feature.sampling.compare.SecondDeviceViewModel.Beside;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// State and commands of the comparison: A is the session's settings, B begins as a copy of them and goes its own way.
///
/// It computes only while it is on view, and the second device is open only then.
public final class CompareViewModel {

    /// The device of B when it is that of A.
    static final String SAME = "";

    /// How many tokens the texts may have.
    static final List<Integer> LENGTHS = List.of(20, 50, 100, 200);

    private static final int SEEDS = 1_000_000;
    private static final long SETTLE_MS = 150;
    private static final double MIB = 1 << 20;

    private final LabSession session;
    private final PairViewModel next;
    private final TextsViewModel texts;
    private final CompareNumbersViewModel numbers;
    private final SecondDeviceViewModel second;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", false);
    private final ObjectProperty<Side> edited = new SimpleObjectProperty<>(this, "edited", Side.B);
    private final ObjectProperty<ChainSettings> chain =
            new SimpleObjectProperty<>(this, "chain", ChainSettings.LLAMA_CPP);
    private final LongProperty seed = new SimpleLongProperty(this, "seed", 0);
    private final StringProperty device = new SimpleStringProperty(this, "device", SAME);
    private final IntegerProperty most = new SimpleIntegerProperty(this, "most", 50);
    private final ReadOnlyStringWrapper chainWordsA = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper chainWordsB = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper deviceNote =
            new ReadOnlyStringWrapper(this, "deviceNote", "");
    private boolean copied;
    private boolean changing;

    /// A comparison over a session.
    ///
    /// @param session what all screens share
    /// @param engine runs the model
    /// @param runner runs what takes time
    public CompareViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this(session, engine, runner, SETTLE_MS);
    }

    /// @param settleMs how long settings must rest before the model runs
    CompareViewModel(LabSession session, EngineService engine, TaskRunner runner, long settleMs) {
        this.session = session;
        this.next = new PairViewModel(session, runner);
        this.texts = new TextsViewModel(session, engine, runner, settleMs);
        this.numbers = new CompareNumbersViewModel(session, this);
        this.second = new SecondDeviceViewModel(session, engine, runner);
        shown.subscribe((before, now) -> shownChanged(now));
        session.traceProperty().subscribe((before, now) -> compare());
        session.stepProperty().subscribe((before, now) -> write());
        session.constraintProperty().subscribe((before, now) -> write());
        session.chainProperty().subscribe(now -> chainWordsA.set(ChainWords.of(now)));
        session.chainProperty().subscribe((before, now) -> write());
        session.seedProperty().subscribe((before, now) -> write());
        session.stopsProperty()
                .subscribe((before, now) -> {
                    if (!now.equals(before.withMost(now.most()))) {
                        write();
                    }
                });
        session.modelProperty().subscribe((before, now) -> modelChanged());
        chain.subscribe(now -> chainWordsB.set(ChainWords.of(now)));
        chain.subscribe((before, now) -> changed());
        seed.subscribe((before, now) -> changed());
        most.subscribe((before, now) -> write());
        device.subscribe((before, now) -> open());
        second.openedProperty().subscribe((before, now) -> changed());
        second.openedProperty().subscribe(now -> tellDevice());
        second.busyProperty().subscribe(now -> tellDevice());
    }

    /// Whether the comparison is on view. False until set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Which of the two the sliders move.
    public ObjectProperty<Side> editedProperty() {
        return edited;
    }

    /// The chain of B.
    public ObjectProperty<ChainSettings> chainProperty() {
        return chain;
    }

    /// What the chain of B makes of the logits; null before the first comparison.
    public ObservableValue<@Nullable SamplingTrace> traceProperty() {
        return next.pairProperty().map(pair -> pair == null ? null : pair.b());
    }

    /// The seed of B.
    LongProperty seedProperty() {
        return seed;
    }

    /// The seed of A.
    LongProperty sessionSeedProperty() {
        return session.seedProperty();
    }

    /// The device of B, or [#SAME].
    StringProperty deviceProperty() {
        return device;
    }

    /// How many tokens each text has at most.
    IntegerProperty mostProperty() {
        return most;
    }

    PairViewModel next() {
        return next;
    }

    TextsViewModel texts() {
        return texts;
    }

    CompareNumbersViewModel numbers() {
        return numbers;
    }

    /// The chain of a side in words.
    ReadOnlyStringProperty chainWords(Side side) {
        return (side == Side.A ? chainWordsA : chainWordsB).getReadOnlyProperty();
    }

    /// What the second device costs; empty for the same.
    ReadOnlyStringProperty deviceNoteProperty() {
        return deviceNote.getReadOnlyProperty();
    }

    /// The name of the device in use; empty without a model.
    ObservableValue<String> sessionDevice() {
        return session.modelProperty().map(model -> model == null ? "" : model.device()).orElse("");
    }

    /// The devices that B can have, the one in use as [#SAME].
    List<String> devices() {
        ModelSummary model = session.modelProperty().get();
        List<String> names = new ArrayList<>(List.of(SAME));
        for (DeviceSummary each : session.devicesProperty().get()) {
            if (each.available() && model != null && !each.name().equals(model.device())) {
                names.add(each.name());
            }
        }
        return names;
    }

    /// The device of a side by name.
    String deviceName(Side side) {
        return side == Side.B && !device.get().isEmpty()
                ? device.get()
                : sessionDevice().getValue();
    }

    /// What a side draws with; the constraint holds both.
    Drawing drawing(Side side) {
        Drawing now = Drawing.of(session);
        return side == Side.A ? now : new Drawing(chain.get(), seed.get(), now.constraint());
    }

    /// Takes the settings of A as those of B.
    void copy() {
        together(() -> {
            chain.set(session.chainProperty().get());
            seed.set(session.seedProperty().get());
        });
    }

    /// Gives each the settings of the other; the devices stay.
    void swap() {
        Drawing a = drawing(Side.A);
        Drawing b = drawing(Side.B);
        together(() -> {
            chain.set(a.chain());
            seed.set(a.seed());
            session.seedProperty().set(b.seed());
            session.chainProperty().set(b.chain());
        });
    }

    /// Gives B another seed.
    void newSeed() {
        seed.set(ThreadLocalRandom.current().nextInt(SEEDS));
    }

    /// Ends the writing, or begins anew.
    void stopOrRun() {
        if (texts.runningProperty().get()) {
            texts.stop();
        } else {
            write();
        }
    }

    private void together(Runnable changes) {
        changing = true;
        try {
            changes.run();
        } finally {
            changing = false;
        }
        changed();
    }

    private void shownChanged(boolean now) {
        if (!now) {
            next.rest();
            texts.stop();
            second.release();
            return;
        }
        if (!copied) {
            copied = true;
            copy();
        }
        open();
        changed();
    }

    /// A bias is for tokens of one vocabulary, and another model begins on the same device.
    private void modelChanged() {
        texts.stop();
        next.rest();
        second.release();
        together(() -> {
            chain.set(chain.get().reset(StageKind.LOGIT_BIAS));
            device.set(SAME);
        });
        tellDevice();
    }

    private void open() {
        ModelSummary model = session.modelProperty().get();
        if (!shown.get() || model == null || device.get().isEmpty()) {
            second.release();
            changed();
        } else {
            second.want(model, device.get(), () -> device.set(SAME));
        }
    }

    private void changed() {
        compare();
        write();
    }

    /// Whether everything is there that the settings name.
    private boolean isPossible() {
        return shown.get()
                && !changing
                && (device.get().isEmpty() || second.openedProperty().get() != null);
    }

    private void compare() {
        if (isPossible()) {
            boolean foreign = session.foreignProperty().get() != null;
            next.compare(drawing(Side.B), foreign ? null : second.openedProperty().get());
        }
    }

    private void write() {
        if (session.foreignProperty().get() != null) {
            texts.stop();
        } else if (isPossible()) {
            texts.write(
                    drawing(Side.A), drawing(Side.B), second.openedProperty().get(), most.get());
        }
    }

    private void tellDevice() {
        Beside there = second.openedProperty().get();
        if (there != null) {
            deviceNote.set(
                    Messages.text(
                            "compare.device.cost",
                            there.device(),
                            Figures.value(there.bytes() / MIB)));
        } else if (second.busyProperty().get()) {
            deviceNote.set(Messages.text("compare.device.opening", device.get()));
        } else {
            deviceNote.set("");
        }
    }
}
