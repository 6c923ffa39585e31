package org.glassformer.app.feature.attention.contributions;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.analysis.Contribution;
import org.glassformer.engine.analysis.Contributions;
import org.glassformer.engine.analysis.LogitAttribution;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.model.Transformer;
import org.jspecify.annotations.Nullable;

/// Computes contributions off the JavaFX thread; the newest question wins.
///
/// What a run left behind is kept up to a size, so that another token or position needs no other run of the model.
final class AttributionViewModel {

    private static final long MOST_KEPT = 96L << 20;

    /// What is asked.
    ///
    /// @param reading the text
    /// @param position the token after which the model predicts
    /// @param target whose logit, or [LabSession#NONE] for the likeliest
    /// @param other whose logit is taken off, or [LabSession#NONE]
    record Question(Reading reading, int position, int target, int other) {}

    /// What a run of the model left behind.
    private record Kept(Reading reading, ActivationCache activations) {}

    private record Answer(Attribution attribution, @Nullable Kept kept) {}

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable Attribution> result =
            new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private @Nullable Question asked;
    private @Nullable Kept kept;
    private @Nullable Throwable failure;

    AttributionViewModel(EngineService engine, TaskRunner runner) {
        this.engine = engine;
        this.turns = runner.newestWins();
    }

    ReadOnlyObjectProperty<@Nullable Attribution> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why there is no answer; null unless it failed.
    @Nullable Throwable failure() {
        return failure;
    }

    /// Computes an answer, unless it is there or on its way.
    void compute(Question question) {
        if (question.equals(asked) && state.get() != LabState.FAILED) {
            return;
        }
        asked = question;
        state.set(LabState.BUSY);
        Kept before = kept;
        turns.submit(
                Job.of(
                                Messages.text("contributions.task"),
                                context -> answer(question, before, context))
                        .whenDone(this::done)
                        .whenFailed(this::failed));
    }

    /// Gives up what is on its way.
    void stop() {
        turns.cancel();
        asked = null;
        if (state.get() == LabState.BUSY) {
            state.set(result.get() == null ? LabState.EMPTY : LabState.STALE);
        }
    }

    /// Lets everything of the model before go.
    void forget() {
        turns.cancel();
        asked = null;
        kept = null;
        failure = null;
        result.set(null);
        state.set(LabState.EMPTY);
    }

    private void done(Answer answer) {
        kept = answer.kept();
        failure = null;
        result.set(answer.attribution());
        state.set(LabState.READY);
    }

    private void failed(Throwable why) {
        failure = why;
        asked = null;
        state.set(LabState.FAILED);
    }

    private Answer answer(Question question, @Nullable Kept before, TaskContext context) {
        Reading reading = question.reading();
        ModelSummary model = reading.model();
        if (before != null && Objects.equals(before.reading(), reading)) {
            return engine.study(
                    model,
                    (transformer, breath) ->
                            answer(question, transformer, before.activations(), context, breath));
        }
        return engine.inspect(
                reading,
                LogitAttribution.filter(model.nLayer()),
                (transformer, activations, breath) ->
                        answer(question, transformer, activations, context, breath));
    }

    private static Answer answer(
            Question question,
            Transformer transformer,
            ActivationCache activations,
            TaskContext context,
            Runnable breath) {
        Runnable pause =
                () -> {
                    context.checkCancelled();
                    breath.run();
                };
        pause.run();
        LogitAttribution attribution = new LogitAttribution(transformer, activations);
        int position = question.position();
        boolean likeliest = question.target() == LabSession.NONE;
        int token = likeliest ? attribution.likeliest(position, pause) : question.target();
        Contributions of =
                question.other() == LabSession.NONE
                        ? attribution.of(position, token)
                        : attribution.ofDifference(position, token, question.other());
        Reading reading = question.reading();
        long values =
                activations.all().values().stream().mapToLong(each -> each.data().length).sum();
        Kept kept = values * Float.BYTES <= MOST_KEPT ? new Kept(reading, activations) : null;
        return new Answer(attribution(question, of), kept);
    }

    private static Attribution attribution(Question question, Contributions of) {
        return new Attribution(
                question.reading(),
                question.reading().interventions().list().size(),
                of.position(),
                of.token(),
                of.other(),
                question.target() == LabSession.NONE,
                of.logit(),
                of.scale(),
                of.parts().stream().map(AttributionViewModel::part).toList(),
                of.remainder());
    }

    private static Part part(Contribution of) {
        return new Part(kind(of.part()), of.layer(), of.head(), of.value());
    }

    private static Part.Kind kind(Contribution.Part part) {
        return switch (part) {
            case TOKEN_EMBEDDING -> Part.Kind.TOKEN_EMBEDDING;
            case POSITION_EMBEDDING -> Part.Kind.POSITION_EMBEDDING;
            case HEAD -> Part.Kind.HEAD;
            case ATTENTION_BIAS -> Part.Kind.ATTENTION_BIAS;
            case MLP -> Part.Kind.MLP;
            case MLP_BIAS -> Part.Kind.MLP_BIAS;
            case FINAL_NORM_BIAS -> Part.Kind.FINAL_NORM_BIAS;
        };
    }
}
