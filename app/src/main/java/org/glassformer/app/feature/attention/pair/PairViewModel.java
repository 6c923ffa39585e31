package org.glassformer.app.feature.attention.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
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
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.hook.Intervention;

/// One pair of query and key in the head looked at, through every stage: the pair under the pointer, else the locked one. Without a
/// query it is the last token's, without a key the one that the query looks at most.
public final class PairViewModel {

    private static final List<Stage> STAGES = List.of(Stage.values());

    private final LabSession session;
    private final HeadViewModel head;
    private final ObjectProperty<Stage> stage =
            new SimpleObjectProperty<>(this, "stage", Stage.SOFTMAX);
    private final BooleanProperty sinkHidden = new SimpleBooleanProperty(this, "sinkHidden");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper headName = new ReadOnlyStringWrapper(this, "headName", "");
    private final ReadOnlyStringWrapper formula = new ReadOnlyStringWrapper(this, "formula", "");
    private final ReadOnlyStringWrapper allFormulas =
            new ReadOnlyStringWrapper(this, "allFormulas", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyObjectWrapper<List<PairRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyObjectWrapper<List<StripLine>> strips =
            new ReadOnlyObjectWrapper<>(this, "strips", List.of());
    private final ReadOnlyObjectWrapper<List<StripLine>> allStrips =
            new ReadOnlyObjectWrapper<>(this, "allStrips", List.of());
    private int key;
    private boolean resting;

    /// The pair of a session.
    ///
    /// @param session what all screens share
    /// @param runner computes off the JavaFX thread
    public PairViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.head = new HeadViewModel(runner);
        session.readingProperty().subscribe((before, now) -> compute());
        session.layerProperty().subscribe((before, now) -> compute());
        session.headProperty().subscribe((before, now) -> compute());
        session.selectedTokenProperty().subscribe((before, now) -> compute());
        session.hoveredTokenProperty().subscribe((before, now) -> compute());
        session.keyTokenProperty().subscribe((before, now) -> compute());
        session.hoveredKeyProperty().subscribe((before, now) -> compute());
        head.figuresProperty().subscribe((before, now) -> tell());
        stage.subscribe((before, now) -> tell());
        sinkHidden.subscribe((before, now) -> tell());
        compute();
    }

    /// Whether the picture beside hides the first token; the numbers here stay those of the model, and the note says so.
    public BooleanProperty sinkHiddenProperty() {
        return sinkHidden;
    }

    /// Who looks at whom; without a reading a sentence that says what will be here.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// Layer and head, such as `3.5`.
    public ReadOnlyStringProperty headNameProperty() {
        return headName.getReadOnlyProperty();
    }

    /// The figures of the pair; empty without a reading.
    public ReadOnlyObjectProperty<List<PairRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The stage shown.
    public ObjectProperty<Stage> stageProperty() {
        return stage;
    }

    /// The numbers of the stage shown, as one strip or two; empty without a reading.
    public ReadOnlyObjectProperty<List<StripLine>> stripsProperty() {
        return strips.getReadOnlyProperty();
    }

    /// The numbers of all stages, for where there is room for them.
    public ReadOnlyObjectProperty<List<StripLine>> allStripsProperty() {
        return allStrips.getReadOnlyProperty();
    }

    /// What the stage shown does with the pair, with real numbers.
    public ReadOnlyStringProperty formulaProperty() {
        return formula.getReadOnlyProperty();
    }

    /// What every stage does with the pair, a line each.
    public ReadOnlyStringProperty allFormulasProperty() {
        return allFormulas.getReadOnlyProperty();
    }

    /// What else is to know: shared keys, interventions on the head; empty for nothing.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Goes to another stage, not beyond the ends.
    ///
    /// @param by how many further
    public void moveStage(int by) {
        int index = STAGES.indexOf(stage.get()) + by;
        stage.set(STAGES.get(Math.clamp(index, 0, STAGES.size() - 1)));
    }

    /// Takes a typed character: 1 to 7 choose a stage.
    ///
    /// @return whether it means anything
    public boolean typed(String character) {
        if (character.length() != 1) {
            return false;
        }
        int index = character.charAt(0) - '1';
        if (index < 0 || index >= STAGES.size()) {
            return false;
        }
        stage.set(STAGES.get(index));
        return true;
    }

    /// Previews another key for the query shown; a number below 0 ends it.
    public void hoverKey(int index) {
        HeadFigures now = head.figuresProperty().get();
        if (index < 0 || now == null) {
            session.hoveredKeyProperty().set(LabSession.NONE);
            session.hoveredTokenProperty().set(LabSession.NONE);
        } else {
            session.hoveredTokenProperty().set(now.query());
            session.hoveredKeyProperty().set(index);
        }
    }

    /// Locks a key with the query shown.
    public void lockKey(int index) {
        HeadFigures now = head.figuresProperty().get();
        if (now != null && index >= 0 && index < head.labels().size()) {
            session.selectedTokenProperty().set(now.query());
            session.keyTokenProperty().set(index);
        }
    }

    private static int valid(int index, int count) {
        return index >= 0 && index < count ? index : LabSession.NONE;
    }

    private int query(int count) {
        int hovered = valid(session.hoveredTokenProperty().get(), count);
        int selected = valid(session.selectedTokenProperty().get(), count);
        return hovered != LabSession.NONE
                ? hovered
                : selected != LabSession.NONE ? selected : count - 1;
    }

    /// The key under the pointer; the locked one, if the query is the locked one or there is none; else the most
    /// looked-at.
    private int key(HeadFigures now) {
        int count = now.keys();
        int hovered = valid(session.hoveredKeyProperty().get(), count);
        if (hovered != LabSession.NONE) {
            return hovered;
        }
        int locked = valid(session.keyTokenProperty().get(), count);
        int selected = valid(session.selectedTokenProperty().get(), count);
        boolean lockedQuery = selected == LabSession.NONE || selected == now.query();
        return locked != LabSession.NONE && lockedQuery ? locked : now.most();
    }

    /// Computes from now on, and what was left out meanwhile.
    public void resume() {
        if (resting) {
            resting = false;
            compute();
        }
    }

    /// Computes nothing while nobody looks.
    public void rest() {
        resting = true;
        head.stop();
    }

    private void compute() {
        if (resting) {
            return;
        }
        Reading reading = session.readingProperty().get();
        if (reading == null || reading.tokens().isEmpty()) {
            head.forget();
            tell();
            return;
        }
        int layer = session.layerProperty().get();
        int index = session.headProperty().get();
        ModelSummary model = reading.model();
        if (layer >= model.nLayer() || index >= model.nHead()) {
            return;
        }
        if (head.look(reading, layer, index, query(reading.tokens().size()))) {
            tell();
        }
    }

    private void tell() {
        HeadFigures now = head.figuresProperty().get();
        Reading reading = head.reading();
        if (now == null || reading == null) {
            title.set(Messages.text("pair.empty"));
            headName.set("");
            formula.set("");
            allFormulas.set("");
            note.set("");
            rows.set(List.of());
            strips.set(List.of());
            allStrips.set(List.of());
            return;
        }
        List<String> labels = head.labels();
        key = key(now);
        StageWords words = new StageWords(now, key, labels);
        title.set(Messages.text("pair.title", labels.get(now.query()), labels.get(key)));
        headName.set(now.layer() + "." + now.head());
        rows.set(words.rows());
        strips.set(words.strips(stage.get()));
        formula.set(words.formula(stage.get()));
        String sink = sinkHidden.get() ? sinkNote(now) : "";
        String said = note(reading, now);
        note.set(sink.isEmpty() || said.isEmpty() ? sink + said : sink + " " + said);
        List<StripLine> all = new ArrayList<>();
        List<String> formulas = new ArrayList<>();
        for (Stage each : STAGES) {
            words.strips(each).forEach(line -> all.add(unlabelled(line)));
            formulas.add(words.formula(each));
        }
        allFormulas.set(String.join("\n", formulas));
        all.add(all.size() - 1, words.valueVector());
        allStrips.set(List.copyOf(all));
    }

    /// Of strips below each other one has the tokens.
    private static StripLine unlabelled(StripLine line) {
        return line.stage() == Stage.SOFTMAX
                ? line
                : new StripLine(
                        line.stage(),
                        line.title(),
                        line.figure(),
                        line.data().labelled(List.of()),
                        line.reading(),
                        line.ofKeys());
    }

    /// What hiding the first token does to the weight in the picture; the model attends to it nevertheless.
    private String sinkNote(HeadFigures now) {
        float rest = 1 - now.weights()[0];
        if (key == 0 || key > now.query() || rest <= 0) {
            return Messages.text("pair.note.sink");
        }
        return Messages.text(
                "pair.note.sinkWeight", Figures.fixed(Math.min(1, now.weights()[key] / rest), 3));
    }

    private String note(Reading reading, HeadFigures now) {
        Stage shown = stage.get();
        if (shown == Stage.VALUES) {
            for (Intervention each : reading.interventions().list()) {
                String said = ofOutput(each, now);
                if (!said.isEmpty()) {
                    return said;
                }
            }
        }
        int group = reading.attention().headsPerKey();
        if (group > 1 && (shown == Stage.KEY || shown == Stage.VALUES)) {
            int first = now.head() / group * group;
            return Messages.text("pair.note.shared", first, first + group - 1);
        }
        return "";
    }

    /// What an intervention does to the head's output after this.
    private static String ofOutput(Intervention what, HeadFigures now) {
        return switch (what) {
            case Intervention.ScaleHead i when covers(i.layer(), i.head(), now) ->
                    Messages.text("pair.note.scaled", Figures.value(i.factor()));
            case Intervention.MeanHead i when covers(i.layer(), i.head(), now) ->
                    Messages.text("pair.note.mean");
            case Intervention.ScaleHead i -> "";
            case Intervention.MeanHead i -> "";
            case Intervention.OfMlp i -> "";
            case Intervention.CutEdge i -> "";
            case Intervention.MaskKey i -> "";
            case Intervention.PatchResidual i -> "";
        };
    }

    private static boolean covers(int layer, int head, HeadFigures now) {
        return Intervention.covers(layer, now.layer()) && Intervention.covers(head, now.head());
    }

    /// The settings under which the panel is exported.
    public Caption caption() {
        return Caption.of(title.get())
                .with(Messages.text("pair.setting.head"), headName.get())
                .with(
                        Messages.text("pair.setting.stage"),
                        Messages.text("pair.stage." + stage.get()))
                .with(RunSettings.of(session));
    }

    /// A row for each channel in the stages of the vectors, with query, key, their product, value and output; a row for each
    /// key in the others, with every stage.
    public Optional<NumbersTable> numbers() {
        HeadFigures now = head.figuresProperty().get();
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(
                stage.get() == Stage.QUERY || stage.get() == Stage.KEY
                        ? PairTables.channels(caption(), now, key)
                        : PairTables.keys(caption(), now, head.labels()));
    }
}
