package org.glassformer.app.session;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.generate.TokenScore;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DryBreakers;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// What all screens share, as properties of the JavaFX thread.
///
/// It holds and tells; [ModelOpening], [PromptReader], [NextToken] and [Continuation] bring the changes about,
/// [StepReader] and [TextScores] what belongs to them.
public final class LabSession {

    /// The token index that means none.
    public static final int NONE = -1;

    private final ObjectProperty<LabState> state =
            new SimpleObjectProperty<>(this, "state", LabState.EMPTY);
    private final ObjectProperty<@Nullable Notice> notice =
            new SimpleObjectProperty<>(this, "notice");
    private final ObjectProperty<@Nullable ModelSummary> model =
            new SimpleObjectProperty<>(this, "model");
    private final ObjectProperty<List<DeviceSummary>> devices =
            new SimpleObjectProperty<>(this, "devices", List.of());
    private final StringProperty prompt = new SimpleStringProperty(this, "prompt", "");
    private final ObjectProperty<List<SessionToken>> tokens =
            new SimpleObjectProperty<>(this, "tokens", List.of());
    private final ObjectProperty<@Nullable Reading> reading =
            new SimpleObjectProperty<>(this, "reading");
    private final ObjectProperty<@Nullable SamplingTrace> trace =
            new SimpleObjectProperty<>(this, "trace");
    private final IntegerProperty selectedToken =
            new SimpleIntegerProperty(this, "selectedToken", NONE);
    private final IntegerProperty hoveredToken =
            new SimpleIntegerProperty(this, "hoveredToken", NONE);
    private final IntegerProperty keyToken = new SimpleIntegerProperty(this, "keyToken", NONE);
    private final IntegerProperty hoveredKey = new SimpleIntegerProperty(this, "hoveredKey", NONE);
    private final IntegerProperty target = new SimpleIntegerProperty(this, "target", NONE);
    private final ObjectProperty<List<SwitchedIntervention>> interventions =
            new SimpleObjectProperty<>(this, "interventions", List.of());
    private final ObjectProperty<@Nullable Baseline> before =
            new SimpleObjectProperty<>(this, "before");
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", 0);
    private final IntegerProperty head = new SimpleIntegerProperty(this, "head", 0);
    private final ObjectProperty<List<HeadId>> shownHeads =
            new SimpleObjectProperty<>(this, "shownHeads", List.of());
    private final ObjectProperty<MapKind> mapKind =
            new SimpleObjectProperty<>(this, "mapKind", MapKind.HEAD);
    private final ObjectProperty<ChainSettings> chain =
            new SimpleObjectProperty<>(this, "chain", ChainSettings.LLAMA_CPP);
    private final ObjectProperty<List<String>> breakers =
            new SimpleObjectProperty<>(this, "breakers", DryBreakers.LLAMA_CPP);
    private final LongProperty seed = new SimpleLongProperty(this, "seed", 42);
    private final BooleanProperty constraintLeft =
            new SimpleBooleanProperty(this, "constraintLeft", false);
    private final IntegerProperty reroll = new SimpleIntegerProperty(this, "reroll", 0);
    private final ObjectProperty<@Nullable GenerationTree> tree =
            new SimpleObjectProperty<>(this, "tree");
    private final ObjectProperty<List<TokenScore>> scores =
            new SimpleObjectProperty<>(this, "scores", List.of());
    private final IntegerProperty lookedAt = new SimpleIntegerProperty(this, "lookedAt", NONE);
    private final ObjectProperty<@Nullable Reading> foreign =
            new SimpleObjectProperty<>(this, "foreign");
    private final ObjectProperty<@Nullable Reading> step = new SimpleObjectProperty<>(this, "step");
    private final ObjectProperty<StopConditions> stops =
            new SimpleObjectProperty<>(this, "stops", StopConditions.DEFAULT);
    private final ObjectProperty<@Nullable RunEnd> runEnd =
            new SimpleObjectProperty<>(this, "runEnd");
    private final ObjectProperty<@Nullable Constraint> constraint =
            new SimpleObjectProperty<>(this, "constraint");
    private final DoubleProperty chainMs = new SimpleDoubleProperty(this, "chainMs", Double.NaN);
    private final DoubleProperty tokensPerSecond =
            new SimpleDoubleProperty(this, "tokensPerSecond", Double.NaN);

    /// A session without a model.
    public LabSession() {
        tokens.subscribe(now -> {
            for (IntegerProperty index : List.of(selectedToken, keyToken)) {
                if (index.get() >= now.size()) {
                    index.set(NONE);
                }
            }
        });
        model.subscribe((previous, now) -> {
            target.set(NONE);
            shownHeads.set(List.of());
            constraint.set(null);
        });
        reading.subscribe(this::keepStep);
        lookedAt.subscribe(index -> {
            if (index.intValue() != NONE) {
                foreign.set(null);
            } else if (foreign.get() == null) {
                step.set(reading.get());
            }
        });
        foreign.subscribe((previous, now) -> foreignChanged(now));
        prompt.subscribe((previous, now) -> foreign.set(null));
        model.subscribe((previous, now) -> foreign.set(null));
    }

    /// Another text has other steps; the same text, read again, keeps the one looked at.
    private void keepStep(@Nullable Reading before, @Nullable Reading now) {
        boolean same =
                before != null
                        && now != null
                        && before.model().equals(now.model())
                        && before.tokens().equals(now.tokens());
        if (!same) {
            lookedAt.set(NONE);
        }
        if (lookedAt.get() == NONE && foreign.get() == null) {
            step.set(now);
        }
    }

    private void foreignChanged(@Nullable Reading now) {
        if (now != null) {
            lookedAt.set(NONE);
            step.set(now);
        } else if (lookedAt.get() == NONE) {
            step.set(reading.get());
        }
    }

    /// What the numbers on screen are worth.
    public ObjectProperty<LabState> stateProperty() {
        return state;
    }

    /// The sentence shown to the person; null for none.
    public ObjectProperty<@Nullable Notice> noticeProperty() {
        return notice;
    }

    /// The open model; null before the first.
    public ObjectProperty<@Nullable ModelSummary> modelProperty() {
        return model;
    }

    /// The devices of this machine.
    public ObjectProperty<List<DeviceSummary>> devicesProperty() {
        return devices;
    }

    /// The text that the model continues.
    public StringProperty promptProperty() {
        return prompt;
    }

    /// The prompt's tokens; here as soon as the text is, before the model has read them.
    public ObjectProperty<List<SessionToken>> tokensProperty() {
        return tokens;
    }

    /// What the model last said; null before the first reading.
    public ObjectProperty<@Nullable Reading> readingProperty() {
        return reading;
    }

    /// The text as a tree of all that was generated after the typed prompt; null before the first reading. Typing makes a
    /// new tree; [Continuation] changes it.
    public ObjectProperty<@Nullable GenerationTree> treeProperty() {
        return tree;
    }

    /// How likely each of the tokens was, one score a token; not scored are the first, and prompt tokens until the model
    /// has come to them.
    public ObjectProperty<List<TokenScore>> scoresProperty() {
        return scores;
    }

    /// Index of the token whose choice is looked at, from 1; [#NONE] for the token to come.
    public IntegerProperty lookedAtProperty() {
        return lookedAt;
    }

    /// What the model said before the token looked at; the last reading while none is. It may be late: it belongs to the
    /// token looked at if it has as many tokens as that token's index.
    public ObjectProperty<@Nullable Reading> stepProperty() {
        return step;
    }

    /// Logits of another engine, as a step in place of the model's; null for the model's own. It goes when the text is
    /// changed, when a token is looked at, and when another model is opened.
    public ObjectProperty<@Nullable Reading> foreignProperty() {
        return foreign;
    }

    /// What ends a generation.
    public ObjectProperty<StopConditions> stopsProperty() {
        return stops;
    }

    /// Why the last generation ended; null while one runs, and for a text that was typed.
    public ObjectProperty<@Nullable RunEnd> runEndProperty() {
        return runEnd;
    }

    /// What generated text must be; null for anything.
    public ObjectProperty<@Nullable Constraint> constraintProperty() {
        return constraint;
    }

    /// What the sampler chain makes of the step's logits; null before the first reading.
    public ObjectProperty<@Nullable SamplingTrace> traceProperty() {
        return trace;
    }

    /// Index of the selected token, or [#NONE].
    public IntegerProperty selectedTokenProperty() {
        return selectedToken;
    }

    /// Index of the token under the pointer, wherever it is shown, or [#NONE].
    public IntegerProperty hoveredTokenProperty() {
        return hoveredToken;
    }

    /// Index of the locked token that is looked at, a key of the attention, or [#NONE]. The one that looks, the query,
    /// is the selected token.
    public IntegerProperty keyTokenProperty() {
        return keyToken;
    }

    /// Index of the key under the pointer in a picture of the attention, or [#NONE].
    public IntegerProperty hoveredKeyProperty() {
        return hoveredKey;
    }

    /// The vocabulary's token whose logit is followed through the model; [#NONE] for the most likely one.
    public IntegerProperty targetProperty() {
        return target;
    }

    /// What is taken out of the model or changed in it, in force or switched off; [InterventionList] changes it.
    public ObjectProperty<List<SwitchedIntervention>> interventionsProperty() {
        return interventions;
    }

    /// The interventions that are switched on.
    public Interventions interventionsInForce() {
        return new Interventions(
                interventions.get().stream()
                        .filter(SwitchedIntervention::on)
                        .map(SwitchedIntervention::what)
                        .toList());
    }

    /// What the model says without the interventions; null while none is in force, or before it has been read. It may
    /// belong to an earlier reading than the one shown.
    public ObjectProperty<@Nullable Baseline> beforeProperty() {
        return before;
    }

    /// The layer looked at, from 0.
    public IntegerProperty layerProperty() {
        return layer;
    }

    /// The head looked at, from 0.
    public IntegerProperty headProperty() {
        return head;
    }

    /// The heads that take part in averages and lines, each once; empty for the one looked at alone.
    public ObjectProperty<List<HeadId>> shownHeadsProperty() {
        return shownHeads;
    }

    /// What the large attention picture shows.
    public ObjectProperty<MapKind> mapKindProperty() {
        return mapKind;
    }

    /// The sampler chain.
    public ObjectProperty<ChainSettings> chainProperty() {
        return chain;
    }

    /// The texts across which the chain's DRY stage counts nothing as repeated; [RepeatBreakers] makes tokens of them.
    public ObjectProperty<List<String>> breakersProperty() {
        return breakers;
    }

    /// Seed of the draws.
    public LongProperty seedProperty() {
        return seed;
    }

    /// Whether the step looked at has left the constraint, so that no token is drawn; told before its trace.
    public BooleanProperty constraintLeftProperty() {
        return constraintLeft;
    }

    /// How often the next token alone was drawn again.
    public IntegerProperty rerollProperty() {
        return reroll;
    }

    /// Time of the last run of the chain in milliseconds; not a number before the first.
    public DoubleProperty chainMsProperty() {
        return chainMs;
    }

    /// Speed of the generation that runs or ran last; not a number before the first.
    public DoubleProperty tokensPerSecondProperty() {
        return tokensPerSecond;
    }

    /// Tells the person something.
    ///
    /// @param tone how serious it is
    /// @param text one sentence or two
    public void tell(Notice.Tone tone, String text) {
        notice.set(new Notice(tone, text));
    }
}
