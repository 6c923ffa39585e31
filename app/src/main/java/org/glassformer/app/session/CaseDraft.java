package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.jspecify.annotations.Nullable;

/// The text shown as a case, before the model's hash is known. Immutable.
///
/// @param model that wrote the text
/// @param promptIds the typed prompt
/// @param chain as it stands
/// @param seed as it stands
/// @param expected the tokens generated
/// @param constraint what held them; null for nothing
/// @param interventions those in force that a case can hold
/// @param leftOut interventions in force that a case cannot hold
/// @param otherwise tokens that were chosen by hand, or drawn with another seed
public record CaseDraft(
        ModelSummary model,
        List<Integer> promptIds,
        SamplerChain chain,
        long seed,
        List<SamplingCase.Expected> expected,
        @Nullable GrammarSource constraint,
        Interventions interventions,
        int leftOut,
        int otherwise) {

    /// The text that a session shows; empty where nothing was generated.
    public static Optional<CaseDraft> of(LabSession session) {
        GenerationTree tree = session.treeProperty().get();
        ModelSummary model = session.modelProperty().get();
        if (tree == null || model == null || !tree.prompt().model().equals(model)) {
            return Optional.empty();
        }
        Drawing drawing = Drawing.of(session);
        List<SamplingCase.Expected> expected = new ArrayList<>();
        int otherwise = 0;
        for (TreeNode node : tree.path(tree.current().number())) {
            Choice choice = node.choice();
            if (choice != null) {
                expected.add(
                        new SamplingCase.Expected(choice.drawn().id(), choice.drawn().logprob()));
                otherwise += choice.byHand() || choice.seed() != drawing.seed() ? 1 : 0;
            }
        }
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        List<Intervention> inForce = session.interventionsInForce().list();
        List<Intervention> kept =
                inForce.stream().filter(each -> Interventions.spec(each).isPresent()).toList();
        return Optional.of(
                new CaseDraft(
                        model,
                        tree.prompt().tokens().stream().map(SessionToken::id).toList(),
                        drawing.chain().toChain(),
                        drawing.seed(),
                        List.copyOf(expected),
                        source(drawing.constraint()),
                        new Interventions(kept),
                        inForce.size() - kept.size(),
                        otherwise));
    }

    private static @Nullable GrammarSource source(@Nullable Constraint constraint) {
        if (constraint == null) {
            return null;
        }
        return switch (constraint.kind()) {
            case CHOICES ->
                    GrammarSource.choices(
                            constraint.source().lines().filter(line -> !line.isEmpty()).toList());
            case REGEX -> new GrammarSource(GrammarSource.Kind.REGEX, constraint.source());
            case JSON_SCHEMA ->
                    new GrammarSource(GrammarSource.Kind.JSON_SCHEMA, constraint.source());
        };
    }

    /// The case.
    ///
    /// @param hash of the model's weights
    public SamplingCase withHash(String hash) {
        return new SamplingCase(
                model.folder(),
                hash,
                promptIds,
                chain,
                seed,
                model.device(),
                expected,
                constraint,
                interventions);
    }
}
