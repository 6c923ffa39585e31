package org.glassformer.app.session;

import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.engine.hook.Interventions;
import org.jspecify.annotations.Nullable;

/// Reads the prompt again whenever it, the model or what is taken out of the model changes; the newest text wins.
public final class PromptReader {

    private static final int MOST_NAMED = 12;

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private @Nullable Notice complaint;
    private @Nullable PromptTokens told;
    private boolean restoring;

    /// Watches a session.
    ///
    /// @param session gets tokens and readings
    /// @param engine runs the model
    /// @param turns shared with whatever else changes the text
    public PromptReader(LabSession session, EngineService engine, NewestWins turns) {
        this.session = session;
        this.engine = engine;
        this.turns = turns;
        session.promptProperty().subscribe((before, now) -> textChanged(now));
        session.modelProperty().subscribe((before, now) -> read());
        session.interventionsProperty().subscribe((before, now) -> interventionsChanged());
    }

    private void textChanged(String text) {
        if (restoring) {
            return;
        }
        Reading reading = session.readingProperty().get();
        boolean read =
                reading != null
                        && reading.text().equals(text)
                        && reading.model().equals(session.modelProperty().get())
                        && session.stateProperty().get() == LabState.READY;
        if (!read) {
            read();
        }
    }

    private void interventionsChanged() {
        GenerationTree tree = session.treeProperty().get();
        if (tree != null
                && session.stateProperty().get() != LabState.STALE
                && tree.prompt().model().equals(session.modelProperty().get())
                && tree.text(tree.current().number()).equals(session.promptProperty().get())) {
            submit(context -> tree);
        } else {
            read();
        }
    }

    /// Reads the prompt as it stands.
    public void read() {
        String text = session.promptProperty().get();
        if (session.modelProperty().get() != null) {
            submit(context -> {
                PromptTokens prompt = engine.encode(text);
                context.deliver(() -> session.tokensProperty().set(prompt.tokens()));
                return GenerationTree.of(prompt);
            });
        }
    }

    /// Shows the text of a tree's current node, such as that before an undone step.
    ///
    /// @param tree of the model in use
    /// @param first done before the model reads, off the JavaFX thread
    void restore(GenerationTree tree, Runnable first) {
        String text = tree.text(tree.current().number());
        restoring = true;
        try {
            session.promptProperty().set(text);
        } finally {
            restoring = false;
        }
        session.tokensProperty().set(tree.tokens(tree.current().number()));
        session.treeProperty().set(tree);
        submit(context -> {
            first.run();
            return tree;
        });
    }

    private interface Source {
        GenerationTree tree(TaskContext context);
    }

    /// @param tree with what it has cost
    /// @param reading of its current text
    private record Read(GenerationTree tree, Reading reading) {}

    private void submit(Source source) {
        Interventions interventions = session.interventionsInForce();
        session.stateProperty().set(LabState.BUSY);
        turns.submit(
                Job.of(
                                "Reading the prompt",
                                context -> read(source.tree(context), interventions, context))
                        .whenDone(read -> read.ifPresent(this::show))
                        .whenFailed(this::failed));
    }

    private Optional<Read> read(
            GenerationTree tree, Interventions interventions, TaskContext context) {
        if (!tree.prompt().fits()) {
            context.deliver(() -> tooLong(tree.prompt()));
            return Optional.empty();
        }
        Reading reading = engine.read(tree, interventions);
        return Optional.of(new Read(tree.costing(engine.cost()), reading));
    }

    private void show(Read read) {
        session.tokensProperty().set(read.reading().tokens());
        session.treeProperty().set(read.tree());
        session.readingProperty().set(read.reading());
        session.stateProperty().set(LabState.READY);
        PromptTokens prompt = read.tree().prompt();
        boolean dismissed = prompt.equals(told) && !isComplaining();
        dropComplaint();
        told = prompt;
        if (!prompt.leftOut().isEmpty() && !dismissed) {
            complain(Notice.Tone.WARNING, leftOut(prompt));
        }
    }

    private static String leftOut(PromptTokens prompt) {
        String named =
                prompt.leftOut().stream()
                        .limit(MOST_NAMED)
                        .map(character -> Messages.text("notice.leftOut.one", character))
                        .collect(Collectors.joining(", "));
        int more = Math.max(0, prompt.leftOut().size() - MOST_NAMED);
        String key = more == 0 ? "notice.leftOut" : "notice.leftOut.more";
        return Messages.text(key, prompt.model().name(), named, more);
    }

    private boolean isComplaining() {
        return complaint != null && complaint.equals(session.noticeProperty().get());
    }

    private void complain(Notice.Tone tone, String text) {
        session.tell(tone, text);
        complaint = session.noticeProperty().get();
    }

    /// A complaint about a text goes with the text.
    private void dropComplaint() {
        if (isComplaining()) {
            session.noticeProperty().set(null);
        }
        complaint = null;
    }

    private void tooLong(PromptTokens prompt) {
        session.stateProperty().set(standing());
        complain(
                Notice.Tone.WARNING,
                Messages.text(
                        "notice.tooLong",
                        prompt.tokens().size(),
                        prompt.model().name(),
                        prompt.model().context()));
    }

    private void failed(Throwable failure) {
        session.stateProperty().set(standing());
        complain(Notice.Tone.ERROR, Messages.text("notice.readFailed", Sentences.of(failure)));
    }

    private LabState standing() {
        return session.readingProperty().get() == null ? LabState.FAILED : LabState.STALE;
    }
}
