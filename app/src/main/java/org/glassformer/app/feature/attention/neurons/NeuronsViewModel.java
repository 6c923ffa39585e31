package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// State and commands of the neurons: the strongest at the selected position, and one of them along the text.
///
/// It computes only while it is on view. The activations of the text are kept meanwhile, 4 bytes for each neuron and
/// position: 151 MB for 1,024 positions of the GPT-2 124M shape. Beyond [KeptNeuronsViewModel#MOST_BYTES] those of the session's layer alone.
public final class NeuronsViewModel {

    private static final int NAMED = 3;

    private final LabSession session;
    private final EngineService engine;
    private final InterventionList interventions;
    private final NeuronTokensViewModel tokens;
    private final NewestWins running;
    private final NewestWins ranking;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final BooleanProperty everyLayer = new SimpleBooleanProperty(this, "everyLayer", true);
    private final ObjectProperty<NeuronMeasure> measure =
            new SimpleObjectProperty<>(this, "measure", NeuronMeasure.EFFECT);
    private final ReadOnlyObjectWrapper<List<Neuron>> strongest =
            new ReadOnlyObjectWrapper<>(this, "strongest", List.of());
    private final ObjectProperty<@Nullable Neuron> chosen =
            new SimpleObjectProperty<>(this, "chosen");
    private final ReadOnlyObjectWrapper<@Nullable NeuronAlong> along =
            new ReadOnlyObjectWrapper<>(this, "along");
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(this, "position", "");
    private final ReadOnlyStringWrapper alongTitle =
            new ReadOnlyStringWrapper(this, "alongTitle", "");
    private final ReadOnlyStringWrapper extremes = new ReadOnlyStringWrapper(this, "extremes", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private @Nullable KeptNeuronsViewModel kept;
    private boolean own;
    private boolean choosing;

    /// The neurons of a session's reading.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param interventions takes neurons out
    /// @param runner runs what takes time
    public NeuronsViewModel(
            LabSession session,
            EngineService engine,
            InterventionList interventions,
            TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.interventions = interventions;
        this.tokens = new NeuronTokensViewModel(engine, runner);
        this.running = runner.newestWins();
        this.ranking = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> read());
        session.stateProperty().subscribe((before, now) -> mark());
        shown.subscribe((before, now) -> read());
        session.layerProperty().subscribe((before, now) -> layerChanged());
        session.selectedTokenProperty().subscribe((before, now) -> rank());
        everyLayer.subscribe((before, now) -> rank());
        measure.subscribe((before, now) -> rank());
        chosen.subscribe((before, now) -> {
            own |= !choosing && now != null;
            follow();
        });
        read();
    }

    /// Whether the panels are on view; while they are not, nothing is computed and nothing is kept. True unless set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether the strongest of all layers are listed, or those of the session's layer.
    BooleanProperty everyLayerProperty() {
        return everyLayer;
    }

    ObjectProperty<NeuronMeasure> measureProperty() {
        return measure;
    }

    /// The strongest neurons at the position, the strongest first.
    ReadOnlyObjectProperty<List<Neuron>> strongestProperty() {
        return strongest.getReadOnlyProperty();
    }

    /// The neuron followed along the text: the strongest, until the person chooses one; null before the first list.
    ObjectProperty<@Nullable Neuron> chosenProperty() {
        return chosen;
    }

    ReadOnlyObjectProperty<@Nullable NeuronAlong> alongProperty() {
        return along.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether what is shown belongs to an earlier text or position.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// Which position the list is of.
    ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    ReadOnlyStringProperty alongTitleProperty() {
        return alongTitle.getReadOnlyProperty();
    }

    /// The tokens on which the neuron is largest and smallest.
    ReadOnlyStringProperty extremesProperty() {
        return extremes.getReadOnlyProperty();
    }

    /// What is left out of a text that is too long for all layers; empty when nothing is.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Selects a token of the text, or takes the selection back.
    void select(int token) {
        boolean again = session.selectedTokenProperty().get() == token;
        session.selectedTokenProperty().set(again ? LabSession.NONE : token);
    }

    /// Says which token is under the pointer.
    void hover(int token) {
        session.hoveredTokenProperty().set(token);
    }

    ReadOnlyObjectProperty<Integer> selectedTokenProperty() {
        ReadOnlyObjectWrapper<Integer> copy = new ReadOnlyObjectWrapper<>();
        copy.bind(session.selectedTokenProperty().asObject());
        return copy.getReadOnlyProperty();
    }

    /// What the neuron that is followed says on the straight way.
    NeuronTokensViewModel tokens() {
        return tokens;
    }

    /// Takes the neuron that is followed out of the model, by zero or by its mean.
    ///
    /// @param mean whether its mean takes its place
    void ablate(boolean mean) {
        Neuron neuron = chosen.get();
        if (neuron != null) {
            interventions.add(
                    mean
                            ? new Intervention.MeanNeuron(neuron.layer(), neuron.number())
                            : new Intervention.ScaleNeuron(neuron.layer(), neuron.number(), 0));
        }
    }

    /// Takes the whole MLP of the neuron that is followed out of the model, by zero.
    void ablateMlp() {
        Neuron neuron = chosen.get();
        if (neuron != null) {
            interventions.add(new Intervention.ScaleMlp(neuron.layer(), 0));
        }
    }

    private void read() {
        Reading reading = session.readingProperty().get();
        if (!shown.get() || reading == null) {
            running.cancel();
            ranking.cancel();
            tokens.stop();
            kept = null;
            return;
        }
        KeptNeuronsViewModel known = kept;
        if (known != null && known.reading().equals(reading)) {
            return;
        }
        int layer = session.layerProperty().get();
        state.set(LabState.BUSY);
        mark();
        running.submit(
                Job.of(
                                Messages.text("neurons.task"),
                                context -> KeptNeuronsViewModel.of(engine, reading, layer, context))
                        .whenDone(this::keep)
                        .whenFailed(failure -> state.set(LabState.FAILED)));
    }

    private void keep(KeptNeuronsViewModel now) {
        kept = now;
        note.set(now.layer() < 0 ? "" : Messages.text("neurons.oneLayer", now.layer()));
        rank();
    }

    /// A text of which one layer is kept has to be run again for another.
    private void layerChanged() {
        KeptNeuronsViewModel now = kept;
        if (now != null && now.layer() >= 0) {
            kept = null;
            read();
        } else if (!everyLayer.get()) {
            rank();
        }
    }

    private int column(Reading reading) {
        int selected = session.selectedTokenProperty().get();
        int last = reading.tokens().size() - 1;
        return selected == LabSession.NONE ? last : Math.min(selected, last);
    }

    private void rank() {
        KeptNeuronsViewModel now = kept;
        if (now == null) {
            return;
        }
        int at = column(now.reading());
        int one = now.layer() >= 0 ? now.layer() : session.layerProperty().get();
        boolean every = everyLayer.get() && now.layer() < 0;
        NeuronMeasure by = measure.get();
        ranking.submit(
                Job.of(
                                Messages.text("neurons.task"),
                                context ->
                                        every ? now.strongest(at, by) : now.strongest(one, at, by))
                        .whenDone(found -> show(now, at, found))
                        .whenFailed(failure -> state.set(LabState.FAILED)));
    }

    private void show(KeptNeuronsViewModel of, int at, List<Neuron> neurons) {
        position.set(
                Messages.text(
                        "neurons.position",
                        KeptNeuronsViewModel.label(of.reading().tokens().get(at)),
                        at));
        state.set(LabState.READY);
        strongest.set(neurons);
        Neuron before = chosen.get();
        Neuron same =
                neurons.stream()
                        .filter(each -> before != null && each.isSame(before))
                        .findFirst()
                        .orElse(null);
        boolean gone = before == null || !of.has(before) || !everyLayer.get();
        choosing = true;
        if (same != null && own) {
            chosen.set(same);
        } else if ((gone || !own) && !neurons.isEmpty()) {
            own = false;
            chosen.set(neurons.getFirst());
        }
        choosing = false;
        follow();
        mark();
    }

    private void follow() {
        KeptNeuronsViewModel now = kept;
        Neuron neuron = chosen.get();
        if (now == null || neuron == null || !now.has(neuron)) {
            return;
        }
        NeuronAlong made = now.along(neuron);
        if (made == null) {
            chosen.set(null);
            return;
        }
        along.set(made);
        tokens.look(now.reading(), neuron);
        alongTitle.set(Messages.text("neurons.along.title", neuron.name()));
        extremes.set(
                Messages.text(
                        "neurons.extremes",
                        named(made, made.largest(NAMED)),
                        named(made, made.smallest(NAMED))));
    }

    private static String named(NeuronAlong made, List<Integer> positions) {
        return apart(
                positions.stream()
                        .map(t ->
                                Messages.text(
                                        "neurons.extreme",
                                        made.labels().get(t),
                                        t,
                                        Figures.fixed(made.activations()[t], 2)))
                        .toList());
    }

    /// Entries kept apart by what is hardly a token itself, as a comma is.
    private static String apart(List<String> entries) {
        return String.join("  |  ", entries);
    }

    private void mark() {
        KeptNeuronsViewModel now = kept;
        LabState text = session.stateProperty().get();
        boolean other = now == null || !now.reading().equals(session.readingProperty().get());
        stale.set(
                along.get() != null && (other || text == LabState.BUSY || text == LabState.STALE));
    }

    Caption listCaption() {
        return NeuronTables.caption(
                        session, kept == null ? null : kept.reading(), "neurons.list.title")
                .with(Messages.text("neurons.setting.position"), position.get())
                .with(
                        Messages.text("neurons.setting.measure"),
                        Messages.text("neurons.measure." + measure.get()));
    }

    Optional<NumbersTable> listNumbers() {
        return NeuronTables.list(listCaption(), strongest.get());
    }

    Caption alongCaption() {
        return NeuronTables.caption(
                        session, kept == null ? null : kept.reading(), "neurons.along.caption")
                .with(Messages.text("neurons.setting.neuron"), alongTitle.get())
                .with(Messages.text("neurons.promotes"), apart(tokens.promotedProperty().get()))
                .with(Messages.text("neurons.demotes"), apart(tokens.demotedProperty().get()));
    }

    Optional<NumbersTable> alongNumbers() {
        return NeuronTables.along(alongCaption(), along.get());
    }
}
