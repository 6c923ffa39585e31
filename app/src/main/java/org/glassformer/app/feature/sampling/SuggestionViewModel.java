package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.SuggestedChain;
import org.glassformer.engine.sampling.ChainWarning;
import org.glassformer.engine.sampling.Stage.LogitBias;
import org.jspecify.annotations.Nullable;

/// The sampler chain that those who made the model in use suggest for it.
final class SuggestionViewModel {

    /// A suggestion.
    ///
    /// @param chain in the order of the program that it is written for
    /// @param warnings what of it was not understood
    record Suggestion(ChainSettings chain, List<ChainWarning> warnings) {}

    private final LabSession session;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable Suggestion> suggestion =
            new ReadOnlyObjectWrapper<>(this, "suggestion");

    SuggestionViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.modelProperty().subscribe(this::read);
    }

    /// The suggestion; null where there is none.
    ReadOnlyObjectProperty<@Nullable Suggestion> suggestionProperty() {
        return suggestion.getReadOnlyProperty();
    }

    private void read(@Nullable ModelSummary model) {
        turns.cancel();
        suggestion.set(null);
        if (model == null) {
            return;
        }
        turns.submit(
                Job.of(Messages.text("chain.suggested.task"), task -> of(model))
                        .whenDone(found -> suggestion.set(found.orElse(null)))
                        .whenFailed(failure ->
                                session.tell(
                                        Notice.Tone.WARNING,
                                        Messages.text(
                                                "chain.suggested.failed", Sentences.of(failure)))));
    }

    private static Optional<Suggestion> of(ModelSummary model) {
        return SuggestedChain.of(model.folder())
                .map(found ->
                        new Suggestion(
                                within(ChainSettings.of(found.chain()), model.vocabSize()),
                                found.warnings()));
    }

    /// Without biases of tokens that the model does not have.
    private static ChainSettings within(ChainSettings chain, int vocabSize) {
        if (chain.stage(StageKind.LOGIT_BIAS) instanceof LogitBias bias
                && bias.biases().keySet().stream().anyMatch(id -> id >= vocabSize)) {
            Map<Integer, Double> known = new TreeMap<>(bias.biases());
            known.keySet().removeIf(id -> id >= vocabSize);
            return chain.with(new LogitBias(known));
        }
        return chain;
    }

    /// Says what of a suggestion was not understood, if anything.
    void tell(Suggestion taken) {
        if (!taken.warnings().isEmpty()) {
            session.tell(
                    Notice.Tone.WARNING,
                    Messages.text(
                            "chain.suggested.but", SettingsViewModel.sentence(taken.warnings())));
        }
    }
}
