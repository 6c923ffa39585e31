package org.glassformer.app.feature.sampling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.LogitsFile;

/// Takes JSON files: sampling cases are run again, all others are read as logits of another engine.
final class FilesViewModel implements FileTarget {

    private static final int HEAD = 4096;

    private final LabSession session;
    private final NewestWins turns;
    private final Consumer<Path> cases;
    private final Runnable logits;

    /// @param cases gets sampling cases
    /// @param logits is told when there are logits to look at
    FilesViewModel(LabSession session, TaskRunner runner, Consumer<Path> cases, Runnable logits) {
        this.session = session;
        this.turns = runner.newestWins();
        this.cases = cases;
        this.logits = logits;
    }

    /// A JSON file that is none of a model's folder.
    @Override
    public boolean accepts(Path path) {
        Path name = path.getFileName();
        return name != null
                && Files.isRegularFile(path)
                && name.toString().endsWith(".json")
                && !name.toString().endsWith("config.json")
                && !name.toString().endsWith(".index.json")
                && !name.toString().startsWith("tokenizer");
    }

    @Override
    public void open(Path path) {
        turns.submit(
                Job.of(Messages.text("foreign.task"), context -> read(path))
                        .whenDone(
                                read -> read.ifPresentOrElse(this::show, () -> cases.accept(path)))
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    @Override
    public String hint() {
        return Messages.text("drop.sampling");
    }

    private void show(Reading step) {
        session.foreignProperty().set(step);
        logits.run();
    }

    /// The logits; empty for a sampling case.
    private static Optional<Reading> read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            if (head.contains("\"glassformer-case\"")) {
                return Optional.empty();
            }
        }
        return Optional.of(Reading.of(path, LogitsFile.read(path)));
    }
}
