package org.glassformer.app.feature.attention.outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.Idle;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.InterventionWords;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SwitchedIntervention;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;

/// The list of interventions: switched on and off, removed, undone, and what could be added to it.
final class InterventionsViewModel {

    /// The factor that a head is scaled by first.
    static final float FIRST_FACTOR = 0.5f;

    private static final int ORIGINS_KEPT = 500;

    /// An intervention as the list shows it.
    ///
    /// @param text what is done
    /// @param detail how, exactly
    /// @param on whether it is in force
    /// @param beyond why it changes nothing in this text; empty if it does
    /// @param factor of a scaled head; not a number for everything else
    record Line(String text, String detail, boolean on, String beyond, float factor) {

        /// Whether it has a factor that can be changed.
        boolean isScaled() {
            return !Float.isNaN(factor);
        }
    }

    private final LabSession session;
    private final InterventionList list;
    private final Continuation continuation;
    private final Map<Intervention, String> origins = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<Line>> lines =
            new ReadOnlyObjectWrapper<>(this, "lines", List.of());
    private int adjusting = LabSession.NONE;

    InterventionsViewModel(LabSession session, InterventionList list, Continuation continuation) {
        this.session = session;
        this.list = list;
        this.continuation = continuation;
        session.interventionsProperty().subscribe((before, now) -> describe());
        session.tokensProperty().subscribe((before, now) -> describe());
        session.readingProperty().subscribe((before, now) -> describe());
        session.modelProperty().subscribe((before, now) -> origins.clear());
        describe();
    }

    /// The list.
    ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /// Whether there is something to take back: an intervention or added tokens.
    ReadOnlyBooleanProperty undoableProperty() {
        return continuation.undoableProperty();
    }

    /// Whether there is something to bring back.
    ReadOnlyBooleanProperty redoableProperty() {
        return continuation.redoableProperty();
    }

    private List<SwitchedIntervention> all() {
        return session.interventionsProperty().get();
    }

    private InterventionWords words() {
        return new InterventionWords(
                session.tokensProperty().get(), patch -> Optional.ofNullable(origins.get(patch)));
    }

    private void describe() {
        List<Line> made = new ArrayList<>();
        InterventionWords words = words();
        for (int i = 0; i < all().size(); i++) {
            made.add(line(words, all().get(i), i == adjusting));
        }
        lines.set(List.copyOf(made));
    }

    private Line line(InterventionWords words, SwitchedIntervention each, boolean adjusted) {
        Intervention what = each.what();
        OptionalInt missing = words.beyond(what);
        Reading reading = session.readingProperty().get();
        String beyond =
                missing.isPresent()
                        ? Messages.text("intervention.beyond", missing.getAsInt())
                        : reading == null ? "" : Idle.because(what, reading).orElse("");
        String text = words.sentence(what);
        float factor = Float.NaN;
        if (what instanceof Intervention.ScaleHead scale && (scale.factor() != 0 || adjusted)) {
            text = InterventionWords.scaling(scale);
            factor = scale.factor();
        }
        return new Line(text, InterventionWords.detail(what), each.on(), beyond, factor);
    }

    private boolean has(int index) {
        return index >= 0 && index < all().size();
    }

    /// Switches an intervention off, or on again.
    void toggle(int index) {
        if (has(index)) {
            list.toggle(index);
        }
    }

    /// Takes an intervention off the list.
    void remove(int index) {
        if (has(index)) {
            hover(LabSession.NONE);
            list.remove(index);
        }
    }

    /// Empties the list.
    void clear() {
        hover(LabSession.NONE);
        list.clear();
    }

    /// Takes the last step back.
    void undo() {
        continuation.undo();
    }

    /// Brings the step back that was undone last.
    void redo() {
        continuation.redo();
    }

    /// Adds an intervention.
    void add(Intervention what) {
        list.add(what);
    }

    /// Adds a patch and remembers where its values come from.
    void add(Intervention.PatchResidual patch, String origin) {
        origins.put(patch, origin);
        if (origins.size() > ORIGINS_KEPT) {
            origins.remove(origins.keySet().iterator().next());
        }
        list.add(patch);
    }

    /// Changes the factor of a scaled head; until [#adjusted] it counts as one even at 0.
    void adjust(int index, double factor) {
        if (has(index) && all().get(index).what() instanceof Intervention.ScaleHead scale) {
            adjusting = index;
            list.adjust(
                    index, new Intervention.ScaleHead(scale.layer(), scale.head(), (float) factor));
        }
    }

    /// Ends the changing of a factor.
    void adjusted() {
        adjusting = LabSession.NONE;
        describe();
    }

    /// Shows the tokens of an intervention wherever tokens are shown.
    ///
    /// @param index its place on the list, or [LabSession#NONE]
    void hover(int index) {
        int query = LabSession.NONE;
        int key = LabSession.NONE;
        if (has(index)) {
            switch (all().get(index).what()) {
                case Intervention.CutEdge cut -> {
                    query = cut.query();
                    key = cut.key();
                }
                case Intervention.MaskKey mask -> key = mask.key();
                case Intervention.PatchResidual patch -> query = patch.position();
                case Intervention.ScaleHead scale -> {}
                case Intervention.MeanHead mean -> {}
                case Intervention.OfMlp mlp -> {}
            }
        }
        session.hoveredTokenProperty().set(inText(query));
        session.hoveredKeyProperty().set(inText(key));
    }

    /// Goes to where an intervention acts: its layer, head and tokens.
    ///
    /// @param index its place on the list
    void visit(int index) {
        if (!has(index)) {
            return;
        }
        switch (all().get(index).what()) {
            case Intervention.CutEdge cut -> {
                look(cut.layer(), cut.head());
                lock(cut.query(), cut.key());
            }
            case Intervention.MaskKey mask -> lock(LabSession.NONE, mask.key());
            case Intervention.PatchResidual patch -> {
                look(patch.layer(), Intervention.ALL);
                lock(patch.position(), LabSession.NONE);
            }
            case Intervention.ScaleHead scale -> look(scale.layer(), scale.head());
            case Intervention.MeanHead mean -> look(mean.layer(), mean.head());
            case Intervention.OfMlp mlp -> look(mlp.layer(), Intervention.ALL);
        }
    }

    private void look(int layer, int head) {
        if (layer != Intervention.ALL) {
            session.layerProperty().set(layer);
        }
        if (head != Intervention.ALL) {
            session.headProperty().set(head);
        }
    }

    private void lock(int query, int key) {
        if (inText(query) != LabSession.NONE) {
            session.selectedTokenProperty().set(query);
        }
        if (inText(key) != LabSession.NONE) {
            session.keyTokenProperty().set(key);
        }
    }

    private int inText(int position) {
        return position < session.tokensProperty().get().size() ? position : LabSession.NONE;
    }

    /// Something that could be added.
    ///
    /// @param text what it would do
    /// @param add does it; does nothing where it cannot be done
    /// @param possible whether it can be done: the list may have it already, or something must be selected first
    record Choice(String text, Runnable add, boolean possible) {}

    /// What could be added, by the selection as it is: groups of choices.
    List<List<Choice>> choices() {
        ModelSummary model = session.modelProperty().get();
        if (model == null || session.tokensProperty().get().isEmpty()) {
            return List.of();
        }
        int layer = session.layerProperty().get();
        int head = session.headProperty().get();
        return List.of(
                edges(layer, head),
                List.of(
                        choice(new Intervention.ScaleHead(layer, head, 0)),
                        choice(new Intervention.MeanHead(layer, head)),
                        scaling(layer, head),
                        choice(new Intervention.ScaleHead(layer, Intervention.ALL, 0)),
                        choice(new Intervention.MeanHead(layer, Intervention.ALL))),
                List.of(
                        choice(new Intervention.ScaleMlp(layer, 0)),
                        choice(new Intervention.MeanMlp(layer))),
                masks());
    }

    private List<Choice> edges(int layer, int head) {
        int query = session.selectedTokenProperty().get();
        int key = session.keyTokenProperty().get();
        int all = Intervention.ALL;
        if (query == LabSession.NONE || key == LabSession.NONE || key > query) {
            boolean later = query != LabSession.NONE && key > query;
            return List.of(hint(later ? "outcome.add.later" : "outcome.add.noEdge"));
        }
        return List.of(
                choice(new Intervention.CutEdge(layer, head, query, key)),
                choice(new Intervention.CutEdge(layer, all, query, key)),
                choice(new Intervention.CutEdge(all, all, query, key)));
    }

    private List<Choice> masks() {
        int selected = session.selectedTokenProperty().get();
        int key = session.keyTokenProperty().get();
        List<Choice> masks = new ArrayList<>();
        if (key != LabSession.NONE) {
            masks.add(choice(new Intervention.MaskKey(key)));
        }
        if (selected != LabSession.NONE && selected != key) {
            masks.add(choice(new Intervention.MaskKey(selected)));
        }
        return masks.isEmpty() ? List.of(hint("outcome.add.noToken")) : masks;
    }

    private Choice choice(Intervention what) {
        boolean possible = !all().contains(new SwitchedIntervention(what, true));
        return new Choice(words().sentence(what), () -> add(what), possible);
    }

    private Choice scaling(int layer, int head) {
        Intervention half = new Intervention.ScaleHead(layer, head, FIRST_FACTOR);
        String name = InterventionWords.heads(layer, head);
        return new Choice(
                Messages.text("outcome.add.scale", name), () -> add(half), !list.has(half));
    }

    private static Choice hint(String key) {
        return new Choice(Messages.text(key), () -> {}, false);
    }

    /// The interventions in force as arguments of the command line; patches have none.
    String arguments() {
        return session.interventionsInForce().list().stream()
                .map(Interventions::spec)
                .flatMap(Optional::stream)
                .map(spec -> "--intervene \"" + spec + "\"")
                .collect(Collectors.joining(" "));
    }

    /// How many interventions in force the command line has no argument for.
    int inexpressible() {
        return (int)
                session.interventionsInForce().list().stream()
                        .filter(what -> Interventions.spec(what).isEmpty())
                        .count();
    }

    /// The interventions in force, one sentence after the other; empty for none.
    String sentences() {
        InterventionWords words = words();
        return session.interventionsInForce().list().stream()
                .map(words::sentence)
                .collect(Collectors.joining("; "));
    }
}
