package org.glassformer.app.feature.attention.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadStages;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// One pair of query and key in the head looked at, through every stage: the pair under the pointer, else the locked one. Without a
/// query it is the last token's, without a key the one that the query looks at most.
public final class PairViewModel {

    private static final List<Stage> STAGES = List.of(Stage.values());

    private final LabSession session;
    private final NewestWins turns;
    private final ObjectProperty<Stage> stage =
            new SimpleObjectProperty<>(this, "stage", Stage.SOFTMAX);
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
    private @Nullable Reading computed;
    private @Nullable HeadFigures figures;
    private List<String> labels = List.of();
    private int key;

    /// The pair of a session.
    ///
    /// @param session what all screens share
    /// @param runner computes off the JavaFX thread
    public PairViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> compute());
        session.layerProperty().subscribe((before, now) -> compute());
        session.headProperty().subscribe((before, now) -> compute());
        session.selectedTokenProperty().subscribe((before, now) -> compute());
        session.hoveredTokenProperty().subscribe((before, now) -> compute());
        session.keyTokenProperty().subscribe((before, now) -> compute());
        session.hoveredKeyProperty().subscribe((before, now) -> compute());
        stage.subscribe((before, now) -> tell());
        compute();
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
        HeadFigures now = figures;
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
        HeadFigures now = figures;
        if (now != null && index >= 0 && index < labels.size()) {
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

    private void compute() {
        Reading reading = session.readingProperty().get();
        if (reading == null || reading.tokens().isEmpty()) {
            turns.cancel();
            figures = null;
            tell();
            return;
        }
        int layer = session.layerProperty().get();
        int head = session.headProperty().get();
        ModelSummary model = reading.model();
        if (layer >= model.nLayer() || head >= model.nHead()) {
            return;
        }
        int query = query(reading.tokens().size());
        HeadFigures now = figures;
        if (now != null
                && reading.equals(computed)
                && now.layer() == layer
                && now.head() == head
                && now.query() == query) {
            turns.cancel();
            tell();
            return;
        }
        turns.submit(
                Job.of(
                                Messages.text("pair.task"),
                                context -> figures(reading, layer, head, query, context))
                        .whenDone(made -> show(reading, made)));
    }

    private void show(Reading reading, HeadFigures made) {
        if (!reading.equals(computed)) {
            labels = reading.tokens().stream().map(PairViewModel::label).toList();
        }
        computed = reading;
        figures = made;
        tell();
    }

    private static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    private static HeadFigures figures(
            Reading reading, int layer, int head, int query, TaskContext context) {
        AttentionTrace trace = reading.attention();
        HeadStages stages = HeadStages.of(trace, layer, head, query);
        context.checkCancelled();
        int count = trace.length();
        float[] q = stages.query();
        float[][] k = new float[count][];
        float[][] v = new float[count][];
        double[] raw = new double[count];
        float[] scaled = new float[count];
        float[] weights = new float[count];
        double[] norms = new double[count];
        List<Visibility> visible = new ArrayList<>();
        for (int key = 0; key < count; key++) {
            k[key] = trace.key(layer, head, key);
            v[key] = trace.value(layer, head, key);
            raw[key] = key <= query ? stages.rawScore(key) : dot(q, k[key]);
            scaled[key] = (float) (raw[key] * trace.scale());
            weights[key] = key <= query ? stages.weight(key) : 0;
            norms[key] = key <= query ? stages.valueNorm(key) : HeadFigures.length(v[key]);
            visible.add(visibility(reading, layer, head, query, key));
        }
        return new HeadFigures(
                layer,
                head,
                query,
                q,
                k,
                v,
                raw,
                scaled,
                List.copyOf(visible),
                weights,
                norms,
                stages.output());
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }

    private static Visibility visibility(Reading reading, int layer, int head, int query, int key) {
        AttentionTrace trace = reading.attention();
        if (key > query) {
            return Visibility.LATER;
        }
        if (key < trace.firstKey(layer, query)) {
            return Visibility.OUTSIDE_WINDOW;
        }
        boolean masked =
                reading.interventions().list().stream()
                        .anyMatch(i -> i instanceof Intervention.MaskKey m && m.key() == key);
        if (masked) {
            return Visibility.TOKEN_MASKED;
        }
        return trace.isCut(layer, head, query, key) ? Visibility.CUT : Visibility.VISIBLE;
    }

    private void tell() {
        HeadFigures now = figures;
        Reading reading = computed;
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
        key = key(now);
        StageWords words = new StageWords(now, key, labels);
        title.set(Messages.text("pair.title", labels.get(now.query()), labels.get(key)));
        headName.set(now.layer() + "." + now.head());
        rows.set(words.rows());
        strips.set(words.strips(stage.get()));
        formula.set(words.formula(stage.get()));
        note.set(note(reading, now));
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
        HeadFigures now = figures;
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(
                stage.get() == Stage.QUERY || stage.get() == Stage.KEY
                        ? channels(now, key)
                        : keys(now));
    }

    private NumbersTable channels(HeadFigures now, int at) {
        float[] products = now.products(at);
        return new NumbersTable(
                caption(),
                now.headSize(),
                List.of(
                        Column.whole(column("channel"), row -> row),
                        Column.float32(column("q"), "", row -> now.q()[row]),
                        Column.float32(column("k"), "", row -> now.k()[at][row]),
                        Column.float32(column("product"), "", row -> products[row]),
                        Column.float32(column("v"), "", row -> now.v()[at][row]),
                        Column.float32(column("z"), "", row -> now.z()[row])));
    }

    private NumbersTable keys(HeadFigures now) {
        List<String> names = labels;
        return new NumbersTable(
                caption(),
                now.keys(),
                List.of(
                        Column.whole(Messages.text("export.column.key"), row -> row),
                        Column.text(Messages.text("export.column.token"), names::get),
                        Column.float64(column("score"), "", row -> now.raw()[row]),
                        Column.float32(column("scaled"), "", row -> now.scaled()[row]),
                        Column.text(
                                column("mask"),
                                row -> Messages.text("pair.mask." + now.visible().get(row))),
                        Column.float32(
                                Messages.text("export.column.weight"),
                                "",
                                row -> now.weights()[row]),
                        Column.float64(column("valueNorm"), "", row -> now.valueNorms()[row]),
                        Column.float64(column("weighted"), "", row -> now.weighted(row))));
    }

    private static String column(String name) {
        return Messages.text("pair.column." + name);
    }
}
