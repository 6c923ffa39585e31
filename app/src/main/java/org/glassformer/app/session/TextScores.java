package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.PromptScores;
import org.glassformer.engine.generate.TokenScore;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.DrawnToken;
import org.jspecify.annotations.Nullable;

/// Says of every token of the text how likely it was.
///
/// A generated token has its score from the step that chose it. The prompt's tokens are scored in the background, as are
/// generated ones that were chosen under other interventions; the newest text wins, and whoever types goes first. Scores
/// of a beginning that stays the same stay on screen. Made when the scores are first asked for, it begins with the text at
/// hand.
public final class TextScores {

    /// Tokens that are scored in one run: others wait for the model no longer than that.
    private static final int STRETCH = 16;

    /// Scores of the first tokens of a text.
    private record Scored(ModelSummary model, Interventions under, List<TokenScore> scores) {}

    /// What is being scored.
    private record Wanted(ModelSummary model, Interventions under, List<SessionToken> tokens) {}

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private @Nullable Scored known;
    private @Nullable Wanted wanted;

    /// Watches a session.
    ///
    /// @param session tells of texts and readings, gets the scores
    /// @param engine runs the model
    /// @param runner runs the work
    public TextScores(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.turns = runner.newestWins();
        session.promptProperty().subscribe((before, now) -> typed(now));
        session.tokensProperty().subscribe((before, now) -> tell());
        session.readingProperty().subscribe((before, now) -> follow(now));
        follow(session.readingProperty().get());
    }

    private void typed(String text) {
        Reading reading = session.readingProperty().get();
        if (reading == null || !reading.text().equals(text)) {
            wanted = null;
            turns.cancel();
        }
    }

    private void follow(@Nullable Reading reading) {
        GenerationTree tree = session.treeProperty().get();
        tell();
        if (reading == null || tree == null || !tree.prompt().model().equals(reading.model())) {
            return;
        }
        int needed = needed(tree, reading);
        if (matching(reading.tokens(), reading.model(), reading.interventions()) >= needed) {
            return;
        }
        List<SessionToken> part = List.copyOf(reading.tokens().subList(0, needed));
        Wanted asked = new Wanted(reading.model(), reading.interventions(), part);
        if (asked.equals(wanted) && turns.isBusy()) {
            return;
        }
        wanted = asked;
        turns.submit(
                Job.of(
                                Messages.text("task.scores"),
                                context -> score(reading, part, context::checkCancelled))
                        .whenDone(this::scored)
                        .whenFailed(failure ->
                                session.tell(
                                        Notice.Tone.ERROR,
                                        Messages.text(
                                                "notice.readFailed", Sentences.of(failure)))));
    }

    /// How many of a text's first tokens have no score of their own: the prompt's, and those up to the last one chosen
    /// while something else was changed in the model.
    private static int needed(GenerationTree tree, Reading reading) {
        int needed = tree.prompt().tokens().size();
        for (TreeNode node : tree.path(tree.current().number())) {
            if (!node.isRoot() && !tree.under(node.number()).equals(reading.interventions())) {
                needed = tree.prompt().tokens().size() + node.depth();
            }
        }
        return Math.min(needed, reading.tokens().size());
    }

    private Optional<Scored> score(Reading reading, List<SessionToken> part, Runnable check) {
        int[] ids = part.stream().mapToInt(SessionToken::id).toArray();
        try {
            List<TokenScore> scores =
                    engine.study(
                            reading.model(),
                            (model, breath) ->
                                    PromptScores.of(
                                            model,
                                            ids,
                                            reading.interventions(),
                                            STRETCH,
                                            () -> {
                                                check.run();
                                                breath.run();
                                            }));
            return Optional.of(new Scored(reading.model(), reading.interventions(), scores));
        } catch (CancellationException e) {
            return Optional.empty(); // the model was changed meanwhile
        }
    }

    private void scored(Optional<Scored> made) {
        if (made.isPresent()) {
            known = made.get();
            tell();
        }
    }

    /// How many tokens of a text have been scored, counted from its beginning.
    private int matching(List<SessionToken> tokens, ModelSummary model, Interventions under) {
        Scored scored = known;
        if (scored == null || !scored.model().equals(model) || !scored.under().equals(under)) {
            return 0;
        }
        int most = Math.min(tokens.size(), scored.scores().size());
        int same = 0;
        while (same < most && scored.scores().get(same).id() == tokens.get(same).id()) {
            same++;
        }
        return same;
    }

    private void tell() {
        List<SessionToken> tokens = session.tokensProperty().get();
        GenerationTree tree = session.treeProperty().get();
        Reading reading = session.readingProperty().get();
        List<TokenScore> scores = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            scores.add(new TokenScore(i, tokens.get(i).id(), Double.NaN, 0, Double.NaN));
        }
        if (reading != null) {
            Scored scored = known;
            int same = matching(tokens, reading.model(), reading.interventions());
            for (int i = 0; i < same && scored != null; i++) {
                scores.set(i, scored.scores().get(i));
            }
            if (tree != null && tree.tokens(tree.current().number()).equals(tokens)) {
                addChosen(tree, reading.interventions(), scores);
            }
        }
        session.scoresProperty().set(List.copyOf(scores));
    }

    private static void addChosen(
            GenerationTree tree, Interventions under, List<TokenScore> scores) {
        for (TreeNode node : tree.path(tree.current().number())) {
            Choice choice = node.choice();
            if (choice != null && tree.under(node.number()).equals(under)) {
                int position = tree.prompt().tokens().size() + node.depth() - 1;
                DrawnToken drawn = choice.drawn();
                scores.set(
                        position,
                        new TokenScore(
                                position,
                                drawn.id(),
                                drawn.logprob(),
                                drawn.rank(),
                                choice.entropyBits()));
            }
        }
    }
}
