package org.glassformer.app.feature.tokens.training;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.tokenizer.TrainingMemoryException;

/// What becomes of a learned vocabulary: it is used, saved, or told about.
final class ResultViewModel {

    private static final long MEGABYTE = 1 << 20;

    private final TokenizerShelf shelf;
    private final TaskRunner runner;
    private final ObjectProperty<TokenizerChoice> chosen;
    private final StringProperty told;
    private String used = ""; // what was said of the tokenizer that was chosen here

    /// @param shelf gets what is used
    /// @param runner makes tokenizers and writes files
    /// @param chosen what cuts the screen's text: gets what was put on the shelf
    /// @param told gets a sentence on what was done or went wrong; an empty one before, and when it is true no more
    ResultViewModel(
            TokenizerShelf shelf,
            TaskRunner runner,
            ObjectProperty<TokenizerChoice> chosen,
            StringProperty told) {
        this.shelf = shelf;
        this.runner = runner;
        this.chosen = chosen;
        this.told = told;
        chosen.subscribe((before, now) -> {
            if (told.get().equals(used)) {
                told.set("");
            }
        });
    }

    /// Puts the vocabulary after so many merges on the shelf.
    void use(TrainingRunViewModel run, int merges) {
        submit(
                "task.useVocabulary",
                () -> run.tokenizer(merges),
                tokenizer -> {
                    chosen.set(shelf.add(tokenizer));
                    used = Messages.text("ownbpe.used", tokenizer.name());
                    told.set(used);
                });
    }

    /// Writes the vocabulary after so many merges.
    void save(TrainingRunViewModel run, int merges, Path target) {
        submit(
                "task.saveVocabulary",
                () -> {
                    run.save(merges, target);
                    return target;
                },
                saved -> told.set(Messages.text("ownbpe.saved", saved.toString())));
    }

    private <T> void submit(String name, Callable<T> call, Consumer<T> done) {
        told.set("");
        runner.submit(
                Job.of(Messages.text(name), _ -> call.call())
                        .whenDone(done)
                        .whenFailed(failure -> told.set(sentence(failure))));
    }

    /// What the panel shows and under which settings.
    static Caption caption(Moment moment, String text, WordSplit split) {
        return Caption.of(Messages.text("ownbpe.title"))
                .with(Messages.text("ownbpe.caption.text"), text)
                .with(Messages.text("ownbpe.caption.bytes"), Figures.count(moment.bytes()))
                .with(Messages.text("ownbpe.caption.words"), Messages.text("ownbpe.split." + split))
                .with(Messages.text("ownbpe.caption.merge"), Figures.count(moment.merge()))
                .with(Messages.text("ownbpe.axis.vocabulary"), Figures.count(moment.vocabSize()))
                .with(Messages.text("ownbpe.axis.tokens"), Figures.count(moment.tokens()));
    }

    /// What a failure says to the person.
    static String sentence(Throwable failure) {
        return failure instanceof TrainingMemoryException memory
                ? Messages.text(
                        "ownbpe.memory",
                        Math.ceilDiv(memory.needed(), MEGABYTE),
                        memory.available() / MEGABYTE)
                : Sentences.of(failure);
    }
}
