package org.glassformer.app.feature.attention.outcome;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.InterventionWords;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.PromptTokens;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.ResidualPlace;
import org.jspecify.annotations.Nullable;

/// Patching from another prompt: its text, from which token to which, in which layer and where in the block.
final class PatchViewModel {

    private static final int ORIGIN_CHARACTERS = 12;

    private final LabSession session;
    private final EngineService engine;
    private final InterventionsViewModel interventions;
    private final NewestWins reading;
    private final NewestWins patching;
    private final SweepViewModel sweep;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<@Nullable PromptTokens> other =
            new ReadOnlyObjectWrapper<>(this, "other");
    private final ReadOnlyObjectWrapper<List<FlowToken>> otherTokens =
            new ReadOnlyObjectWrapper<>(this, "otherTokens", List.of());
    private boolean picked;
    private boolean aligning;
    private final IntegerProperty from = new SimpleIntegerProperty(this, "from", LabSession.NONE);
    private final IntegerProperty to = new SimpleIntegerProperty(this, "to", LabSession.NONE);
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", 0);
    private final ObjectProperty<PatchPlace> place =
            new SimpleObjectProperty<>(this, "place", PatchPlace.POST);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(this, "possible");
    private final ReadOnlyObjectWrapper<List<FlowToken>> ownTokens =
            new ReadOnlyObjectWrapper<>(this, "ownTokens", List.of());

    PatchViewModel(
            LabSession session,
            EngineService engine,
            InterventionsViewModel interventions,
            TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.interventions = interventions;
        this.reading = runner.newestWins();
        this.patching = runner.newestWins();
        this.sweep = new SweepViewModel(session, engine, this, runner);
        session.tokensProperty().subscribe(this::ownChanged);
        session.modelProperty().subscribe((before, now) -> modelChanged());
        text.subscribe((before, now) -> read());
        from.subscribe((before, now) -> {
            if (!aligning) {
                picked = now.intValue() != LabSession.NONE;
            }
        });
        List.of(from, to, layer).forEach(each -> each.subscribe((before, now) -> describe()));
        place.subscribe((before, now) -> describe());
        describe();
    }

    /// Whether the person is patching.
    ReadOnlyBooleanProperty openProperty() {
        return open;
    }

    /// The other prompt.
    StringProperty textProperty() {
        return text;
    }

    /// The other prompt's tokens.
    ReadOnlyObjectProperty<List<FlowToken>> otherTokensProperty() {
        return otherTokens.getReadOnlyProperty();
    }

    /// The tokens of the text that is patched.
    ReadOnlyObjectProperty<List<FlowToken>> ownTokensProperty() {
        return ownTokens.getReadOnlyProperty();
    }

    /// Index of the other prompt's token whose values are taken, or [LabSession#NONE].
    IntegerProperty fromProperty() {
        return from;
    }

    /// Index of the text's token whose values are replaced, or [LabSession#NONE].
    IntegerProperty toProperty() {
        return to;
    }

    /// The block, from 0.
    IntegerProperty layerProperty() {
        return layer;
    }

    /// Where in the block.
    ObjectProperty<PatchPlace> placeProperty() {
        return place;
    }

    /// What the patch would do, or why there can be none.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /// Whether there is something to apply.
    ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /// Every layer and position at once.
    SweepViewModel sweep() {
        return sweep;
    }

    /// How many blocks the model has.
    int layers() {
        ModelSummary model = session.modelProperty().get();
        return model == null ? 0 : model.nLayer();
    }

    /// Begins with the selected token, the layer looked at and the text itself, to be changed into another.
    void open() {
        if (session.modelProperty().get() == null) {
            return;
        }
        int selected = session.selectedTokenProperty().get();
        int last = session.tokensProperty().get().size() - 1;
        to.set(selected == LabSession.NONE ? last : selected);
        layer.set(session.layerProperty().get());
        if (text.get().isBlank()) {
            text.set(session.promptProperty().get());
        }
        align();
        open.set(true);
    }

    /// Leaves the patching; what was written stays for the next time.
    void close() {
        open.set(false);
        sweep.cancel();
    }

    private void modelChanged() {
        open.set(false);
        reading.cancel();
        patching.cancel();
        other.set(null);
        otherTokens.set(List.of());
        from.set(LabSession.NONE);
        to.set(LabSession.NONE);
        text.set("");
        sweep.forget();
    }

    private void ownChanged(List<SessionToken> tokens) {
        ownTokens.set(flow(tokens));
        if (to.get() >= tokens.size()) {
            to.set(tokens.size() - 1);
        }
        describe();
    }

    private void read() {
        String typed = text.get();
        if (session.modelProperty().get() == null || typed.isEmpty()) {
            reading.cancel();
            showOther(null);
            return;
        }
        reading.submit(
                Job.of(Messages.text("task.patchTokens"), context -> engine.encode(typed))
                        .whenDone(this::showOther));
    }

    private void showOther(@Nullable PromptTokens tokens) {
        other.set(tokens);
        otherTokens.set(tokens == null ? List.of() : flow(tokens.tokens()));
        align();
        describe();
        sweep.forget();
    }

    /// The token at the same place, in a text of another length at the same distance from the end, until the person
    /// picks another.
    private void align() {
        aligning = true;
        try {
            alignUnlessPicked();
        } finally {
            aligning = false;
        }
    }

    private void alignUnlessPicked() {
        PromptTokens tokens = other.get();
        int size = tokens == null ? 0 : tokens.tokens().size();
        int own = session.tokensProperty().get().size();
        boolean kept = picked && from.get() >= 0 && from.get() < size;
        if (size == 0 || to.get() == LabSession.NONE) {
            from.set(LabSession.NONE);
        } else if (!kept) {
            from.set(Math.clamp(to.get() + size - own, 0, size - 1));
            picked = false;
        }
    }

    private static List<FlowToken> flow(List<SessionToken> tokens) {
        return tokens.stream()
                .map(token ->
                        switch (token.kind()) {
                            case TEXT -> FlowToken.text(token.id(), token.text());
                            case BYTES ->
                                    new FlowToken(token.id(), token.text(), FlowToken.Kind.BYTES);
                            case SPECIAL -> FlowToken.special(token.id(), token.text());
                        })
                .toList();
    }

    /// The other prompt, if a patch can be taken from it.
    Optional<PromptTokens> usable() {
        PromptTokens tokens = other.get();
        return Optional.ofNullable(tokens).filter(PromptTokens::fits);
    }

    private void describe() {
        Optional<String> obstacle = obstacle();
        possible.set(obstacle.isEmpty());
        sentence.set(obstacle.orElseGet(this::plan));
    }

    private Optional<String> obstacle() {
        PromptTokens tokens = other.get();
        if (tokens == null) {
            return Optional.of(Messages.text("outcome.patch.empty"));
        }
        if (!tokens.fits()) {
            return Optional.of(
                    Messages.text(
                            "outcome.patch.tooLong",
                            tokens.tokens().size(),
                            tokens.model().context()));
        }
        boolean both =
                from.get() >= 0
                        && from.get() < tokens.tokens().size()
                        && to.get() >= 0
                        && to.get() < session.tokensProperty().get().size();
        return both ? Optional.empty() : Optional.of(Messages.text("outcome.patch.choose"));
    }

    private String plan() {
        InterventionWords own = words(session.tokensProperty().get());
        return Messages.text(
                "intervention.patchFrom",
                Messages.text("intervention.place." + place.get(), layer.get()),
                own.token(to.get()),
                origin());
    }

    private static InterventionWords words(List<SessionToken> tokens) {
        return new InterventionWords(tokens, patch -> Optional.empty());
    }

    /// The end of the other prompt up to the token that is taken: `… blue`.
    private String origin() {
        PromptTokens tokens = other.get();
        if (tokens == null) {
            return "";
        }
        StringBuilder before = new StringBuilder();
        for (SessionToken token : tokens.tokens().subList(0, from.get() + 1)) {
            before.append(token.text());
        }
        String all = before.toString().strip();
        int length = all.codePointCount(0, all.length());
        if (length <= ORIGIN_CHARACTERS) {
            return all;
        }
        int cut = all.offsetByCodePoints(all.length(), -ORIGIN_CHARACTERS);
        int word = all.indexOf(' ', cut);
        return "… " + all.substring(word < 0 || word == all.length() - 1 ? cut : word + 1);
    }

    /// Runs the other prompt and puts the patch in force.
    void apply() {
        PromptTokens tokens = usable().orElse(null);
        if (tokens == null || !possible.get()) {
            return;
        }
        String origin = origin();
        int source = from.get();
        int target = to.get();
        int block = layer.get();
        ResidualPlace where = residual(place.get());
        patching.submit(
                Job.of(
                                Messages.text("task.patch"),
                                context ->
                                        new Intervention.PatchResidual(
                                                block,
                                                where,
                                                target,
                                                engine.residual(tokens, block, where, source)))
                        .whenDone(patch -> interventions.add(patch, origin))
                        .whenFailed(this::failed));
    }

    private void failed(Throwable failure) {
        possible.set(false);
        sentence.set(Messages.text("outcome.patch.failed", Sentences.of(failure)));
    }

    /// The engine's name of a place.
    static ResidualPlace residual(PatchPlace place) {
        return switch (place) {
            case PRE -> ResidualPlace.PRE;
            case ATTN_OUT -> ResidualPlace.ATTN_OUT;
            case MID -> ResidualPlace.MID;
            case MLP_OUT -> ResidualPlace.MLP_OUT;
            case POST -> ResidualPlace.POST;
        };
    }
}
