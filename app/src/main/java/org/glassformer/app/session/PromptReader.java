package org.glassformer.app.session;

import java.util.Optional;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.engine.hook.Interventions;
import org.jspecify.annotations.Nullable;

/// Reads the prompt again whenever it, the model or what is taken out of the model changes; the newest text wins.
public final class PromptReader {

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins turns;
    private @Nullable Notice complaint;
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
        Reading reading = session.readingProperty().get();
        if (reading != null
                && session.stateProperty().get() != LabState.STALE
                && reading.model().equals(session.modelProperty().get())
                && reading.text().equals(session.promptProperty().get())) {
            submit(tokensOf(new PromptTokens(reading.model(), reading.text(), reading.tokens())));
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
                return prompt;
            });
        }
    }

    /// Puts a text back whose tokens are known, such as that before an undone step.
    ///
    /// @param prompt of the model in use
    void restore(PromptTokens prompt) {
        restoring = true;
        try {
            session.promptProperty().set(prompt.text());
        } finally {
            restoring = false;
        }
        session.tokensProperty().set(prompt.tokens());
        submit(tokensOf(prompt));
    }

    private static Source tokensOf(PromptTokens prompt) {
        return context -> prompt;
    }

    private interface Source {
        PromptTokens tokens(TaskContext context);
    }

    private void submit(Source source) {
        Interventions interventions = session.interventionsInForce();
        session.stateProperty().set(LabState.BUSY);
        turns.submit(
                Job.of(
                                "Reading the prompt",
                                context -> {
                                    PromptTokens prompt = source.tokens(context);
                                    if (!prompt.fits()) {
                                        context.deliver(() -> tooLong(prompt));
                                        return Optional.<Reading>empty();
                                    }
                                    return Optional.of(engine.read(prompt, interventions));
                                })
                        .whenDone(reading -> reading.ifPresent(this::show))
                        .whenFailed(this::failed));
    }

    private void show(Reading reading) {
        session.tokensProperty().set(reading.tokens());
        session.readingProperty().set(reading);
        session.stateProperty().set(LabState.READY);
        dropComplaint();
    }

    private void complain(Notice.Tone tone, String text) {
        session.tell(tone, text);
        complaint = session.noticeProperty().get();
    }

    /// A complaint about a text goes with the text.
    private void dropComplaint() {
        if (complaint != null && complaint.equals(session.noticeProperty().get())) {
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
