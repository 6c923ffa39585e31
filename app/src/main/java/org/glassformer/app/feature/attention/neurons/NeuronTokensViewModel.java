package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.analysis.NeuronTokens;
import org.jspecify.annotations.Nullable;

/// Which tokens the neuron that is looked at promotes and demotes: a matter of the weights alone, looked up once for each
/// neuron.
final class NeuronTokensViewModel {

    private static final int NAMED = 10;

    /// A neuron of a model.
    private record Asked(ModelSummary model, int layer, int number) {}

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<List<String>> promoted =
            new ReadOnlyObjectWrapper<>(this, "promoted", List.of());
    private final ReadOnlyObjectWrapper<List<String>> demoted =
            new ReadOnlyObjectWrapper<>(this, "demoted", List.of());
    private @Nullable Asked asked;

    NeuronTokensViewModel(EngineService engine, TaskRunner runner) {
        this.engine = engine;
        this.turns = runner.newestWins();
    }

    /// The tokens whose logits rise with the activation, each with its logit, the first most; empty before they are known.
    ReadOnlyObjectProperty<List<String>> promotedProperty() {
        return promoted.getReadOnlyProperty();
    }

    /// The tokens whose logits fall with the activation, each with its logit, the first most; empty before they are known.
    ReadOnlyObjectProperty<List<String>> demotedProperty() {
        return demoted.getReadOnlyProperty();
    }

    /// Looks a neuron up, unless its tokens are shown or on their way.
    void look(Reading reading, Neuron neuron) {
        Asked now = new Asked(reading.model(), neuron.layer(), neuron.number());
        if (now.equals(asked)) {
            return;
        }
        asked = now;
        promoted.set(List.of());
        demoted.set(List.of());
        turns.submit(
                Job.of(
                                Messages.text("neurons.tokens.task"),
                                context ->
                                        engine.study(
                                                now.model(),
                                                (model, breath) ->
                                                        NeuronTokens.of(
                                                                model,
                                                                now.layer(),
                                                                now.number(),
                                                                NAMED,
                                                                () -> {
                                                                    context.checkCancelled();
                                                                    breath.run();
                                                                })))
                        .whenDone(found -> show(found, reading.vocabulary(), now))
                        .whenFailed(failure -> asked = null));
    }

    /// Gives up what is on its way.
    void stop() {
        turns.cancel();
        if (promoted.get().isEmpty()) {
            asked = null;
        }
    }

    private void show(NeuronTokens found, TokenTexts texts, Asked of) {
        if (Objects.equals(of, asked)) {
            promoted.set(named(found.promoted(), texts));
            demoted.set(named(found.demoted(), texts));
        }
    }

    private static List<String> named(List<NeuronTokens.Weighted> tokens, TokenTexts texts) {
        return tokens.stream()
                .map(each ->
                        Messages.text(
                                "neurons.tokens.one",
                                KeptNeuronsViewModel.label(texts.token(each.token())),
                                Figures.fixed(each.logit(), 1)))
                .toList();
    }
}
