package org.glassformer.app.feature.sampling;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.feature.sampling.SuggestionViewModel.Suggestion;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Entry;
import org.glassformer.app.session.ChainSettings.Order;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage.LogitBias;
import org.glassformer.engine.sampling.StageTrace;
import org.jspecify.annotations.Nullable;

/// The sampler chain: its stages with their values, their order, and what each did to the distribution at hand.
final class ChainViewModel {

    private final LabSession session;
    private final SuggestionViewModel suggested;
    private final ObjectProperty<ChainSettings> chain;
    private final Map<StageParameter, DoubleProperty> values = new EnumMap<>(StageParameter.class);
    private final ObservableValue<Function<String, List<TokenChoice>>> choices;
    private final ReadOnlyObjectWrapper<Map<StageKind, StageNote>> notes =
            new ReadOnlyObjectWrapper<>(this, "notes", Map.of());
    private final ReadOnlyIntegerWrapper vocabSize =
            new ReadOnlyIntegerWrapper(this, "vocabSize", 2);

    /// The chain of a session.
    ///
    /// @param tokens finds the tokens to which a bias is given
    /// @param suggested what the makers of the model suggest
    ChainViewModel(LabSession session, TokenSearch tokens, SuggestionViewModel suggested) {
        this(session, tokens, suggested, session.chainProperty(), session.traceProperty());
    }

    /// A chain over the logits of a session.
    ///
    /// @param tokens finds the tokens to which a bias is given
    /// @param suggested what the makers of the model suggest
    /// @param chain what the sliders move
    /// @param trace what that chain makes of the logits
    ChainViewModel(
            LabSession session,
            TokenSearch tokens,
            SuggestionViewModel suggested,
            ObjectProperty<ChainSettings> chain,
            ObservableValue<@Nullable SamplingTrace> trace) {
        this.session = session;
        this.suggested = suggested;
        this.chain = chain;
        this.choices = TokenOffers.of(tokens);
        for (StageParameter parameter : StageParameter.values()) {
            DoubleProperty value = new SimpleDoubleProperty(this, parameter.name());
            values.put(parameter, value);
            value.subscribe((before, now) -> moved(parameter, now.doubleValue()));
        }
        chain.subscribe(this::show);
        session.modelProperty().subscribe(this::sized);
        session.foreignProperty()
                .subscribe((before, now) ->
                        sized(now == null ? session.modelProperty().get() : now.model()));
        session.modelProperty().subscribe((before, now) -> reset(StageKind.LOGIT_BIAS));
        trace.subscribe(now -> notes.set(notes(now)));
    }

    private void sized(@Nullable ModelSummary model) {
        if (model != null) {
            vocabSize.set(model.vocabSize());
        }
    }

    private ChainSettings chain() {
        return chain.get();
    }

    private void set(ChainSettings changed) {
        chain.set(changed);
    }

    /// What a slider moves. A stage that is off is switched on by it.
    DoubleProperty valueProperty(StageParameter parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    /// The chain.
    ReadOnlyObjectProperty<ChainSettings> chainProperty() {
        return chain;
    }

    /// The texts across which DRY counts nothing as repeated.
    ObjectProperty<List<String>> breakersProperty() {
        return session.breakersProperty();
    }

    /// What each stage did to the distribution.
    ReadOnlyObjectProperty<Map<StageKind, StageNote>> notesProperty() {
        return notes.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty vocabSizeProperty() {
        return vocabSize.getReadOnlyProperty();
    }

    /// Whether a stage has a card: those that are on, and those that are off with values of their own.
    static boolean isShown(Entry entry) {
        return entry.on() || !entry.isNeutral();
    }

    /// The stages that have a card, in their order.
    static List<Entry> shown(ChainSettings chain) {
        return chain.entries().stream().filter(ChainViewModel::isShown).toList();
    }

    /// Switches a stage on or off; its values stay.
    void switchOn(StageKind kind, boolean on) {
        set(chain().switched(kind, on));
    }

    /// Brings a stage to where it changes nothing.
    void reset(StageKind kind) {
        set(chain().reset(kind));
    }

    /// Moves a stage before or after its neighbour among the cards.
    ///
    /// @param direction -1 to act earlier, 1 later
    void move(StageKind kind, int direction) {
        List<StageKind> cards = shown(chain()).stream().map(Entry::kind).toList();
        int from = cards.indexOf(kind);
        int to = from + direction;
        if (from >= 0 && to >= 0 && to < cards.size()) {
            int next = direction < 0 ? to : to + 1;
            moveBefore(kind, next < cards.size() ? Optional.of(cards.get(next)) : Optional.empty());
        }
    }

    /// Moves a stage.
    ///
    /// @param next the stage that comes after it then; empty to move it to the end
    void moveBefore(StageKind kind, Optional<StageKind> next) {
        set(chain().moved(kind, next));
    }

    /// Values and order of another program.
    void preset(Order order) {
        set(order.defaults());
    }

    /// What the makers of the model suggest; null where they suggest nothing.
    ReadOnlyObjectProperty<@Nullable Suggestion> suggestionProperty() {
        return suggested.suggestionProperty();
    }

    /// Takes what the makers of the model suggest, if they do.
    void suggest() {
        Suggestion taken = suggested.suggestionProperty().get();
        if (taken != null) {
            set(taken.chain());
            suggested.tell(taken);
        }
    }

    /// The order of another program, with the values as they are.
    void reorder(Order order) {
        set(chain().in(order));
    }

    void neutral() {
        set(chain().neutral());
    }

    void greedy() {
        set(chain().greedy());
    }

    void creative() {
        set(chain().creative());
    }

    /// The biases by token.
    Map<Integer, Double> biases() {
        return chain().stage(StageKind.LOGIT_BIAS) instanceof LogitBias bias
                ? bias.biases()
                : Map.of();
    }

    /// Finds tokens by what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> choicesProperty() {
        return choices;
    }

    /// A token as a person reads it.
    String token(int id) {
        Reading reading = session.stepProperty().get();
        return reading == null
                ? Integer.toString(id)
                : NextTokenViewModel.text(reading.vocabulary().token(id));
    }

    /// Adds a number to a token's logit.
    ///
    /// @param id in the vocabulary
    /// @param value 0 changes nothing, but the token stays in the list
    void bias(int id, double value) {
        Map<Integer, Double> changed = new TreeMap<>(biases());
        changed.put(id, value);
        set(chain().with(new LogitBias(changed)));
    }

    /// Takes a token's bias out of the list.
    void unbias(int id) {
        Map<Integer, Double> changed = new TreeMap<>(biases());
        changed.remove(id);
        set(chain().with(new LogitBias(changed)));
    }

    private void moved(StageParameter parameter, double value) {
        ChainSettings chain = chain();
        if (parameter.value(chain.stage(parameter.kind())) != value) {
            set(chain.with(parameter.with(chain.stage(parameter.kind()), value)));
        }
    }

    /// Each property finds the chain already as it says, so that nothing goes round.
    private void show(ChainSettings chain) {
        values.forEach(
                (parameter, value) -> value.set(parameter.value(chain.stage(parameter.kind()))));
    }

    private static Map<StageKind, StageNote> notes(@Nullable SamplingTrace trace) {
        Map<StageKind, StageNote> made = new EnumMap<>(StageKind.class);
        if (trace == null) {
            return made;
        }
        double before = trace.rawEntropyBits();
        for (StageTrace stage : trace.stages()) {
            for (StageKind kind : StageKind.values()) {
                if (kind.stageName().equals(stage.name())) {
                    made.put(kind, note(kind, stage, before));
                }
            }
            before = stage.entropyBits();
        }
        return made;
    }

    private static StageNote note(StageKind kind, StageTrace stage, double entropyBefore) {
        String after = Figures.fixed(stage.entropyBits(), 2);
        if (stage.removed() > 0) {
            String left =
                    stage.removed() == 1
                            ? Messages.text("chain.removedOne")
                            : Messages.text("chain.removed", stage.removed());
            String mass = Figures.percent(stage.removedMass());
            return new StageNote(left, Messages.text("chain.massEntropy", mass, after));
        }
        String left =
                switch (kind) {
                    case TEMPERATURE -> Messages.text("chain.reshapes");
                    case XTC -> Messages.text("chain.noChance", Figures.fixed(stage.chance(), 2));
                    case TOP_K, TOP_P, MIN_P, TYPICAL, TOP_N_SIGMA ->
                            Messages.text("chain.removed", 0);
                    case REPETITION, FREQUENCY, PRESENCE, DRY, LOGIT_BIAS ->
                            Messages.text("chain.changed", stage.changed());
                };
        String right =
                switch (kind) {
                    case TEMPERATURE, REPETITION, FREQUENCY, PRESENCE, DRY, LOGIT_BIAS ->
                            Messages.text("chain.entropy", Figures.fixed(entropyBefore, 2), after);
                    case TOP_K, TOP_P, MIN_P, TYPICAL, TOP_N_SIGMA, XTC ->
                            Messages.text("chain.entropyAfter", after);
                };
        return new StageNote(left, right);
    }
}
