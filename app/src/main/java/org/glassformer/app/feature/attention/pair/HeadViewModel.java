package org.glassformer.app.feature.attention.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadStages;
import org.glassformer.engine.hook.Intervention;
import org.jspecify.annotations.Nullable;

/// All numbers of one head for one query, computed off the JavaFX thread; the newest wanted win.
final class HeadViewModel {

    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable HeadFigures> figures =
            new ReadOnlyObjectWrapper<>(this, "figures");
    private @Nullable Reading reading;
    private List<String> labels = List.of();

    HeadViewModel(TaskRunner runner) {
        this.turns = runner.newestWins();
    }

    /// The numbers; null before the first, and once they are forgotten.
    ReadOnlyObjectProperty<@Nullable HeadFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// What the numbers were read from; null before the first.
    @Nullable Reading reading() {
        return reading;
    }

    /// The tokens of the reading as they are written, one for each key.
    List<String> labels() {
        return labels;
    }

    /// Drops the numbers and what is being computed.
    void forget() {
        turns.cancel();
        figures.set(null);
    }

    /// Drops what is being computed; the numbers stay.
    void stop() {
        turns.cancel();
    }

    /// Computes a head for a query, unless its numbers are here already: then what is being computed is dropped.
    ///
    /// @return whether the numbers are here
    boolean look(Reading wanted, int layer, int head, int query) {
        HeadFigures now = figures.get();
        if (now != null
                && wanted.equals(reading)
                && now.layer() == layer
                && now.head() == head
                && now.query() == query) {
            turns.cancel();
            return true;
        }
        turns.submit(
                Job.of(
                                Messages.text("pair.task"),
                                context -> figures(wanted, layer, head, query, context))
                        .with(Urgency.PRESSING)
                        .whenDone(made -> show(wanted, made)));
        return false;
    }

    private void show(Reading of, HeadFigures made) {
        if (!of.equals(reading)) {
            labels = of.tokens().stream().map(HeadViewModel::label).toList();
        }
        reading = of;
        figures.set(made);
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
}
