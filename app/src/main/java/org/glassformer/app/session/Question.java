package org.glassformer.app.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.generate.Generation;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.jspecify.annotations.Nullable;

/// What answers are asked for: a text as the model has read it, and all that the answers depend on besides.
///
/// @param reading of the text that the answers go on from
/// @param inForce what is taken out of the model or changed in it
/// @param drawing chain, seed of the first answer, and constraint
/// @param stops what ends an answer
public record Question(
        Reading reading, Interventions inForce, Drawing drawing, StopConditions stops) {

    /// The question as the session stands, at the step looked at; empty while the model has not read that.
    public static Optional<Question> of(LabSession session) {
        Reading step = session.stepProperty().get();
        return step == null
                        || session.foreignProperty().get() != null
                        || session.stateProperty().get() != LabState.READY
                        || !Continuation.isStepRead(session)
                ? Optional.empty()
                : Optional.of(
                        new Question(
                                step,
                                session.interventionsInForce(),
                                Drawing.of(session),
                                session.stopsProperty().get()));
    }

    /// The engine's settings.
    ///
    /// @throws IllegalArgumentException if the text does not fit the constraint
    public GenerationSettings settings(LanguageModel model) {
        SamplerChain chain = drawing.chain().toChain();
        Set<Integer> ends =
                new HashSet<>(
                        GenerationSettings.of(model, chain, drawing.seed(), stops.most())
                                .stopTokens());
        ends.addAll(stops.tokens());
        return new GenerationSettings(
                chain,
                drawing.seed(),
                stops.most(),
                ends,
                stops.texts(),
                masks(),
                reading.interventions());
    }

    /// What of the constraint is left after the text.
    private @Nullable TokenMasks masks() {
        Constraint constraint = drawing.constraint();
        if (constraint == null) {
            return null;
        }
        if (constraint.after(reading).isEmpty()) {
            throw new IllegalArgumentException(Messages.text("notice.outsideConstraint"));
        }
        return constraint
                .masks()
                .after(
                        reading.tokens().subList(reading.typed(), reading.tokens().size()).stream()
                                .map(SessionToken::id)
                                .toList());
    }

    /// Whether the text is not there any more, or something else is taken out of the model, or allowed, by now. What
    /// was written after the text makes no difference.
    public boolean isPast(LabSession session) {
        GenerationTree tree = session.treeProperty().get();
        return tree == null
                || !tree.holds(reading)
                || !session.interventionsInForce().equals(inForce)
                || !Objects.equals(session.constraintProperty().get(), drawing.constraint());
    }

    /// Whether answers drawn now would be others: [#isPast], or chain or seed have changed.
    public boolean isPastDraws(LabSession session) {
        return isPast(session) || !Drawing.of(session).equals(drawing);
    }

    /// How many tokens the model would run for an answer written alone: the prompt, and all that was written but the
    /// last, after which nothing was asked any more unless it was the stop token.
    public long alone(Generation answer) {
        int written = answer.tokens().size();
        int last = answer.stop() == StopReason.STOP_TOKEN || written == 0 ? 0 : 1;
        return (long) reading.tokens().size() + written - last;
    }

    /// Model, prompt and what the answers may be, for captions.
    public SequencedMap<String, String> caption() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put(Messages.text("export.setting.model"), reading.model().name());
        settings.put(Messages.text("export.setting.device"), reading.model().device());
        settings.put(Messages.text("export.setting.precision"), reading.model().precision());
        settings.put(Messages.text("export.setting.prompt"), reading.text());
        settings.put(Messages.text("answers.setting.most"), Integer.toString(stops.most()));
        Constraint constraint = drawing.constraint();
        settings.put(
                Messages.text("answers.setting.constraint"),
                constraint == null ? "" : constraint.source());
        int changed = inForce.list().size();
        settings.put(
                Messages.text("answers.setting.interventions"),
                changed == 0 ? "" : Integer.toString(changed));
        return settings;
    }
}
