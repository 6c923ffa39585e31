package org.glassformer.app.feature.sampling.constraint;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.ConstraintStanding;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.StageTrace;
import org.glassformer.engine.sampling.grammar.GrammarException;
import org.jspecify.annotations.Nullable;

/// What the text after the prompt must be: its source, compiled while it is typed, what its mask does to the next token,
/// and what may come next.
///
/// A source that cannot be used says why, and the last one that could stays in force.
public final class ConstraintViewModel {

    /// What the card says.
    ///
    /// @param left how many tokens the mask removed
    /// @param right the probability that it removed, and the entropy after it
    /// @param sentence what may come next
    /// @param warns whether the sentence is about a text that left the constraint
    record Words(String left, String right, String sentence, boolean warns) {

        static final Words NONE = new Words("", "", "", false);
    }

    /// What became of a source; one that is wrong is no failure of the lab.
    private record Compiled(@Nullable Constraint constraint, String wrong) {}

    private final LabSession session;
    private final NewestWins compiling;
    private final NewestWins standing;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private final ObjectProperty<Constraint.Kind> kind =
            new SimpleObjectProperty<>(this, "kind", Constraint.Kind.CHOICES);
    private final StringProperty source = new SimpleStringProperty(this, "source", "");
    private final Map<Constraint.Kind, String> sources = new EnumMap<>(Constraint.Kind.class);
    private final StringProperty error = new SimpleStringProperty(this, "error", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyObjectWrapper<Words> words =
            new ReadOnlyObjectWrapper<>(this, "words", Words.NONE);
    private @Nullable ConstraintStanding stands;
    private boolean taking;

    /// The constraint of a session, off at first.
    ///
    /// @param session gets the constraint
    /// @param runner compiles grammars
    public ConstraintViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.compiling = runner.newestWins();
        this.standing = runner.newestWins();
        for (Constraint.Kind each : Constraint.Kind.values()) {
            sources.put(each, ConstraintExamples.of(each).getFirst().source());
        }
        source.set(sources.get(kind.get()));
        kind.subscribe((before, now) -> source.set(Objects.requireNonNull(sources.get(now))));
        source.subscribe((before, now) -> {
            sources.put(kind.get(), now);
            compile();
        });
        on.subscribe((before, now) -> compile());
        session.modelProperty().subscribe((before, now) -> modelChanged());
        session.constraintProperty().subscribe((before, now) -> constraintChanged(now));
        session.stepProperty().subscribe((before, now) -> stepChanged());
        session.traceProperty().subscribe((before, now) -> tell());
    }

    /// Whether the text is held to the constraint.
    public BooleanProperty onProperty() {
        return on;
    }

    /// How the source is written; each kind keeps its own.
    ObjectProperty<Constraint.Kind> kindProperty() {
        return kind;
    }

    /// What the person writes.
    StringProperty sourceProperty() {
        return source;
    }

    /// What is wrong with the source, with the place; empty if nothing is.
    StringProperty errorProperty() {
        return error;
    }

    /// Whether the source is being compiled.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Words> wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /// Gives up compiling; what was in force stays, and without it the constraint is switched off.
    void cancel() {
        compiling.cancel();
        busy.set(false);
        if (session.constraintProperty().get() == null) {
            on.set(false);
        }
    }

    /// A model that is opened takes its constraint with it: the source is compiled again for the new vocabulary.
    private void modelChanged() {
        compiling.cancel();
        busy.set(false);
    }

    private void stepChanged() {
        if (on.get() && session.constraintProperty().get() == null && !busy.get()) {
            compile();
        }
        stand();
    }

    private void compile() {
        compiling.cancel();
        busy.set(false);
        Reading reading = session.readingProperty().get();
        if (taking) {
            return;
        }
        if (!on.get()) {
            error.set("");
            session.constraintProperty().set(null);
            return;
        }
        if (reading == null) {
            return;
        }
        Constraint.Kind form = kind.get();
        String text = source.get();
        TokenTexts vocabulary = reading.vocabulary();
        busy.set(true);
        compiling.submit(
                Job.of(Messages.text("constraint.task"), task -> compiled(form, text, vocabulary))
                        .asShown()
                        .whenDone(this::take)
                        .whenFailed(failure -> refuse(Sentences.of(failure))));
    }

    private static Compiled compiled(Constraint.Kind form, String text, TokenTexts vocabulary) {
        try {
            return new Compiled(Constraint.compile(form, text, vocabulary), "");
        } catch (GrammarException wrong) {
            return new Compiled(null, Objects.requireNonNullElse(wrong.getMessage(), ""));
        }
    }

    private void take(Compiled compiled) {
        if (compiled.constraint() == null) {
            refuse(compiled.wrong());
            return;
        }
        busy.set(false);
        error.set("");
        taking = true;
        session.constraintProperty().set(compiled.constraint());
        taking = false;
    }

    private void refuse(String why) {
        busy.set(false);
        error.set(
                session.constraintProperty().get() == null
                        ? sentence(why)
                        : Messages.text("constraint.lastValid", sentence(why)));
    }

    private static String sentence(String text) {
        return text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0))
                        + text.substring(1)
                        + (text.endsWith(".") ? "" : ".");
    }

    /// A constraint that comes from elsewhere, such as a saved case, is shown as it is.
    private void constraintChanged(@Nullable Constraint now) {
        if (!taking && now != null) {
            taking = true;
            sources.put(now.kind(), now.source());
            kind.set(now.kind());
            source.set(now.source());
            on.set(true);
            error.set("");
            taking = false;
        }
        stand();
    }

    private void stand() {
        Constraint constraint = session.constraintProperty().get();
        Reading step = session.stepProperty().get();
        if (constraint == null || step == null) {
            standing.cancel();
            stands = null;
            tell();
            return;
        }
        standing.submit(
                Job.of("Constraint", task -> ConstraintStanding.of(constraint, step))
                        .whenDone(found -> {
                            stands = found;
                            tell();
                        }));
    }

    private void tell() {
        ConstraintStanding found = stands;
        Reading step = session.stepProperty().get();
        if (found == null || step == null) {
            words.set(Words.NONE);
            return;
        }
        boolean warns = found.stage() == ConstraintStanding.Stage.BROKEN;
        String left = "";
        String right = "";
        StageTrace mask = mask(session.traceProperty().get());
        if (mask != null && !warns) {
            left =
                    mask.removed() == 1
                            ? Messages.text("chain.removedOne")
                            : Messages.text("chain.removed", mask.removed());
            right =
                    Messages.text(
                            "chain.massEntropy",
                            Figures.percent(mask.removedMass()),
                            Figures.fixed(mask.entropyBits(), 2));
        }
        words.set(new Words(left, right, ConstraintWords.next(found, step), warns));
    }

    private static @Nullable StageTrace mask(@Nullable SamplingTrace trace) {
        if (trace == null) {
            return null;
        }
        return trace.stages().stream()
                .filter(stage -> stage.name().equals(Stage.Kind.GRAMMAR.stageName()))
                .findFirst()
                .orElse(null);
    }
}
