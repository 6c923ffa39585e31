package org.glassformer.app.feature.sampling.compare;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.feature.sampling.compare.SecondDeviceViewModel.Beside;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.StopConditions;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.SideBySide;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.generate.StopRule;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.jspecify.annotations.Nullable;

/// The two texts: written anew whenever a setting changes, the newest alone. The model is left to others after every
/// token.
final class TextsViewModel {

    /// What is known of the two texts.
    ///
    /// @param step the text that both continue
    /// @param devices whether the second was written on another device
    /// @param report as far as it is
    record Texts(Reading step, boolean devices, SideBySideReport report) {}

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private final long settleMs;
    private final ReadOnlyObjectWrapper<@Nullable Texts> texts =
            new ReadOnlyObjectWrapper<>(this, "texts");
    private final IntegerProperty selected =
            new SimpleIntegerProperty(this, "selected", LabSession.NONE);
    private boolean picked;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");

    /// @param settleMs how long settings must rest before the model runs, in milliseconds
    TextsViewModel(LabSession session, EngineService engine, TaskRunner runner, long settleMs) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        this.settleMs = settleMs;
    }

    /// The texts as far as they are; null before the first.
    ReadOnlyObjectProperty<@Nullable Texts> textsProperty() {
        return texts.getReadOnlyProperty();
    }

    /// The step looked at, from 0; the first difference until the person picks another; [LabSession#NONE] for none.
    ReadOnlyIntegerProperty selectedProperty() {
        return selected;
    }

    /// Looks at a step, or no more if it is looked at.
    void select(int step) {
        picked = true;
        selected.set(selected.get() == step ? LabSession.NONE : step);
    }

    /// Whether they are being written.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether what is shown belongs to other settings.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// Ends the writing; what is there stays.
    void stop() {
        turns.cancel();
        running.set(false);
    }

    /// Writes both texts.
    ///
    /// @param beside the second device; null for the same
    /// @param most tokens of each at most
    void write(Drawing a, Drawing b, @Nullable Beside beside, int most) {
        Reading step = session.stepProperty().get();
        if (step == null) {
            return;
        }
        StopConditions stops = session.stopsProperty().get();
        picked = false;
        stale.set(true);
        running.set(true);
        turns.submit(
                Job.of(
                                Messages.text("compare.task.write"),
                                context -> write(step, a, b, beside, most, stops, context))
                        .whenDone(made -> {
                            show(made);
                            running.set(false);
                        })
                        .whenFailed(failure -> {
                            running.set(false);
                            session.tell(Notice.Tone.ERROR, Sentences.of(failure));
                        }));
    }

    private void show(@Nullable Texts made) {
        if (made != null) {
            stale.set(false);
            texts.set(made);
            if (!picked) {
                selected.set(
                        made.report()
                                .difference()
                                .map(SideBySideReport.Difference::step)
                                .orElse(LabSession.NONE));
            }
        }
    }

    private Texts write(
            Reading step,
            Drawing a,
            Drawing b,
            @Nullable Beside beside,
            int most,
            StopConditions stops,
            TaskContext context)
            throws InterruptedException {
        for (long waited = 0; waited < settleMs; waited += 10) {
            Thread.sleep(10);
            context.checkCancelled();
        }
        AtomicReference<@Nullable Texts> latest = new AtomicReference<>();
        return engine.write(
                step.model(),
                (model, breath) -> {
                    SideBySide.Listener listener =
                            soFar -> {
                                Texts known = new Texts(step, beside != null, soFar);
                                if (latest.getAndSet(known) == null) {
                                    context.deliver(() -> show(latest.getAndSet(null)));
                                }
                                context.checkCancelled();
                                breath.run();
                                return true;
                            };
                    Set<Integer> tokens = new HashSet<>(stops.tokens());
                    tokens.addAll(
                            GenerationSettings.of(model, a.toChain(), a.seed(), 0).stopTokens());
                    StopRule all = new StopRule(tokens, stops.texts(), model.tokenizer());
                    SideBySideReport report =
                            beside == null
                                    ? write(step, model, a, model, b, most, all, listener)
                                    : beside.run(other ->
                                            write(step, model, a, other, b, most, all, listener));
                    latest.set(null);
                    return new Texts(step, beside != null, report);
                });
    }

    /// @throws CancellationException if nobody wants the texts any more
    private static SideBySideReport write(
            Reading step,
            LanguageModel modelA,
            Drawing a,
            LanguageModel modelB,
            Drawing b,
            int most,
            StopRule stops,
            SideBySide.Listener listener) {
        Constraint constraint = a.constraint();
        GrammarState grammar = constraint == null ? null : constraint.after(step).orElse(null);
        return SideBySide.run(
                new SideBySide.Side(modelA.transformer(), a.chain().toChain(), a.seed()),
                new SideBySide.Side(modelB.transformer(), b.chain().toChain(), b.seed()),
                new SideBySide.Task(step.ids(), most, stops, grammar, step.interventions()),
                listener);
    }
}
