package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.session.LabSession;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.StageTrace;
import org.jspecify.annotations.Nullable;

/// The sampler chain: its sliders, its order, and what each stage did to the distribution at hand.
final class ChainViewModel {

    /// The stages, by the name that they have in traces.
    enum StageKind {
        TEMPERATURE("temperature"),
        TOP_K("top-k"),
        TOP_P("top-p"),
        MIN_P("min-p");

        private final String traceName;

        StageKind(String traceName) {
            this.traceName = traceName;
        }
    }

    /// What a stage did, in two short phrases.
    ///
    /// @param left how many tokens it removed, or that it reshapes
    /// @param right the probability that it removed, or the entropy before and after
    record Note(String left, String right) {

        static final Note NONE = new Note("", "");
    }

    private final LabSession session;
    private final DoubleProperty temperature = new SimpleDoubleProperty(this, "temperature");
    private final DoubleProperty topK = new SimpleDoubleProperty(this, "topK");
    private final DoubleProperty topP = new SimpleDoubleProperty(this, "topP");
    private final DoubleProperty minP = new SimpleDoubleProperty(this, "minP");
    private final ObjectProperty<Order> order = new SimpleObjectProperty<>(this, "order");
    private final ReadOnlyIntegerWrapper vocabSize =
            new ReadOnlyIntegerWrapper(this, "vocabSize", 2);
    private final ReadOnlyObjectWrapper<Map<StageKind, Note>> notes =
            new ReadOnlyObjectWrapper<>(this, "notes", Map.of());

    ChainViewModel(LabSession session) {
        this.session = session;
        session.chainProperty().subscribe(this::show);
        temperature.subscribe((before, now) ->
                session.chainProperty()
                        .set(session.chainProperty().get().withTemperature(now.doubleValue())));
        topK.subscribe((before, now) ->
                session.chainProperty()
                        .set(session.chainProperty().get().withTopK((int) now.doubleValue())));
        topP.subscribe((before, now) ->
                session.chainProperty()
                        .set(session.chainProperty().get().withTopP(now.doubleValue())));
        minP.subscribe((before, now) ->
                session.chainProperty()
                        .set(session.chainProperty().get().withMinP(now.doubleValue())));
        order.subscribe((before, now) ->
                session.chainProperty().set(session.chainProperty().get().withOrder(now)));
        session.modelProperty()
                .subscribe(model -> {
                    if (model != null) {
                        vocabSize.set(model.vocabSize());
                    }
                });
        session.traceProperty().subscribe(this::note);
    }

    DoubleProperty valueProperty(StageKind stage) {
        return switch (stage) {
            case TEMPERATURE -> temperature;
            case TOP_K -> topK;
            case TOP_P -> topP;
            case MIN_P -> minP;
        };
    }

    ObjectProperty<Order> orderProperty() {
        return order;
    }

    ReadOnlyIntegerProperty vocabSizeProperty() {
        return vocabSize.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Map<StageKind, Note>> notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /// The stages in the order in which they act.
    static List<StageKind> stages(Order order) {
        return switch (order) {
            case LLAMA_CPP ->
                    List.of(
                            StageKind.TOP_K,
                            StageKind.TOP_P,
                            StageKind.MIN_P,
                            StageKind.TEMPERATURE);
            case HUGGING_FACE ->
                    List.of(
                            StageKind.TEMPERATURE,
                            StageKind.TOP_K,
                            StageKind.TOP_P,
                            StageKind.MIN_P);
        };
    }

    void neutral() {
        session.chainProperty().set(session.chainProperty().get().neutral());
    }

    void greedy() {
        session.chainProperty().set(session.chainProperty().get().greedy());
    }

    void creative() {
        session.chainProperty().set(session.chainProperty().get().creative());
    }

    void llamaCpp() {
        session.chainProperty().set(ChainSettings.LLAMA_CPP);
    }

    /// Each property finds the chain already as it says, so that nothing goes round.
    private void show(ChainSettings chain) {
        order.set(chain.order());
        temperature.set(chain.temperature());
        topK.set(chain.topK());
        topP.set(chain.topP());
        minP.set(chain.minP());
    }

    private void note(@Nullable SamplingTrace trace) {
        if (trace == null) {
            return;
        }
        Map<String, StageKind> kinds =
                List.of(StageKind.values()).stream()
                        .collect(Collectors.toMap(kind -> kind.traceName, kind -> kind));
        double before = trace.rawEntropyBits();
        Map<StageKind, Note> made = new java.util.EnumMap<>(StageKind.class);
        for (StageTrace stage : trace.stages()) {
            StageKind kind = kinds.get(stage.name());
            if (kind != null) {
                made.put(kind, note(kind, stage, before));
            }
            before = stage.entropyBits();
        }
        notes.set(Map.copyOf(made));
    }

    private static Note note(StageKind kind, StageTrace stage, double entropyBefore) {
        if (kind == StageKind.TEMPERATURE && stage.removed() == 0) {
            return new Note(
                    Messages.text("chain.reshapes"),
                    Messages.text(
                            "chain.entropy",
                            Figures.fixed(entropyBefore, 2),
                            Figures.fixed(stage.entropyBits(), 2)));
        }
        String left =
                stage.removed() == 1
                        ? Messages.text("chain.removedOne")
                        : Messages.text("chain.removed", stage.removed());
        return new Note(left, Messages.text("chain.mass", Figures.percent(stage.removedMass())));
    }
}
